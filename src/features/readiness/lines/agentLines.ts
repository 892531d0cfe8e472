import * as vscode from "vscode";
import type { VirtualMachine, VmHealth } from "../../../azure/models";
import type { ReadinessLine } from "../../../webviews/readiness/messages";
import { compareVersions } from "./compareVersions";
import { agentInstallCommands, agentRestartCommands } from "./guestCommands";
import { powerKind } from "./machineLines";
import type { Answer } from "../readinessFacts";
import { readinessSources, sourceNote } from "./readinessSources";

/**
 * Lowest versions. `needed`: the Backup page of 2026-03-25 asks for it, Windows only. `supported`: Microsoft's support
 * statement of 2025-09-15. Below the first is an error, below the second a warning.
 */
const lowest = {
  Windows: { needed: "2.6.1198.718", supported: "2.7.41491.1010" },
  Linux: { needed: undefined, supported: "2.2.53.1" },
} as const;

function agentSources(): ReadinessLine["sources"] {
  const t = vscode.l10n.t;
  return [
    sourceNote(t("October 2015: the agent must be installed"), readinessSources.october2015Article),
    sourceNote(t("Today: needed unless the policy takes crash-consistent snapshots only"), readinessSources.prepare),
  ];
}

function notReporting(
  osType: VirtualMachine["osType"],
  status: "notReady" | "missing",
  message: string | undefined,
): ReadinessLine {
  const t = vscode.l10n.t;
  const said = message === undefined || message === "" ? "" : ` ${t("The agent's last words: {0}", message)}`;
  if (status === "missing") {
    return {
      level: "error",
      title: t("The VM agent is missing"),
      meaning:
        t("Without the agent the backup extension cannot be installed: backups fail or are crash-consistent only.") +
        said,
      advice: t("Install the agent in the VM, wait a few minutes, then check again."),
      commands: agentInstallCommands(osType),
      sources: agentSources(),
    };
  }
  return {
    level: "error",
    title: t("The VM agent is not ready"),
    meaning: t("The agent is there but does not report to Azure: backups fail or are crash-consistent only.") + said,
    advice: t(
      "Restart the agent. If that does not help, install it anew, and see that the guest gets its address by DHCP and reaches 168.63.129.16 (ports 80 and 32526).",
    ),
    commands: [...agentRestartCommands(osType), ...agentInstallCommands(osType)],
    sources: agentSources(),
  };
}

function silentLine(health: Answer<VmHealth>): ReadinessLine {
  const t = vscode.l10n.t;
  if (powerKind(health) === "off") {
    return {
      level: "information",
      title: t("The VM agent does not report while the VM is off"),
      meaning: t("Whether the agent works shows only when the VM runs."),
      advice: t("Start the VM and check again."),
    };
  }
  return {
    level: "unknown",
    title: t("The state of the VM agent is not known"),
    meaning: health.known ? t("Azure has no report of the agent.") : health.reason,
    advice: t("Check again in a few minutes."),
  };
}

function statusLine(osType: VirtualMachine["osType"], health: Answer<VmHealth>): ReadinessLine {
  const t = vscode.l10n.t;
  if (!health.known) {
    return silentLine(health);
  }
  const { status, message } = health.value.agent;
  switch (status) {
    case "ready":
      return {
        level: "ok",
        title: t("The VM agent is ready"),
        meaning: t("It runs and takes orders from Azure, so the backup extension can be installed and updated."),
      };
    case "missing":
    case "notReady":
      // A machine that is off reports nothing; that says nothing about its agent.
      return powerKind(health) === "off" ? silentLine(health) : notReporting(osType, status, message);
    case "unknown":
      return silentLine(health);
  }
}

function versionLine(osType: "Windows" | "Linux", version: string): ReadinessLine {
  const t = vscode.l10n.t;
  const { needed, supported } = lowest[osType];
  const update =
    osType === "Windows"
      ? t("Install the newest agent over the old one, but not while a backup runs.")
      : t(
          "Update the package of the distribution and keep AutoUpdate.Enabled=y in /etc/waagent.conf, but not while a backup runs.",
        );
  const sources = [
    ...(needed === undefined ? [] : [sourceNote(t("Azure Backup: {0} or later", needed), readinessSources.prepare)]),
    sourceNote(t("Support: {0} or later", supported), readinessSources.agentMinimum),
  ];
  if (needed !== undefined && compareVersions(version, needed) < 0) {
    return {
      level: "error",
      title: t("VM agent version {0} is too old for Azure Backup", version),
      meaning: t("Azure Backup needs version {0} or later.", needed),
      advice: update,
      commands: agentInstallCommands(osType),
      sources,
    };
  }
  if (compareVersions(version, supported) < 0) {
    return {
      level: "warning",
      title: t("VM agent version {0} is no longer supported", version),
      meaning: t("Backups may work, but Microsoft supports version {0} or later only.", supported),
      advice: update,
      commands: agentInstallCommands(osType),
      sources,
    };
  }
  return {
    level: "ok",
    title: t("VM agent version {0}", version),
    meaning: t("New enough: {0} or later is supported.", supported),
    sources,
  };
}

/** Status and version of the VM agent. */
export function agentLines(osType: VirtualMachine["osType"], health: Answer<VmHealth>): readonly ReadinessLine[] {
  const version = health.known ? health.value.agent.version : undefined;
  const known = version !== undefined && /^\d+(\.\d+)+$/.test(version) && osType !== undefined;
  return [statusLine(osType, health), ...(known ? [versionLine(osType, version)] : [])];
}
