import * as vscode from "vscode";
import type { VmProfile } from "../../../limits/profile/vm";
import type { TemplateResource } from "../../../template/model";
import { hoverTargetAt } from "./hoverTarget";
import type { hoverCommands, hoverText } from "./hoverText";
import type { DocumentState, TemplateCheck } from "../check/templateCheck";
import { rangeOf } from "../squiggles/toDiagnostic";

const machineType = "microsoft.compute/virtualmachines";

/** The hover asks the rules, which are in a bundle of their own. */
export type LoadHoverText = () => Promise<{
  readonly hoverText: typeof hoverText;
  readonly hoverCommands: typeof hoverCommands;
}>;

/** Tells, on a virtual machine's declaration, what it evaluates to and which limits apply. Answers from the last check. */
export class VmHover implements vscode.HoverProvider {
  readonly #stateOf: (document: vscode.TextDocument) => DocumentState | undefined;

  readonly #load: LoadHoverText;

  /** @param stateOf what is known of a document */
  public constructor(stateOf: (document: vscode.TextDocument) => DocumentState | undefined, load: LoadHoverText) {
    this.#stateOf = stateOf;
    this.#load = load;
  }

  public async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const check = this.#stateOf(document);
    // While a newer version waits for its check, offsets would lie; the hover comes back with the check.
    if (check?.kind !== "checked" || check.version !== document.version) {
      return undefined;
    }
    const offset = document.offsetAt(position);
    const resource = machineAt(check, offset);
    const target = resource === undefined ? undefined : hoverTargetAt(check.text, resource.span, offset);
    const vm = resource === undefined ? undefined : profileOf(check, resource);
    if (target === undefined || vm === undefined) {
      return undefined;
    }
    const { hoverText, hoverCommands } = await this.#load();
    const text = new vscode.MarkdownString(hoverText(vm, { part: target.part, limits: check.settings.limits }));
    text.supportThemeIcons = true;
    text.isTrusted = { enabledCommands: hoverCommands };
    return new vscode.Hover(text, rangeOf(document, target.span));
  }
}

/** The innermost virtual machine whose declaration holds the offset; the first instance of a copy loop. */
function machineAt(check: TemplateCheck, offset: number): TemplateResource | undefined {
  return check.template.resources
    .filter(
      ({ type, span, existing }) =>
        !existing &&
        type.toLowerCase() === machineType &&
        // Places of linked files are no places of this document.
        span.file === undefined &&
        offset >= span.offset &&
        offset < span.offset + span.length,
    )
    .reduce<TemplateResource | undefined>(
      (best, candidate) => (best === undefined || candidate.span.length < best.span.length ? candidate : best),
      undefined,
    );
}

function profileOf(check: TemplateCheck, resource: TemplateResource): VmProfile | undefined {
  return check.profiles.find(
    ({ declaration }) =>
      declaration?.jsonPath === resource.jsonPath &&
      declaration.instance === resource.instance &&
      declaration.file === resource.file,
  );
}
