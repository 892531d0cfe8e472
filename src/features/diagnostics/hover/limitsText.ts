import * as vscode from "vscode";
import type { ExplainedLimit } from "../../../limits/pages/explain";
import { explain } from "../../../limits/pages/explain";
import type { RuleOverride } from "../../../limits/check/checkOptions";
import type { Finding, LimitsId, Source } from "../../../limits/finding";
import type { RuleCode } from "../../../limits/matrices/matrix";
import { matrixOf } from "../../../limits/matrices/matrixOf";
import { citation } from "../squiggles/diagnosticData";
import { commandLink, escapeMarkdown, ruleLink, section } from "./hoverMarkdown";

/** A limit that is told whether it is broken or not. */
export interface AlwaysTold {
  readonly code: RuleCode;
  /** True when all that decides it is known: without a finding, the limit is kept then. */
  readonly isDecided: boolean;
}

/** Which limits concern what a hover is about, and what they find in it. */
export interface ConcernedLimits {
  readonly always: readonly AlwaysTold[];
  /** Told where one of the matrices finds something. */
  readonly ifBroken: readonly RuleCode[];
  /** What a matrix finds, settings included. */
  readonly findings: (limits: LimitsId) => readonly Finding[];
  /** Met only by a restore: told without being asked. */
  readonly restores: readonly RuleCode[];
  /** What the settings say of single rules. */
  readonly overrides: Readonly<Record<string, RuleOverride>>;
}

/**
 * Which limits apply under the matrix in force and whether they are kept, what the other matrix says about them, and the dated
 * sources of it all. Rules link to their pages, and to the page that compares the matrices.
 */
export function limitsText(concerned: ConcernedLimits, limits: LimitsId): readonly string[] {
  const { always, ifBroken, restores, overrides } = concerned;
  const inForce = byCode(concerned.findings(limits));
  const other = byCode(concerned.findings(limits === "current" ? "2015-10" : "current"));
  const named = always.map(({ code }) => code);
  const broken = ifBroken.filter((code) => !named.includes(code) && (inForce.has(code) || other.has(code)));
  const told = [...named, ...broken];
  const iconOf = (code: RuleCode): string => {
    const finding = inForce.get(code);
    const isKept = always.every((each) => each.code !== code || each.isDecided);
    return finding === undefined ? (isKept && !isOff(overrides, code) ? keptIcon(code, limits) : "") : icon(finding);
  };
  return [
    section(
      vscode.l10n.t("Limits in force: {0}", matrixOf(limits).title()),
      told.flatMap((code) => limitLine(code, limits, iconOf(code), settingText(overrides, code))),
    ),
    section(
      vscode.l10n.t("Met only by a restore:"),
      restores.flatMap((code) => limitLine(code, limits, "", "")),
    ),
    sourcesText([...told, ...restores]),
  ];
}

/** By code, the gravest finding of each. */
function byCode(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const found = new Map<string, Finding>();
  for (const finding of findings) {
    const known = found.get(finding.code);
    if (known === undefined || graver(finding, known)) {
      found.set(finding.code, finding);
    }
  }
  return found;
}

const gravities = ["error", "warning", "information", "hint"] as const;

function graver(one: Finding, other: Finding): boolean {
  const rank = ({ severity, certainty }: Finding): number =>
    gravities.indexOf(severity) * 2 + (certainty === "certain" ? 0 : 1);
  return rank(one) < rank(other);
}

function icon({ certainty, severity }: Finding): string {
  if (certainty === "possible") {
    return "$(question) ";
  }
  return severity === "error" ? "$(error) " : severity === "warning" ? "$(warning) " : "$(info) ";
}

/** What a matrix does not mention cannot be kept. */
function keptIcon(code: RuleCode, limits: LimitsId): string {
  const rule = explain(code);
  const limit = limits === "current" ? rule?.current : rule?.october2015;
  return limit !== undefined && speaks(limit) ? "$(pass) " : "";
}

function isOff(overrides: ConcernedLimits["overrides"], code: RuleCode): boolean {
  return overrides[code]?.severity === "off";
}

function settingText(overrides: ConcernedLimits["overrides"], code: RuleCode): string {
  const value = overrides[code]?.value;
  if (isOff(overrides, code)) {
    return vscode.l10n.t("Switched off in azureVmBackup.rules.");
  }
  return value === undefined ? "" : vscode.l10n.t("The setting azureVmBackup.rules makes it {0}.", value);
}

function limitLine(code: RuleCode, limits: LimitsId, icon: string, setting: string): readonly string[] {
  const rule = explain(code);
  if (rule === undefined) {
    return [];
  }
  const inForce = limits === "current" ? rule.current : rule.october2015;
  const other = limits === "current" ? rule.october2015 : rule.current;
  const comparison = `  \n  *${escapeMarkdown(`${other.title}: ${saysOf(other, inForce)}`)}*`;
  const explained = commandLink(vscode.l10n.t("Explain Limits"), "azureVmBackup.explainLimits", code);
  const said = [inForce.statement, setting].filter((text) => text !== "").map(escapeMarkdown);
  return [`- ${icon}${ruleLink(rule.title, code)}: ${said.join(" ")} ${explained}${comparison}`];
}

/** What the other matrix says, in as few words as it takes. */
function saysOf(other: ExplainedLimit, inForce: ExplainedLimit): string {
  if (!speaks(other)) {
    return vscode.l10n.t("not mentioned.");
  }
  return other.statement === inForce.statement ? vscode.l10n.t("the same.") : other.statement;
}

function speaks(limit: ExplainedLimit): boolean {
  return limit.supported !== "unmentioned";
}

/** The first source of each statement that is told, each once. */
function sourcesText(codes: readonly RuleCode[]): string {
  const cited = new Map<string, Source>();
  for (const rule of codes.map(explain)) {
    for (const limit of rule === undefined ? [] : [rule.current, rule.october2015]) {
      const [source] = speaks(limit) ? limit.sources : [];
      if (source !== undefined) {
        cited.set(source.title, source);
      }
    }
  }
  const links = [...cited.values()].map((source) =>
    source.url === undefined
      ? escapeMarkdown(citation(source))
      : `[${escapeMarkdown(citation(source))}](${source.url})`,
  );
  return links.length === 0 ? "" : vscode.l10n.t("Sources: {0}", links.join("; "));
}
