import * as vscode from "vscode";
import type { StateKind } from "../../../azure/inventory/inventory";
import { localNumber } from "../../../host/localNumber";
import type { GroupNode, SubscriptionNode } from "../nodes/explorerNode";

/** The groups of a long list of VMs, those that want attention first. */
export const groupOrder: readonly StateKind[] = [
  "protectionFailed",
  "notProtected",
  "stopped",
  "softDeleted",
  "unknown",
  "inFlight",
  "protected",
];

const looks: Readonly<Record<StateKind, { readonly icon: string; readonly color?: string }>> = {
  protectionFailed: { icon: "error", color: "problemsErrorIcon.foreground" },
  notProtected: { icon: "vm-outline" },
  stopped: { icon: "debug-pause", color: "problemsWarningIcon.foreground" },
  softDeleted: { icon: "trash", color: "problemsWarningIcon.foreground" },
  unknown: { icon: "question", color: "problemsWarningIcon.foreground" },
  inFlight: { icon: "sync" },
  protected: { icon: "shield", color: "charts.green" },
};

/** The VMs of a subscription that are in one state. */
export function groupNode(parent: SubscriptionNode, state: StateKind, count: number, filtered: boolean): GroupNode {
  const label = groupLabel(state, filtered);
  const number = localNumber(count);
  return {
    kind: "group",
    id: groupId(parent.subscription.subscriptionId, state),
    parent,
    subscription: parent.subscription,
    state,
    view: {
      label,
      description: number,
      ...looks[state],
      facts: [],
      context: "group canRefresh",
      spoken: [label, vscode.l10n.t("{0} virtual machines", number), parent.subscription.name].join(", "),
      children: "collapsed",
    },
  };
}

/** Id of a group's node. */
export function groupId(subscriptionId: string, state: StateKind): string {
  return `group ${state} ${subscriptionId}`.toLowerCase();
}

/** @param filtered only what is not backed up is shown: of protected VMs, those whose last backup failed */
function groupLabel(state: StateKind, filtered: boolean): string {
  switch (state) {
    case "protectionFailed":
      return vscode.l10n.t("Protection failed");
    case "notProtected":
      return vscode.l10n.t("Not protected");
    case "stopped":
      return vscode.l10n.t("Stopped");
    case "softDeleted":
      return vscode.l10n.t("Soft-deleted");
    case "unknown":
      return vscode.l10n.t("Unknown");
    case "inFlight":
      return vscode.l10n.t("Being changed");
    case "protected":
      return filtered ? vscode.l10n.t("Protected, last backup failed") : vscode.l10n.t("Protected");
  }
}
