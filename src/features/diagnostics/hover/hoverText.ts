import * as vscode from "vscode";
import { checkProfile } from "../../../limits/check/checkProfile";
import type { ExplainedLimit } from "../../../limits/pages/explain";
import { explain } from "../../../limits/pages/explain";
import type { Finding, LimitsId, Source } from "../../../limits/finding";
import type { RuleCode } from "../../../limits/matrices/matrix";
import { matrixOf } from "../../../limits/matrices/matrixOf";
import { restoreHeaders } from "../../../limits/registry/restore";
import type { VmProfile } from "../../../limits/profile/vm";
import { citation } from "../squiggles/diagnosticData";
import type { VmPart } from "./hoverTarget";
import { factsOf, nameOf } from "./vmFacts";

/** The limits that concern a part: the first is always told, the others where one of the matrices is broken. */
const limitsOfPart: Readonly<Record<VmPart, readonly RuleCode[]>> = {
  machine: ["arm-vm", "region-mismatch", "cross-region-backup", "region-support"],
  dataDisks: [
    "data-disk-count",
    "premium-storage",
    "ultra-disk-needs-enhanced-policy",
    "premium-ssd-v2-needs-enhanced-policy",
    "shared-disk",
    "unmanaged-disk",
  ],
  osDisk: ["premium-storage", "unmanaged-disk", "write-accelerator-os-disk"],
  image: ["os-version-windows-server"],
  network: [
    "multiple-nics",
    "load-balanced",
    "reserved-ip-multiple",
    "reserved-ip-no-endpoint",
    "outbound-connectivity",
  ],
  agent: ["vm-agent-disabled"],
};

/** What the text of a hover needs besides the machine. */
export interface HoverContext {
  readonly part: VmPart;
  readonly limits: LimitsId;
}

/**
 * The hover of a part of a virtual machine, in Markdown with theme icons: what it evaluates to, which limits apply under the
 * matrix in force and whether they are kept, what the other matrix says about them, and the dated sources of it all.
 * Rules link to their pages, and to the page that compares the matrices, by commands.
 */
export function hoverText(vm: VmProfile, { part, limits }: HoverContext): string {
  const inForce = verdictsOf(vm, limits);
  const other = verdictsOf(vm, otherThan(limits));
  const told = limitsOfPart[part].filter((code, index) => index === 0 || inForce.has(code) || other.has(code));
  const restores = part === "machine" ? restoreHeaders.map((header) => header.code) : [];
  return [
    heading(vm, part),
    section(
      vscode.l10n.t("Limits in force: {0}", matrixOf(limits).title()),
      told.flatMap((code) => limitLine(code, limits, icons[inForce.get(code) ?? "kept"])),
    ),
    section(
      vscode.l10n.t("Met only by a restore:"),
      restores.flatMap((code) => limitLine(code, limits, "")),
    ),
    sourcesText([...told, ...restores]),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

/** The facts of the machine in one line, those of its disks one below the other. */
function heading(vm: VmProfile, part: VmPart): string {
  const name = `**${vscode.l10n.t("VM {0}", escapeMarkdown(nameOf(vm)))}**`;
  return [name, ...factsOf(vm, part).map(escapeMarkdown)].join(part === "dataDisks" ? "  \n" : " · ");
}

type Verdict = Finding["certainty"] | "kept";

const icons: Readonly<Record<Verdict, string>> = {
  certain: "$(error) ",
  possible: "$(question) ",
  kept: "$(pass) ",
};

/** The rules that the machine breaks under a matrix, or may break. */
function verdictsOf(vm: VmProfile, limits: LimitsId): ReadonlyMap<string, Verdict> {
  return new Map(checkProfile(vm, { limits, lifted: "off" }).map(({ code, certainty }) => [code, certainty]));
}

function otherThan(limits: LimitsId): LimitsId {
  return limits === "current" ? "2015-10" : "current";
}

/** A link that opens the page of a rule. */
export function ruleLink(title: string, code: RuleCode): string {
  return commandLink(title, "azureVmBackup.openRule", code);
}

/** The commands that links of the hover run: the hover must be trusted with these, and with no others. */
export const hoverCommands = ["azureVmBackup.openRule", "azureVmBackup.explainLimits"] as const;

function commandLink(title: string, command: (typeof hoverCommands)[number], code: RuleCode): string {
  return `[${escapeMarkdown(title)}](command:${command}?${encodeURIComponent(JSON.stringify([code]))})`;
}

/** Nothing of a template may act as Markdown or HTML in a hover that is trusted to run a command. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-!~|<>$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/\s*\r?\n\s*/g, " ");
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${heading}\n\n${lines.join("\n")}`;
}

function limitLine(code: RuleCode, limits: LimitsId, icon: string): readonly string[] {
  const rule = explain(code);
  if (rule === undefined) {
    return [];
  }
  const inForce = limits === "current" ? rule.current : rule.october2015;
  const other = limits === "current" ? rule.october2015 : rule.current;
  const comparison =
    speaks(other) && other.statement !== inForce.statement
      ? `  \n  *${escapeMarkdown(`${other.title}: ${other.statement}`)}*`
      : "";
  const explained = commandLink(vscode.l10n.t("Explain Limits"), "azureVmBackup.explainLimits", code);
  return [`- ${icon}${ruleLink(rule.title, code)}: ${escapeMarkdown(inForce.statement)} ${explained}${comparison}`];
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
