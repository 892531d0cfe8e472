import * as vscode from "vscode";
import type { VmProfile } from "../../../limits/profile/vm";
import type { TemplateResource } from "../../../template/model";
import type { TextSpan } from "../../../template/value";
import type { TemplateCheck } from "../check/templateCheck";
import { worst } from "../lens/verdictText";
import { commandLink, escapeMarkdown } from "./hoverMarkdown";
import { hoverTargetAt, kindOfType } from "./hoverTarget";
import { limitsText } from "./limitsText";
import { subjectOf } from "./subjectOf";
import { verdictLines } from "./verdictLines";

/** A hover as plain data. */
export interface HoverText {
  /** Markdown with theme icons and links to commands. */
  readonly markdown: string;
  /** The stretch of the template's text that it is about. */
  readonly span: TextSpan;
}

/**
 * The hover at an offset of a checked template: what a machine, a disk, a size, a vault, a policy or a protected item evaluates to and
 * with which parameter file, a machine's verdict, which limits apply under the matrix in force and whether they are kept, what
 * the other matrix says about them, and the dated sources of it all. Undefined where there is nothing to say.
 */
export function hoverText(check: TemplateCheck, offset: number): HoverText | undefined {
  const resource = resourceAt(check, offset);
  const kind = resource === undefined ? undefined : kindOfType(resource.type);
  if (resource === undefined || kind === undefined) {
    return undefined;
  }
  const target = hoverTargetAt(check.text, resource.span, kind, offset);
  const subject = target === undefined ? undefined : subjectOf(kind, { check, resource, target });
  if (target === undefined || subject === undefined) {
    return undefined;
  }
  const { name, facts, areLines, limits, machine } = subject;
  const blocks = [
    [`**${escapeMarkdown(name)}**`, ...facts.map(escapeMarkdown)].join(areLines ? "  \n" : " · "),
    machine === undefined ? "" : verdictOfMachine(check, machine),
    parameterFileText(check),
    ...limitsText(limits, check.settings.limits),
  ];
  return { markdown: blocks.filter((block) => block !== "").join("\n\n"), span: target.span };
}

/** The innermost resource whose declaration holds the offset; the first instance of a copy loop. */
function resourceAt({ template }: TemplateCheck, offset: number): TemplateResource | undefined {
  return template.resources
    .filter(
      ({ span, existing }) =>
        !existing &&
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

/** The verdict on a machine; of a copy loop the worst of its instances. */
function verdictOfMachine({ profiles, verdicts, findings }: TemplateCheck, machine: VmProfile): string {
  const alike = profiles.filter(
    ({ declaration }) =>
      declaration !== undefined &&
      declaration.jsonPath === machine.declaration?.jsonPath &&
      declaration.file === machine.declaration.file,
  );
  const deployed = alike.filter((vm) => !vm.deployed.known || vm.deployed.value);
  const ids = new Set(deployed.map(({ id }) => id));
  const verdict = worst(deployed.flatMap(({ id }) => verdicts.get(id) ?? []));
  if (verdict === undefined) {
    return "";
  }
  const own = findings.filter(({ vm }) => vm !== undefined && ids.has(vm));
  const text = verdictLines(verdict, own);
  const kinds = new Set(deployed.map(({ id }) => verdicts.get(id)?.kind));
  return kinds.size < 2 ? text : `${text}\n\n${vscode.l10n.t("That is the worst of {0} instances.", deployed.length)}`;
}

/** With which parameter values a template is evaluated, where it has parameters at all; a click chooses others. */
function parameterFileText({ parameterFile, text }: TemplateCheck): string {
  if (parameterFile !== undefined) {
    const link = commandLink(parameterFile, "azureVmBackup.selectParameterFile");
    return vscode.l10n.t("$(json) Parameter file: {0}", link);
  }
  return text.includes("parameters(")
    ? `$(json) ${commandLink(vscode.l10n.t("No parameter file: default values only"), "azureVmBackup.selectParameterFile")}`
    : "";
}
