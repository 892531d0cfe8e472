import * as vscode from "vscode";
import type { ProtectedItem, ProtectionState, VirtualMachine } from "../../../azure/models";
import type { ExplorerNode, ResourceNode } from "./explorerNode";
import { localTime } from "../../../host/localTime";
import { protectionBrief, protectionText } from "../../../wording/protectionText";

/** A virtual machine with its protection state. */
export function vmNode(parent: ExplorerNode, vm: VirtualMachine): ResourceNode {
  const state = protectionText(vm.protection);
  const backup = vm.item === undefined ? undefined : lastBackup(vm.item);
  return {
    kind: "vm",
    id: vm.id.toLowerCase(),
    parent,
    resourceId: vm.id,
    view: {
      label: vm.name,
      // A side bar of the usual width shows little more than the state: it comes first.
      description: [protectionBrief(vm.protection), backup?.brief].filter(Boolean).join(" · "),
      icon: state.icon,
      color: state.color,
      get facts() {
        return [
          [vscode.l10n.t("Virtual machine"), vm.name],
          [vscode.l10n.t("Protection"), state.word],
          ...(state.why === undefined ? [] : [["", state.why] as const]),
          ...itemFacts(vm.item),
          [vscode.l10n.t("Resource group"), vm.resourceGroup],
          [vscode.l10n.t("Region"), vm.location],
          ...(vm.osType === undefined ? [] : [[vscode.l10n.t("Operating system"), vm.osType] as const]),
        ] as const;
      },
      context: ["vm", "resource", "canRefresh", ...abilities(vm.protection)].join(" "),
      spoken: [vm.name, vscode.l10n.t("virtual machine"), state.word, backup?.full, state.why]
        .filter(Boolean)
        .join(", "),
      children: "none",
    },
  };
}

/** A protected item of a vault, with its last backup and its state. */
export function itemNode(parent: ExplorerNode, item: ProtectedItem): ResourceNode {
  const state = protectionText(item.state);
  const backup = lastBackup(item);
  const failed = item.state.kind === "protected" && item.lastBackupStatus?.toLowerCase() === "failed";
  return {
    kind: "item",
    id: item.id.toLowerCase(),
    parent,
    resourceId: item.id,
    view: {
      label: item.vmName,
      description: `${protectionBrief(item.state)} · ${backup.brief}`,
      icon: failed ? "warning" : state.icon,
      color: failed ? "problemsWarningIcon.foreground" : state.color,
      get facts() {
        return [
          [vscode.l10n.t("Protected item"), item.vmName],
          [vscode.l10n.t("Protection"), state.word],
          ...(state.why === undefined ? [] : [["", state.why] as const]),
          ...itemFacts(item),
        ] as const;
      },
      context: ["item", "resource", "canRefresh", ...abilities(item.state)].join(" "),
      spoken: [item.vmName, vscode.l10n.t("protected item"), state.word, backup.full, state.why]
        .filter(Boolean)
        .join(", "),
      children: "none",
    },
  };
}

/** What the menus may offer. Resuming is protecting the item's VM again; both names are offered. */
function abilities(state: ProtectionState): readonly string[] {
  switch (state.kind) {
    case "protected":
    case "protectionFailed":
      return ["canBackUp", "canStop", "canChangePolicy", "hasPoints"];
    case "notProtected":
      return ["canProtect"];
    case "stopped":
      return ["canProtect", "canResume", "canStop", "hasPoints"];
    case "softDeleted":
      return ["canProtect", "canResume", "canUndelete", "hasPoints"];
    case "inFlight":
    case "unknown":
      return [];
  }
}

/** The last backup for a narrow row and in full. */
function lastBackup(item: ProtectedItem): { readonly brief: string; readonly full: string } {
  if (item.lastBackup === undefined) {
    return { brief: vscode.l10n.t("no backup yet"), full: vscode.l10n.t("no backup yet") };
  }
  const time = localTime(item.lastBackup);
  const status = item.lastBackupStatus?.toLowerCase();
  if (status === "failed") {
    return { brief: vscode.l10n.t("backup failed {0}", time), full: vscode.l10n.t("last backup failed, {0}", time) };
  }
  const since = vscode.l10n.t("backing up since {0}", time);
  return status === "inprogress"
    ? { brief: since, full: since }
    : { brief: vscode.l10n.t("backup {0}", time), full: vscode.l10n.t("last backup {0}", time) };
}

function itemFacts(item: ProtectedItem | undefined): (readonly [string, string])[] {
  if (item === undefined) {
    return [];
  }
  const facts: (readonly [string, string])[] = [
    [vscode.l10n.t("Vault"), item.vaultId.split("/").at(-1) ?? item.vaultId],
  ];
  if (item.policyName !== undefined) {
    facts.push([vscode.l10n.t("Policy"), item.policyName]);
  }
  facts.push([
    vscode.l10n.t("Last backup"),
    item.lastBackup === undefined ? vscode.l10n.t("none yet") : localTime(item.lastBackup),
  ]);
  if (item.lastBackupStatus !== undefined) {
    facts.push([vscode.l10n.t("Status of the last backup"), item.lastBackupStatus]);
  }
  if (item.lastRecoveryPoint !== undefined) {
    facts.push([vscode.l10n.t("Last recovery point"), localTime(item.lastRecoveryPoint)]);
  }
  return facts;
}
