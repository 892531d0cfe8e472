import * as vscode from "vscode";
import type { VirtualMachine } from "../../../azure/models";
import { changeText } from "../../../wording/protectionText";
import { localTime } from "../../../host/localTime";
import { resourceNameOf } from "../../../host/resources/resourceId";
import type { ReadinessLine } from "../../../webviews/readiness/messages";

function vaultName(vm: VirtualMachine): string {
  return vm.item === undefined ? "?" : resourceNameOf(vm.item.vaultId);
}

/** Whether the VM is protected now, and where. */
export function protectionLine(vm: VirtualMachine): ReadinessLine {
  const t = vscode.l10n.t;
  const { protection } = vm;
  switch (protection.kind) {
    case "protected":
      return {
        level: "ok",
        title: t("Protected in the vault {0}", vaultName(vm)),
        meaning:
          vm.item?.lastBackup === undefined
            ? t("The first backup has not run yet.")
            : t("Policy {0}; last backup {1}.", vm.item.policyName ?? "?", localTime(vm.item.lastBackup)),
      };
    case "protectionFailed":
      return {
        level: "error",
        title: t("Protection has failed in the vault {0}", vaultName(vm)),
        meaning: protection.message ?? t("Azure gives no reason; the jobs of the vault may."),
        advice: t("Put right what this page shows as errors, then back up now."),
      };
    case "stopped":
      return {
        level: "information",
        title: t("Backups are stopped; the vault {0} keeps the recovery points", vaultName(vm)),
        meaning: t("Protecting the VM again resumes in the same vault."),
      };
    case "softDeleted":
      return {
        level: "information",
        title: t("The backups are soft-deleted in the vault {0}", vaultName(vm)),
        meaning:
          protection.until === undefined
            ? t("Protecting the VM again brings them back.")
            : t("Protecting the VM again brings them back, until {0}.", localTime(protection.until)),
      };
    case "notProtected":
      return {
        level: "information",
        title: t("Not protected yet"),
        meaning: t("No vault backs this VM up."),
      };
    case "inFlight":
      return {
        level: "information",
        title: changeText(protection.change),
        meaning: t("Azure is changing the protection; refresh to see how it ends."),
      };
    case "unknown":
      return { level: "unknown", title: t("Whether it is protected is not known"), meaning: protection.why };
  }
}
