import * as vscode from "vscode";
import type { AccountIdentity } from "../../../azure/accounts/account";
import type { Subscription, TenantFailure } from "../../../azure/models";
import { errorText } from "../../../host/errors/azureErrorText";
import type { Choice } from "../../../host/prompts/prompts";
import { pickMany } from "../../../host/prompts/prompts";
import { personOf } from "../../../host/resources/personOf";
import type { AccountSession } from "../accountSession";
import type { Chosen } from "./chosenSubscriptions";
import { sharedSelection } from "./sharedSelection";

/** Lets the user tick subscriptions, grouped by tenant; tenants that did not answer are lines that say why. */
export async function selectSubscriptions(session: AccountSession): Promise<void> {
  await session.connection();
  let offered: readonly Subscription[] = [];
  const ids = await pickMany<string>({
    title: vscode.l10n.t("Select subscriptions"),
    placeholder: vscode.l10n.t("The vaults and VMs of the ticked subscriptions are shown"),
    unsuitableTitle: vscode.l10n.t("not accessible"),
    choices: async (signal) => {
      const { subscriptions, failures } = await session.reload(signal);
      offered = subscriptions.filter((subscription) => subscription.state !== "Deleted");
      const chosen = new Set(session.subscriptions.map((subscription) => subscription.subscriptionId));
      return subscriptionChoices(offered, failures, chosen, session.account?.identities);
    },
  });
  await session.choose(chosenOf(ids, offered, sharedSelection()));
}

/**
 * What ticked lines mean. All means "all", so that a subscription that is added tomorrow appears by itself. Just those of
 * Azure Resources means to follow its choice from now on.
 */
export function chosenOf(
  ids: readonly string[],
  offered: readonly Subscription[],
  shared: ReadonlySet<string> | undefined,
): Chosen {
  const ofShared = offered.filter(({ subscriptionId }) => shared?.has(subscriptionId.toLowerCase()) === true);
  if (ofShared.length > 0 && isSame(ids, ofShared)) {
    return undefined;
  }
  return offered.length > 0 && isSame(ids, offered) ? "all" : ids;
}

function isSame(ids: readonly string[], subscriptions: readonly Subscription[]): boolean {
  return (
    ids.length === subscriptions.length && subscriptions.every(({ subscriptionId }) => ids.includes(subscriptionId))
  );
}

/**
 * The lines of the list: by tenant, then by name; failed tenants at the end.
 * @param people whom the account is made of: where that is more than one person, each tenant has the name of who sees it
 */
export function subscriptionChoices(
  subscriptions: readonly Subscription[],
  failures: readonly TenantFailure[],
  chosen: ReadonlySet<string>,
  people: readonly AccountIdentity[] = [],
): readonly Choice<string>[] {
  const tenantOf = (of: Subscription): string =>
    [of.tenantName ?? of.tenantId, personOf(of, people)?.label].filter(Boolean).join(" · ");
  const placeOf = ({ tenantId, tenantName, identityLabel }: TenantFailure): string =>
    tenantName ?? tenantId ?? identityLabel ?? "";
  const sorted = subscriptions.toSorted(
    (a, b) => tenantOf(a).localeCompare(tenantOf(b)) || a.name.localeCompare(b.name),
  );
  return [
    ...sorted.map((subscription) => ({
      label: subscription.name,
      description: subscription.subscriptionId,
      detail: subscription.state === "Enabled" ? undefined : stateWord(subscription.state),
      group: tenantOf(subscription),
      picked: chosen.has(subscription.subscriptionId),
      value: subscription.subscriptionId,
    })),
    ...failures.map((failure) => ({
      label: placeOf(failure),
      description: failure.identityLabel === placeOf(failure) ? undefined : failure.identityLabel,
      unsuitable: errorText(failure.error).message,
      value: failure.tenantId ?? "",
    })),
  ];
}

function stateWord(state: Subscription["state"]): string {
  switch (state) {
    case "Enabled":
      return vscode.l10n.t("Enabled");
    case "Disabled":
      return vscode.l10n.t("Disabled: can be looked at, not changed");
    case "Warned":
      return vscode.l10n.t("Warned: about to be disabled");
    case "PastDue":
      return vscode.l10n.t("Payment is past due");
    case "Deleted":
      return vscode.l10n.t("Deleted");
  }
}
