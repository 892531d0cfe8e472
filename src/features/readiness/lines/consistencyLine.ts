import * as vscode from "vscode";
import type { VirtualMachine, VmHealth } from "../../../azure/models";
import type { LimitsId } from "../../../limits/finding";
import type { ReadinessLine } from "../../../webviews/readiness/messages";
import { powerKind } from "./machineLines";
import type { Answer } from "../readinessFacts";
import { readinessSources, sourceNote } from "./readinessSources";

/** How consistent the next recovery point will be; undefined when too little is known. */
export type Consistency = "application" | "fileSystem" | "crash" | undefined;

/**
 * What to expect of the next backup. Off, or an agent that does not work: crash-consistent. Windows: application-consistent
 * through VSS. Linux: file-system-consistent, unless pre and post scripts are set up ("OVERVIEW", 2026-01-28; the same in 2015).
 */
function expectedConsistency(osType: VirtualMachine["osType"], health: Answer<VmHealth>): Consistency {
  if (powerKind(health) === "off") {
    return "crash";
  }
  if (!health.known || health.value.agent.status === "unknown" || powerKind(health) !== "running") {
    return undefined;
  }
  if (health.value.agent.status !== "ready") {
    return "crash";
  }
  switch (osType) {
    case "Windows":
      return "application";
    case "Linux":
      return "fileSystem";
    case undefined:
      return undefined;
  }
}

function linuxToday(limits: LimitsId): string {
  return limits === "current"
    ? vscode.l10n.t("Set up pre and post scripts in the VM when applications have to be quiet during the snapshot.")
    : vscode.l10n.t("In 2015, Linux had no application-consistent backup.");
}

/** The line about the recovery point to expect. */
export function consistencyLine(
  osType: VirtualMachine["osType"],
  health: Answer<VmHealth>,
  limits: LimitsId,
): ReadinessLine {
  const t = vscode.l10n.t;
  const sources = [
    sourceNote(t("October 2015"), readinessSources.backUp2015),
    sourceNote(t("Today"), readinessSources.supportMatrix),
  ];
  switch (expectedConsistency(osType, health)) {
    case "application":
      return {
        level: "ok",
        title: t("Application-consistent"),
        meaning: t(
          "Windows applications write out what they hold in memory (VSS) before the snapshot. When a VSS writer fails, the recovery point is file-system-consistent.",
        ),
        sources,
      };
    case "fileSystem":
      return {
        level: "ok",
        title: t("File-system-consistent"),
        meaning: t(
          "The file systems are consistent after a restore; applications recover on their own, as after a restart.",
        ),
        advice: linuxToday(limits),
        sources,
      };
    case "crash":
      return {
        level: "information",
        title: t("Crash-consistent"),
        meaning: t(
          "The recovery point holds what was on the disks, as after a power failure: what was in memory only is lost, and a disk check may run at the first start.",
        ),
        advice:
          powerKind(health) === "off"
            ? t("Start the VM before the backup for more.")
            : t("Get the VM agent to work for more."),
        sources,
      };
    case undefined:
      return {
        level: "unknown",
        title: t("Not known yet"),
        meaning: t(
          "It depends on the operating system, the power state and the VM agent, and not all of them are known.",
        ),
        sources,
      };
  }
}
