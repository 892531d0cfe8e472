import * as vscode from "vscode";
import type { VirtualMachine, VmHealth } from "../../../azure/models";
import type { ReadinessLine } from "../../../webviews/readiness/messages";
import type { Answer } from "../readinessFacts";
import { readinessSources, sourceNote } from "./readinessSources";

function isBroken(status: string | undefined): boolean {
  return status !== undefined && /fail|error|delet|unresponsive|not ?ready/i.test(status);
}

function missing(vm: VirtualMachine): ReadinessLine {
  const t = vscode.l10n.t;
  const backedUp = vm.item?.lastBackup !== undefined;
  return {
    level: "information",
    title: t("The backup extension is not on the VM"),
    meaning: backedUp
      ? t("Azure Backup installs it again with the next backup of the running VM.")
      : t("That is normal before the first backup: Azure Backup installs it by itself and keeps it up to date."),
    advice: t("Do not install it by hand."),
    sources: [
      sourceNote(t("October 2015: installed when the VM runs"), readinessSources.october2015Article),
      sourceNote(t("Today: installed when backup is enabled"), readinessSources.prepare),
    ],
  };
}

/** The backup extension. Its absence before the first backup is no fault: sources differ only on when it is installed. */
export function extensionLine(vm: VirtualMachine, health: Answer<VmHealth>): ReadinessLine {
  const t = vscode.l10n.t;
  if (!health.known) {
    return { level: "unknown", title: t("The backup extension is not known"), meaning: health.reason };
  }
  const extension = health.value.backupExtension;
  if (extension === undefined) {
    return missing(vm);
  }
  const name = extension.version === undefined ? extension.name : `${extension.name} ${extension.version}`;
  if (isBroken(extension.status)) {
    const said = extension.message === undefined ? "" : ` ${t("Azure says: {0}", extension.message)}`;
    return {
      level: "warning",
      title: t("The backup extension {0} is in trouble ({1})", name, extension.status ?? ""),
      meaning: t("The next backup may fail or be crash-consistent only.") + said,
      advice: t("Uninstall the extension from the VM in the portal, then back up: Azure Backup puts it back."),
      sources: [sourceNote(t("Today"), readinessSources.troubleshooting2023)],
    };
  }
  return {
    level: "ok",
    title: t("The backup extension {0} is installed", name),
    meaning: t("Azure Backup keeps it up to date."),
  };
}
