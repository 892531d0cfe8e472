import * as vscode from "vscode";
import type { Finding, LimitsId } from "../../../limits/finding";
import type { Verdict } from "../../../limits/check/verdict";
import type { TemplateCheck } from "../check/templateCheck";

/** The matrix in force, in two words. */
export function limitsName(limits: LimitsId): string {
  return limits === "current" ? vscode.l10n.t("current") : vscode.l10n.t("October 2015");
}

/** "3 findings in 2 VMs", "No findings in 1 VM", "No VMs". Hints are not counted, nor are limits that have been lifted. */
export function summaryOf(check: Pick<TemplateCheck, "findings" | "profiles" | "verdicts">): string {
  const counted = check.findings.filter(({ lifted, severity }) => !lifted && severity !== "hint");
  const machines = check.profiles.length;
  if (machines === 0) {
    return counted.length === 0 ? vscode.l10n.t("No virtual machines") : findingsText(counted);
  }
  if (counted.length === 0) {
    return machines === 1 ? vscode.l10n.t("No findings in 1 VM") : vscode.l10n.t("No findings in {0} VMs", machines);
  }
  const concerned = concernedBy(counted, check.verdicts);
  return concerned === 1
    ? vscode.l10n.t("{0} in 1 VM", findingsText(counted))
    : vscode.l10n.t("{0} in {1} VMs", findingsText(counted), concerned);
}

/** How many machines: a finding stands for all instances of its copy loop, which only the verdicts tell apart. */
function concernedBy(findings: readonly Finding[], verdicts: ReadonlyMap<string, Verdict>): number {
  const judged = [...verdicts].filter(([, verdict]) => verdict.kind !== "protectable").map(([vm]) => vm);
  return new Set([...judged, ...findings.map((finding) => finding.vm).filter((vm) => vm !== undefined)]).size;
}

/** "azuredeploy.parameters.json", or that there is none. */
export function parameterFileText(check: Pick<TemplateCheck, "parameterFile">): string {
  return check.parameterFile === undefined
    ? vscode.l10n.t("no parameter file")
    : vscode.l10n.t("parameters from {0}", check.parameterFile);
}

function findingsText(findings: readonly Finding[]): string {
  return findings.length === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", findings.length);
}
