import * as vscode from "vscode";
import type { VmHealth } from "../../../azure/models";
import type { ReadinessLine } from "../../../webviews/readiness/messages";
import type { Answer } from "../readinessFacts";
import { readinessSources, sourceNote } from "./readinessSources";

/** How the VM's power state bears on a backup. */
export type PowerKind = "running" | "off" | "changing" | "unknown";

/** What the power state of a VM means for its backup. */
export function powerKind(health: Answer<VmHealth>): PowerKind {
  const power = health.known ? health.value.power?.toLowerCase() : undefined;
  switch (power) {
    case "running":
      return "running";
    case "deallocated":
    case "stopped":
      return "off";
    case undefined:
    case "unknown":
      return "unknown";
    default:
      return "changing";
  }
}

/** The line about the power state. A VM that is off is backed up all the same: "offline VM" in the article of 2015. */
export function powerLine(health: Answer<VmHealth>): ReadinessLine {
  const t = vscode.l10n.t;
  const power = health.known ? (health.value.power ?? "") : "";
  switch (powerKind(health)) {
    case "running":
      return {
        level: "ok",
        title: t("The VM is running"),
        meaning: t("A running VM has the best chance of an application-consistent recovery point."),
      };
    case "off":
      return {
        level: "information",
        title: t("The VM is off ({0})", power),
        meaning: t(
          "It is backed up all the same. The recovery point will be crash-consistent, and the backup extension may not get installed.",
        ),
        advice: t("Start the VM before the backup when its applications' consistency matters."),
        sources: [
          sourceNote(t("October 2015: the same"), readinessSources.october2015Article),
          sourceNote(t("Today"), readinessSources.prepare),
        ],
      };
    case "changing":
      return {
        level: "warning",
        title: t("The VM is between two states ({0})", power),
        meaning: t("A backup needs a VM that is running or stopped."),
        advice: t("Wait until the change is over, then check again."),
        sources: [sourceNote(t("Today"), readinessSources.troubleshooting2023)],
      };
    case "unknown":
      return {
        level: "unknown",
        title: t("The power state is not known"),
        meaning: health.known ? t("Azure did not say whether the VM is running.") : health.reason,
        advice: t("Check again in a moment."),
      };
  }
}
