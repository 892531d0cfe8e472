import * as vscode from "vscode";
import type {
  Level,
  ReadinessAction,
  ReadinessLine,
  ReadinessReport,
  ReadinessSection,
} from "../../webviews/readiness/messages";
import { agentLines } from "./lines/agentLines";
import { consistencyLine } from "./lines/consistencyLine";
import { extensionLine } from "./lines/extensionLine";
import { limitLines, limitsNote, networkLines } from "./lines/limitLines";
import { powerLine } from "./lines/machineLines";
import { protectionLine } from "./lines/protectionLine";
import type { ReadinessFacts } from "./readinessFacts";
import { restoreLines } from "./lines/restoreLines";

function count(lines: readonly ReadinessLine[], level: Level): number {
  return lines.filter((line) => line.level === level).length;
}

function verdict(lines: readonly ReadinessLine[]): ReadinessReport["verdict"] {
  const t = vscode.l10n.t;
  const errors = count(lines, "error");
  const warnings = count(lines, "warning");
  if (errors > 0) {
    return {
      level: "error",
      sentence:
        errors === 1
          ? t("Not ready: 1 thing has to be put right.")
          : t("Not ready: {0} things have to be put right.", errors),
    };
  }
  if (warnings > 0) {
    return {
      level: "warning",
      sentence: warnings === 1 ? t("Ready, with 1 warning.") : t("Ready, with {0} warnings.", warnings),
    };
  }
  if (count(lines, "unknown") > 0) {
    return { level: "unknown", sentence: t("Nothing is in the way as far as it could be checked.") };
  }
  return { level: "ok", sentence: t("Ready to be backed up.") };
}

function actionsOf(facts: ReadinessFacts): readonly ReadinessAction[] {
  const always: readonly ReadinessAction[] = ["switchLimits", "openInPortal"];
  switch (facts.vm.protection.kind) {
    case "protected":
    case "protectionFailed":
      return ["backUp", ...always];
    case "inFlight":
      return always;
    case "notProtected":
    case "stopped":
    case "softDeleted":
    case "unknown":
      return ["protect", ...always];
  }
}

function details(facts: ReadinessFacts): string {
  const { vm, health } = facts;
  const guest = health.known ? [health.value.osName, health.value.osVersion].filter(Boolean).join(" ") : "";
  const system = guest === "" ? vm.osType : guest;
  return [facts.subscriptionName, vm.resourceGroup, vm.location, system]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
}

/** The readiness of one VM as lines to show: pure, so that the same facts always give the same report. */
export function readinessReport(facts: ReadinessFacts): ReadinessReport {
  const t = vscode.l10n.t;
  const { vm, health } = facts;
  const sections: readonly ReadinessSection[] = [
    { id: "machine", title: t("Virtual machine"), lines: [powerLine(health), protectionLine(vm)] },
    { id: "agent", title: t("VM agent"), lines: agentLines(vm.osType, health) },
    { id: "extension", title: t("Backup extension"), lines: [extensionLine(vm, health)] },
    { id: "network", title: t("Network path"), lines: networkLines(facts) },
    { id: "limits", title: t("Limits"), note: limitsNote(facts.limits), lines: limitLines(facts) },
    {
      id: "consistency",
      title: t("Consistency to expect"),
      lines: [consistencyLine(vm.osType, health, facts.limits)],
    },
    {
      id: "restore",
      title: t("When you restore"),
      note: t("These limitations meet a restore only; they do not keep the VM from being backed up."),
      lines: restoreLines(facts.restoreNotes),
    },
  ];
  return {
    vmName: vm.name,
    details: details(facts),
    // What only a restore meets does not decide whether the VM can be backed up.
    verdict: verdict(sections.filter((section) => section.id !== "restore").flatMap((section) => section.lines)),
    sections,
    actions: actionsOf(facts),
    checkedAt: facts.checkedAt,
  };
}
