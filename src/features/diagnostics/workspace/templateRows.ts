import * as vscode from "vscode";
import type { Finding, Severity } from "../../../limits/finding";
import type { VmProfile } from "../../../limits/profile/vm";
import type { Positions } from "../../../template/positions";
import type { WorkspaceRow } from "../../../webviews/workspaceCheck/messages";
import type { Analysis } from "../check/templateCheck";

const byGravity: readonly Severity[] = ["error", "warning", "information", "hint"];

/** What one template comes to with one parameter file: a row for each machine, and one for what is found in vaults and policies. */
export function rowsOf(
  { profiles, findings, verdicts }: Analysis,
  file: Pick<WorkspaceRow, "uri" | "template" | "parameterFile">,
  positions: Positions,
): readonly WorkspaceRow[] {
  const told = findings.filter(({ lifted }) => !lifted);
  const lineOf = (offset: number): number => positions.at(offset).line;
  const rows = profiles.map((vm): WorkspaceRow => {
    const own = told.filter((finding) => finding.vm !== undefined && isOf(finding, vm, profiles));
    const verdict = verdicts.get(vm.id);
    const sentences = [...(verdict?.conditions ?? []), ...(verdict?.deciding ?? [])].map(({ sentence }) => sentence);
    const refusals = verdict?.kind === "not-protectable" ? own.filter(isError).map(({ message }) => message) : [];
    const span = vm.place?.span;
    return {
      ...file,
      vm: vm.name.known ? vm.name.value : (vm.name.text ?? vscode.l10n.t("name unknown")),
      verdict: verdict?.kind,
      conditions: [...new Set([...refusals, ...sentences])],
      findings: own.length,
      worst: worstOf(own),
      line: span === undefined || span.file !== undefined ? 0 : lineOf(span.offset),
    };
  });
  // Hints about a whole template, such as that its vault is elsewhere, would be a second row for nearly every template.
  const others = told.filter(({ vm, severity }) => vm === undefined && severity !== "hint");
  const [first] = others;
  const span = first?.place?.span;
  return first === undefined
    ? rows
    : [
        ...rows,
        {
          ...file,
          conditions: others.map(({ message }) => message),
          findings: others.length,
          worst: worstOf(others),
          line: span === undefined || span.file !== undefined ? 0 : lineOf(span.offset),
        },
      ];
}

/** A finding stands for all instances of its copy loop. */
function isOf({ vm: id }: Finding, vm: VmProfile, all: readonly VmProfile[]): boolean {
  const told = all.find((one) => one.id === id)?.declaration;
  return id === vm.id || (told !== undefined && told.instances !== 1 && isSameDeclaration(told, vm.declaration));
}

function isSameDeclaration(one: NonNullable<VmProfile["declaration"]>, other: VmProfile["declaration"]): boolean {
  return one.jsonPath === other?.jsonPath && one.file === other.file && one.via?.join() === other.via?.join();
}

function isError({ severity, certainty }: Finding): boolean {
  return severity === "error" && certainty === "certain";
}

function worstOf(findings: readonly Finding[]): Severity | undefined {
  return byGravity.find((severity) => findings.some((finding) => finding.severity === severity));
}
