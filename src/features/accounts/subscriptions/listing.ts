import type { Subscription, SubscriptionList, TenantFailure } from "../../../azure/models";
import { isAzureFailure } from "../../../host/errors/azureErrorText";

/** Nothing at all. */
export const emptyListing: SubscriptionList = { subscriptions: [], failures: [] };

/**
 * Today's list, with what is remembered of tenants and people that could not be reached: a network that is down for a minute
 * must not make them vanish. A tenant that refuses the sign-in takes its subscriptions along.
 */
export function withRemembered(
  today: SubscriptionList,
  remembered: readonly Subscription[] | undefined,
): SubscriptionList {
  const unreached = today.failures.filter(
    ({ error }) => !isAzureFailure(error) || !["signIn", "forbidden"].includes(error.kind),
  );
  const present = new Set(today.subscriptions.map(({ subscriptionId }) => subscriptionId));
  const kept = (remembered ?? []).filter(
    (one) => !present.has(one.subscriptionId) && unreached.some((failure) => isAbout(failure, one)),
  );
  return kept.length === 0 ? today : { ...today, subscriptions: [...today.subscriptions, ...kept] };
}

/** A failure without a tenant is about all tenants of a person. */
function isAbout({ tenantId, identityId }: TenantFailure, subscription: Subscription): boolean {
  return (
    (tenantId === undefined || tenantId === subscription.tenantId) &&
    (identityId === undefined || identityId === subscription.identityId)
  );
}

/** Differs when there is something else to show. */
export function signatureOf({ subscriptions, failures }: SubscriptionList): string {
  return JSON.stringify([
    subscriptions,
    failures.map(({ tenantId, identityId, error }) => [tenantId, identityId, error.message]),
  ]);
}
