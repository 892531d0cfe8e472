import * as vscode from "vscode";
import type { MachineSummary } from "../../../azure/inventory/inventory";
import type { Vault, VirtualMachine } from "../../../azure/models";
import { localTime } from "../../../host/localTime";
import { protectionText } from "../../../wording/protectionText";

/** Whether a VM is not backed up as it should be: in no vault, stopped, deleted, failing, or not known. */
export function isUnprotected({ state, lastBackupFailed }: MachineSummary): boolean {
  switch (state) {
    case "protected":
      return lastBackupFailed;
    case "inFlight":
      return false;
    case "protectionFailed":
    case "stopped":
    case "softDeleted":
    case "notProtected":
    case "unknown":
      return true;
  }
}

/** What a VM is chosen by. */
export function summaryOf({ protection, item }: VirtualMachine): MachineSummary {
  return { state: protection.kind, lastBackupFailed: item?.lastBackupStatus?.toLowerCase() === "failed" };
}

/** Why a VM is not backed up, in a sentence. @param vaults of its subscription */
export function reasonOf(vm: VirtualMachine, vaults: readonly Vault[]): string {
  const { protection, item } = vm;
  switch (protection.kind) {
    case "notProtected":
      return vaults.some((vault) => vault.location === vm.location)
        ? vscode.l10n.t("No vault protects it.")
        : vscode.l10n.t("No vault protects it; its subscription has no vault in the region {0}.", vm.location);
    case "protected":
      return item?.lastBackup === undefined
        ? ""
        : vscode.l10n.t("The last backup failed, {0}.", localTime(item.lastBackup));
    case "protectionFailed":
    case "stopped":
    case "softDeleted":
    case "inFlight":
    case "unknown": {
      const { word, why } = protectionText(protection);
      return why ?? word;
    }
  }
}

/** A VM that is not backed up, with what a list of them says. */
export interface UnprotectedRow {
  readonly vm: VirtualMachine;
  readonly subscriptionName: string;
  readonly reason: string;
}

/** The VMs as comma-separated values with a heading, for spreadsheets (RFC 4180). */
export function csvOf(rows: readonly UnprotectedRow[]): string {
  const t = vscode.l10n.t;
  const heading = [
    t("Virtual machine"),
    t("Subscription"),
    t("Resource group"),
    t("Region"),
    t("Operating system"),
    t("Protection"),
    t("Reason"),
    t("Vault"),
    t("Policy"),
    t("Last backup"),
    t("Resource ID"),
  ];
  const lines = rows.map(({ vm, subscriptionName, reason }) => [
    vm.name,
    subscriptionName,
    vm.resourceGroup,
    vm.location,
    vm.osType ?? "",
    protectionText(vm.protection).word,
    reason,
    vm.item?.vaultId.split("/").at(-1) ?? "",
    vm.item?.policyName ?? "",
    vm.item?.lastBackup ?? "",
    vm.id,
  ]);
  return [heading, ...lines].map((line) => `${line.map(csvField).join(",")}\r\n`).join("");
}

/** A text that begins like a formula gets an apostrophe, so that no spreadsheet runs it. */
function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
