import * as vscode from "vscode";
import { explain } from "../../../limits/pages/explain";
import type { ExplainedLimit } from "../../../limits/pages/explain";
import type { Finding, LimitsId } from "../../../limits/finding";
import { prerequisites } from "../../../limits/parts/prerequisites";
import type { ReadinessLine, SourceNote } from "../../../webviews/readiness/messages";
import type { ReadinessFacts } from "../readinessFacts";
import { sourceNote } from "./readinessSources";

const networkCode = "outbound-connectivity";

function severityWord(severity: Finding["severity"] | undefined): string {
  switch (severity) {
    case "error":
      return vscode.l10n.t("error");
    case "warning":
      return vscode.l10n.t("warning");
    case "information":
      return vscode.l10n.t("information");
    case "hint":
      return vscode.l10n.t("hint");
    case undefined:
      return vscode.l10n.t("no limit for this VM");
  }
}

/** "October 2015: error" and "Today: no limit for this VM", each with where it is written; before them what the settings say. */
function verdicts(code: string, { findings, inForce, setByUser }: ReadinessFacts): readonly SourceNote[] {
  const explanation = explain(code);
  if (explanation === undefined) {
    return [];
  }
  const own = inForce.filter((finding) => finding.code === code);
  const verdict = (limit: ExplainedLimit): readonly SourceNote[] => {
    const found = findings[limit.limits].find((finding) => finding.code === code);
    const word = severityWord(found?.severity);
    return limit.sources.slice(0, 1).map((source) => sourceNote(vscode.l10n.t("{0}: {1}", limit.title, word), source));
  };
  const ofSettings =
    setByUser.has(code) && own.length > 0
      ? [
          sourceNote(vscode.l10n.t("Your settings: {0}", severityWord(worstOf(own))), {
            title: vscode.l10n.t("Setting azureVmBackup.rules"),
          }),
        ]
      : [];
  return [...ofSettings, ...verdict(explanation.october2015), ...verdict(explanation.current)];
}

/** Sentences of one rule that are shown in full; twenty disks with the same trouble are one trouble. */
const shownInFull = 2;

function sentences(findings: readonly Finding[]): string {
  const shown = findings.slice(0, shownInFull).map((finding) => finding.message);
  const rest = findings.length - shown.length;
  const more =
    rest === 1
      ? vscode.l10n.t("The same is found 1 more time.")
      : vscode.l10n.t("The same is found {0} more times.", rest);
  return [...shown, ...(rest > 0 ? [more] : [])].join(" ");
}

function inForceLine(code: string, findings: readonly Finding[], facts: ReadinessFacts): ReadinessLine {
  const explanation = explain(code);
  const severity = worstOf(findings);
  return {
    level: severity,
    title: explanation?.title ?? code,
    meaning: sentences(findings),
    advice: severity === "hint" ? undefined : explanation?.fix,
    sources: verdicts(code, facts),
  };
}

/** What the matrix that is not in force finds: to be known, not to be acted on. */
function otherLine(code: string, findings: readonly Finding[], facts: ReadinessFacts): ReadinessLine {
  return {
    level: "hint",
    title: explain(code)?.title ?? code,
    meaning:
      facts.limits === "current"
        ? vscode.l10n.t("Outside the October 2015 limits; supported today. In 2015: {0}", sentences(findings))
        : vscode.l10n.t("No limit in October 2015. Today: {0}", sentences(findings)),
    sources: verdicts(code, facts),
  };
}

function worstOf(findings: readonly Finding[]): Finding["severity"] {
  const order: readonly Finding["severity"][] = ["error", "warning", "information"];
  return order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "hint";
}

/** The findings of each rule together, in the order of the rules. */
function byCode(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, readonly Finding[]>();
  for (const finding of findings) {
    groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  }
  return groups;
}

function linesOf(facts: ReadinessFacts, belongs: (code: string) => boolean): readonly ReadinessLine[] {
  const other: LimitsId = facts.limits === "current" ? "2015-10" : "current";
  const inForce = byCode(facts.inForce.filter((finding) => belongs(finding.code)));
  const others = byCode(facts.findings[other].filter(({ code }) => belongs(code) && !inForce.has(code)));
  return [
    ...[...inForce].map(([code, findings]) => inForceLine(code, findings, facts)),
    ...[...others].map(([code, findings]) => otherLine(code, findings, facts)),
  ];
}

/** The name of the matrix in force, as the panel's heading note. */
export function limitsNote(limits: LimitsId): string {
  return limits === "current"
    ? vscode.l10n.t("In force: today's support matrix. Limits of October 2015 that no longer hold show as hints.")
    : vscode.l10n.t("In force: the limits of the article of October 2015. Today's limits show as hints.");
}

/** What the rules say of the live VM, the network path apart. */
export function limitLines(facts: ReadinessFacts): readonly ReadinessLine[] {
  if (!facts.profile.known) {
    return [
      { level: "unknown", title: vscode.l10n.t("The limits could not be checked"), meaning: facts.profile.reason },
    ];
  }
  const lines = [...unreadLines(facts), ...linesOf(facts, (code) => code !== networkCode)];
  const worst = facts.inForce.some((finding) => finding.severity === "error");
  return worst || lines.some((line) => line.level === "warning" || line.level === "unknown")
    ? lines
    : [
        {
          level: "ok",
          title: vscode.l10n.t("Within the limits in force"),
          meaning: vscode.l10n.t("No rule of the matrix in force keeps Azure Backup from protecting this VM."),
        },
        ...lines,
      ];
}

/** Rules are silent about what could not be read, which must not look like "all is well". */
function unreadLines({ unread }: ReadinessFacts): readonly ReadinessLine[] {
  return unread.length === 0
    ? []
    : [
        {
          level: "unknown",
          title: vscode.l10n.t("Not every limit could be checked"),
          meaning: vscode.l10n.t("What Azure does not show: {0}.", unread.join("; ")),
        },
      ];
}

function unreadInterfaces(facts: ReadinessFacts): string | undefined {
  if (!facts.profile.known) {
    return facts.profile.reason;
  }
  const interfaces = facts.profile.value.networkInterfaces;
  if (!interfaces.known) {
    return interfaces.reason;
  }
  for (const nic of interfaces.value) {
    if (!nic.outboundDenials.known) {
      return nic.outboundDenials.reason;
    }
  }
  return undefined;
}

/** The network path: needed in October 2015, not needed today but for Write Accelerator disks. */
export function networkLines(facts: ReadinessFacts): readonly ReadinessLine[] {
  const network = prerequisites().find((one) => one.id === "network");
  const sources =
    network === undefined
      ? []
      : [
          sourceNote(vscode.l10n.t("October 2015: {0}", network.sentence2015), network.source2015),
          sourceNote(vscode.l10n.t("Today: {0}", network.sentenceToday), network.sourceToday),
        ];
  const found = linesOf(facts, (code) => code === networkCode);
  if (found.length > 0) {
    return found;
  }
  const unread = unreadInterfaces(facts);
  if (unread !== undefined) {
    return [
      {
        level: facts.limits === "current" ? "information" : "unknown",
        title: vscode.l10n.t("The network path could not be checked"),
        meaning: unread,
        sources,
      },
    ];
  }
  return [
    {
      level: "ok",
      title: vscode.l10n.t("No security rule is in the way"),
      meaning: vscode.l10n.t(
        "No network security group of the VM denies the outbound traffic that a backup needs. Firewalls and routes beyond them are not checked.",
      ),
      sources,
    },
  ];
}
