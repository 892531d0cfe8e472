import * as vscode from "vscode";
import type { ProtectedItem, ProtectionState, VirtualMachine } from "../../azure/models";
import type { ExplorerNode, ItemNode, VmNode } from "./explorerNode";
import { localTime } from "./localTime";
import { protectionText } from "./protectionText";

/** A virtual machine with its protection state. */
export function vmNode(parent: ExplorerNode, vm: VirtualMachine): VmNode {
  const t = vscode.l10n.t;
  const state = protectionText(vm.protection);
  const backup = vm.item === undefined ? undefined : lastBackup(vm.item);
  const description = vm.protection.kind === "unknown" ? `${state.word} (${vm.protection.why})` : state.word;
  return {
    kind: "vm",
    id: vm.id.toLowerCase(),
    parent,
    resourceId: vm.id,
    vm,
    view: {
      label: vm.name,
      description: [description, backup].filter(Boolean).join(" · "),
      icon: state.icon,
      color: state.color,
      facts: [
        [t("Virtual machine"), vm.name],
        [t("Protection"), state.word],
        ...(state.why === undefined ? [] : [["", state.why] as const]),
        ...itemFacts(vm.item),
        [t("Resource group"), vm.resourceGroup],
        [t("Region"), vm.location],
        ...(vm.osType === undefined ? [] : [[t("Operating system"), vm.osType] as const]),
      ],
      context: ["vm", "resource", "canRefresh", ...abilities(vm.protection)].join(" "),
      spoken: [vm.name, t("virtual machine"), state.word, state.why, backup].filter(Boolean).join(", "),
      children: "none",
    },
  };
}

/** A protected item of a vault, with its last backup and its state. */
export function itemNode(parent: ExplorerNode, item: ProtectedItem): ItemNode {
  const t = vscode.l10n.t;
  const state = protectionText(item.state);
  const backup = lastBackup(item);
  const failed = item.state.kind === "protected" && item.lastBackupStatus?.toLowerCase() === "failed";
  return {
    kind: "item",
    id: item.id.toLowerCase(),
    parent,
    resourceId: item.id,
    item,
    view: {
      label: item.vmName,
      description: `${state.word} · ${backup}`,
      icon: failed ? "warning" : state.icon,
      color: failed ? "list.warningForeground" : state.color,
      facts: [
        [t("Protected item"), item.vmName],
        [t("Protection"), state.word],
        ...(state.why === undefined ? [] : [["", state.why] as const]),
        ...itemFacts(item),
      ],
      context: ["item", "resource", "canRefresh", ...abilities(item.state)].join(" "),
      spoken: [item.vmName, t("protected item"), state.word, state.why, backup].filter(Boolean).join(", "),
      children: "none",
    },
  };
}

/** What the menus may offer. A stopped or soft-deleted item is protected again by protecting its VM. */
function abilities(state: ProtectionState): readonly string[] {
  switch (state.kind) {
    case "protected":
    case "protectionFailed":
      return ["canBackUp"];
    case "notProtected":
    case "stopped":
    case "softDeleted":
      return ["canProtect"];
    case "unknown":
      return [];
  }
}

function lastBackup(item: ProtectedItem): string {
  const t = vscode.l10n.t;
  if (item.lastBackup === undefined) {
    return t("no backup yet");
  }
  const time = localTime(item.lastBackup);
  const status = item.lastBackupStatus?.toLowerCase();
  if (status === "failed") {
    return t("last backup failed, {0}", time);
  }
  return status === "inprogress" ? t("backing up since {0}", time) : t("last backup {0}", time);
}

function itemFacts(item: ProtectedItem | undefined): (readonly [string, string])[] {
  if (item === undefined) {
    return [];
  }
  const t = vscode.l10n.t;
  const facts: (readonly [string, string])[] = [[t("Vault"), item.vaultId.split("/").at(-1) ?? item.vaultId]];
  if (item.policyName !== undefined) {
    facts.push([t("Policy"), item.policyName]);
  }
  facts.push([t("Last backup"), item.lastBackup === undefined ? t("none yet") : localTime(item.lastBackup)]);
  if (item.lastBackupStatus !== undefined) {
    facts.push([t("Status of the last backup"), item.lastBackupStatus]);
  }
  if (item.lastRecoveryPoint !== undefined) {
    facts.push([t("Last recovery point"), localTime(item.lastRecoveryPoint)]);
  }
  return facts;
}
