import * as vscode from "vscode";
import type { AccountIdentity } from "../../../azure/accounts/account";
import type { Inventory, MachineChoice, StateKind } from "../../../azure/inventory/inventory";
import type { Subscription } from "../../../azure/models";
import { localTime } from "../../../host/localTime";
import { localNumber } from "../../../host/localNumber";
import { personOf } from "../../../host/resources/personOf";
import type { SubscriptionNode } from "./explorerNode";
import { isUnprotected } from "../fleet/unprotected";
import { listId } from "./vaultNodes";

/**
 * The top of the tree. A subscription that stands alone is open at once; where two have one name, their tenants tell them
 * apart.
 * @param people whom the account is made of, where that is more than one person
 */
export function subscriptionNodes(
  subscriptions: readonly Subscription[],
  inventory: Inventory | undefined,
  people: readonly AccountIdentity[] = [],
): readonly SubscriptionNode[] {
  const counts = new Map<string, number>();
  for (const { name } of subscriptions) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return subscriptions.map((subscription) =>
    subscriptionNode(subscription, inventory, {
      open: subscriptions.length === 1,
      namesake: (counts.get(subscription.name) ?? 0) > 1,
      person: personOf(subscription, people),
    }),
  );
}

/** How many VMs are not backed up, and of how many that is not known, for a narrow row and in full; nothing until all are known. */
function unprotectedTexts(
  { subscriptionId }: Subscription,
  inventory: Inventory | undefined,
): { readonly brief: string; readonly full: string } | undefined {
  if (inventory?.status(subscriptionId).readAt === undefined) {
    return undefined;
  }
  const counts = inventory.counts(subscriptionId, isUnprotected);
  const unknown = counts.get("unknown") ?? 0;
  const open = sum(counts) - unknown;
  const count = sum(inventory.counts(subscriptionId));
  const all = localNumber(count);
  const texts = [
    ...(open === 0
      ? []
      : [
          {
            brief: vscode.l10n.t("{0} of {1} unprotected", localNumber(open), all),
            full:
              count === 1
                ? vscode.l10n.t("1 of 1 VM not backed up")
                : vscode.l10n.t("{0} of {1} VMs not backed up", localNumber(open), all),
          },
        ]),
    ...(unknown === 0
      ? []
      : [
          {
            brief: vscode.l10n.t("{0} of {1} unknown", localNumber(unknown), all),
            full:
              count === 1
                ? vscode.l10n.t("of 1 of 1 VM it is not known whether it is backed up")
                : vscode.l10n.t(
                    "of {0} of {1} VMs it is not known whether they are backed up",
                    localNumber(unknown),
                    all,
                  ),
          },
        ]),
  ];
  return texts.length === 0
    ? undefined
    : { brief: texts.map(({ brief }) => brief).join(" · "), full: texts.map(({ full }) => full).join(", ") };
}

function subscriptionNode(
  subscription: Subscription,
  inventory: Inventory | undefined,
  {
    open,
    namesake,
    person,
  }: { readonly open: boolean; readonly namesake: boolean; readonly person: AccountIdentity | undefined },
): SubscriptionNode {
  const tenant = subscription.tenantName ?? subscription.tenantId;
  const place = namesake ? tenant : undefined;
  const unprotected = unprotectedTexts(subscription, inventory);
  const disabled = subscription.state === "Disabled" ? vscode.l10n.t("disabled") : undefined;
  return {
    kind: "subscription",
    id: `subscription ${subscription.subscriptionId.toLowerCase()}`,
    parent: undefined,
    resourceId: `/subscriptions/${subscription.subscriptionId}`,
    subscription,
    view: {
      label: subscription.name,
      description: [place, disabled, unprotected?.brief].filter(Boolean).join(" · ") || undefined,
      icon: "key",
      facts: [
        [vscode.l10n.t("Subscription"), subscription.name],
        [vscode.l10n.t("Subscription ID"), subscription.subscriptionId],
        [vscode.l10n.t("Tenant"), tenant],
        ...(person === undefined ? [] : [[vscode.l10n.t("Account"), person.label] as const]),
        [vscode.l10n.t("State"), subscription.state],
        ...(unprotected === undefined ? [] : [["", unprotected.full] as const]),
      ],
      context: "subscription resource canRefresh",
      spoken: [subscription.name, vscode.l10n.t("subscription"), place, disabled, unprotected?.full]
        .filter(Boolean)
        .join(", "),
      children: open ? "expanded" : "collapsed",
    },
  };
}

/**
 * The two lists of a subscription.
 * @param inventory what is known of it, for numbers and ages
 * @param onlyUnprotected of the VMs, those that are not backed up are shown
 */
export function subscriptionLists(
  parent: SubscriptionNode,
  inventory: Inventory | undefined,
  onlyUnprotected: boolean,
): readonly [vaults: SubscriptionNode, vms: SubscriptionNode] {
  const { subscription } = parent;
  const { subscriptionId } = subscription;
  const { readAt, unseen } = inventory?.status(subscriptionId) ?? { readAt: undefined, unseen: {} };
  const list = (kind: "vaults" | "vms", label: string, icon: string, number: string): SubscriptionNode => ({
    kind,
    id: listId(kind, subscriptionId),
    parent,
    resourceId: `/subscriptions/${subscriptionId}`,
    subscription,
    view: {
      label,
      description: readAt === undefined ? undefined : number,
      icon,
      facts:
        readAt === undefined
          ? []
          : [
              ["", label],
              [vscode.l10n.t("As of"), localTime(readAt)],
            ],
      context: `${kind} canRefresh`,
      spoken: [
        vscode.l10n.t("{0} of the subscription {1}", label, subscription.name),
        ...(readAt === undefined ? [] : [number]),
      ].join(", "),
      children: "collapsed",
    },
  });
  const count = (where?: MachineChoice["where"]): string =>
    localNumber(inventory === undefined ? 0 : sum(inventory.counts(subscriptionId, where)));
  const told = (number: string, more: Error | undefined): string =>
    more === undefined ? number : vscode.l10n.t("at least {0}", number);
  const vaults = localNumber(inventory?.vaults(subscriptionId).length ?? 0);
  const vms = onlyUnprotected ? vscode.l10n.t("{0} of {1}", count(isUnprotected), count()) : count();
  return [
    list("vaults", vscode.l10n.t("Vaults"), "archive", told(vaults, unseen.vaults)),
    list("vms", vscode.l10n.t("Virtual machines"), "vm", told(vms, unseen.machines)),
  ];
}

/** Number of VMs in all states. */
export function sum(counts: ReadonlyMap<StateKind, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}
