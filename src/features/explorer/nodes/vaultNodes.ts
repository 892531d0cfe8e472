import * as vscode from "vscode";
import type { BackupPolicy, Vault } from "../../../azure/models";
import type { ExplorerNode, ResourceNode, VaultListNode, VaultNode } from "./explorerNode";
import { daysText } from "../../../wording/countText";
import { keptText, scheduleText } from "../../../wording/policyText";
import { redundancyText } from "../../../wording/redundancyText";

/** A vault; below it, its protected items, policies and jobs. */
export function vaultNode(parent: ExplorerNode, vault: Vault): VaultNode {
  const redundancy = vault.redundancy === undefined ? undefined : redundancyText(vault.redundancy);
  const active = vault.provisioningState.toLowerCase() === "succeeded";
  const state = active ? vscode.l10n.t("Active") : vault.provisioningState;
  return {
    kind: "vault",
    id: vault.id.toLowerCase(),
    parent,
    resourceId: vault.id,
    vault,
    view: {
      label: vault.name,
      description: [vault.location, redundancy, active ? undefined : state].filter(Boolean).join(" · "),
      icon: "archive",
      color: active ? undefined : "problemsWarningIcon.foreground",
      facts: [
        [vscode.l10n.t("Vault"), vault.name],
        [vscode.l10n.t("State"), state],
        [vscode.l10n.t("Region"), vault.location],
        [vscode.l10n.t("Resource group"), vault.resourceGroup],
        ...(redundancy === undefined ? [] : [[vscode.l10n.t("Redundancy"), redundancy] as const]),
      ],
      context: "vault resource canRefresh",
      spoken: [vault.name, vscode.l10n.t("vault"), vault.location, redundancy, state].filter(Boolean).join(", "),
      children: "collapsed",
    },
  };
}

/** The three lists of a vault. */
export function vaultLists(parent: VaultNode): readonly VaultListNode[] {
  const { vault } = parent;
  const list = (kind: "items" | "policies" | "jobs", label: string, icon: string): VaultListNode => ({
    kind,
    id: listId(kind, vault.id),
    parent,
    // Commands on a list are commands on its vault; `resource` is missing from the words, so no portal link is offered twice.
    resourceId: vault.id,
    vault,
    view: {
      label,
      icon,
      facts: [],
      context: `${kind} canRefresh`,
      spoken: vscode.l10n.t("{0} of the vault {1}", label, vault.name),
      children: "collapsed",
    },
  });
  return [
    list("items", vscode.l10n.t("Protected items"), "shield"),
    list("policies", vscode.l10n.t("Policies"), "calendar"),
    list("jobs", vscode.l10n.t("Jobs"), "history"),
  ];
}

/** Id of a list of a vault or of a subscription. */
export function listId(kind: "items" | "policies" | "jobs" | "vaults" | "vms", of: string): string {
  return `${kind} ${of.toLowerCase()}`;
}

/** A backup policy with its schedule. */
export function policyNode(parent: ExplorerNode, policy: BackupPolicy): ResourceNode {
  const kind = policy.kind === "Enhanced" ? vscode.l10n.t("Enhanced") : vscode.l10n.t("Standard");
  const schedule = scheduleText(policy);
  const kept = keptText(policy);
  return {
    kind: "policy",
    id: policy.id.toLowerCase(),
    parent,
    resourceId: policy.id,
    view: {
      label: policy.name,
      description: [kind, schedule].join(" · "),
      icon: "calendar",
      facts: [
        [vscode.l10n.t("Policy"), policy.name],
        [vscode.l10n.t("Type"), kind],
        [vscode.l10n.t("Schedule"), schedule],
        ...(kept === undefined ? [] : [[vscode.l10n.t("Recovery points are kept"), kept] as const]),
        ...(policy.instantRestoreDays === undefined
          ? []
          : [[vscode.l10n.t("Snapshots for instant restore are kept"), daysText(policy.instantRestoreDays)] as const]),
        [vscode.l10n.t("Protected items"), String(policy.protectedItems)],
      ],
      context: "policy resource",
      spoken: [policy.name, vscode.l10n.t("policy"), kind, schedule].join(", "),
      children: "none",
    },
  };
}
