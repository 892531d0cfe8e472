import type { Subscription, SubscriptionList } from "../../azure/models";
import { isAzureFailure } from "../../host/azureErrorText";

/** Nothing at all. */
export const emptyListing: SubscriptionList = { subscriptions: [], failures: [] };

/**
 * Today's list, with what is remembered of tenants that could not be reached: a network that is down for a minute must not
 * make them vanish. A tenant that refuses the sign-in takes its subscriptions along.
 */
export function withRemembered(
  today: SubscriptionList,
  remembered: readonly Subscription[] | undefined,
): SubscriptionList {
  const unreached = new Set(
    today.failures
      .filter(({ error }) => !isAzureFailure(error) || !["signIn", "forbidden"].includes(error.kind))
      .map(({ tenantId }) => tenantId),
  );
  const present = new Set(today.subscriptions.map(({ subscriptionId }) => subscriptionId));
  const kept = (remembered ?? []).filter(
    ({ subscriptionId, tenantId }) => unreached.has(tenantId) && !present.has(subscriptionId),
  );
  return kept.length === 0 ? today : { ...today, subscriptions: [...today.subscriptions, ...kept] };
}

/** Differs when there is something else to show. */
export function signatureOf({ subscriptions, failures }: SubscriptionList): string {
  return JSON.stringify([
    subscriptions,
    failures.map(({ tenantId, identityId, error }) => [tenantId, identityId, error.message]),
  ]);
}
