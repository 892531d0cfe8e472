import * as vscode from "vscode";
import type { DocumentState } from "../check/templateCheck";
import { rangeOf } from "../squiggles/toDiagnostic";
import type { hoverCommands } from "./hoverMarkdown";
import type { hoverText } from "./hoverText";

/** The hover asks the rules, which are in a bundle of their own. */
export type LoadHoverText = () => Promise<{
  readonly hoverText: typeof hoverText;
  readonly hoverCommands: typeof hoverCommands;
}>;

/**
 * Tells, on the declaration of a machine or of what backs it up, what it evaluates to and which limits apply. Answers from the last
 * check.
 */
export class ResourceHover implements vscode.HoverProvider {
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
    const { hoverText, hoverCommands } = await this.#load();
    const found = hoverText(check, document.offsetAt(position));
    if (found === undefined) {
      return undefined;
    }
    const text = new vscode.MarkdownString(found.markdown);
    text.supportThemeIcons = true;
    text.isTrusted = { enabledCommands: hoverCommands };
    return new vscode.Hover(text, rangeOf(document, found.span));
  }
}
