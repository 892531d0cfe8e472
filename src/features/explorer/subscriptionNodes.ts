import * as vscode from "vscode";
import type { Subscription } from "../../azure/models";
import type { SubscriptionNode } from "./explorerNode";
import { listId } from "./vaultNodes";

/** The top of the tree. A subscription that stands alone is open at once. */
export function subscriptionNodes(subscriptions: readonly Subscription[]): readonly SubscriptionNode[] {
  return subscriptions.map((subscription) => subscriptionNode(subscription, subscriptions.length === 1));
}

function subscriptionNode(subscription: Subscription, open: boolean): SubscriptionNode {
  const tenant = subscription.tenantName ?? subscription.tenantId;
  const disabled = subscription.state === "Disabled" ? vscode.l10n.t("disabled") : undefined;
  return {
    kind: "subscription",
    id: `subscription ${subscription.subscriptionId.toLowerCase()}`,
    parent: undefined,
    resourceId: `/subscriptions/${subscription.subscriptionId}`,
    subscription,
    view: {
      label: subscription.name,
      description: disabled,
      icon: "key",
      facts: [
        [vscode.l10n.t("Subscription"), subscription.name],
        [vscode.l10n.t("Subscription ID"), subscription.subscriptionId],
        [vscode.l10n.t("Tenant"), tenant],
        [vscode.l10n.t("State"), subscription.state],
      ],
      context: "subscription resource canRefresh",
      spoken: [subscription.name, vscode.l10n.t("subscription"), disabled].filter(Boolean).join(", "),
      children: open ? "expanded" : "collapsed",
    },
  };
}

/** The two lists of a subscription. */
export function subscriptionLists(parent: SubscriptionNode): readonly SubscriptionNode[] {
  const { subscription } = parent;
  const list = (kind: "vaults" | "vms", label: string, icon: string): SubscriptionNode => ({
    kind,
    id: listId(kind, subscription.subscriptionId),
    parent,
    resourceId: `/subscriptions/${subscription.subscriptionId}`,
    subscription,
    view: {
      label,
      icon,
      facts: [],
      context: `${kind} canRefresh`,
      spoken: vscode.l10n.t("{0} of the subscription {1}", label, subscription.name),
      children: "collapsed",
    },
  });
  return [list("vaults", vscode.l10n.t("Vaults"), "archive"), list("vms", vscode.l10n.t("Virtual machines"), "vm")];
}
