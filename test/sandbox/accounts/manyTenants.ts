/** An estate of many tenants: ids and names say which is which. */
export function manyTenants(tenants: number, subscriptionsEach: number): string {
  const indexes = Array.from({ length: tenants }, (_, index) => index + 1);
  return JSON.stringify({
    tenants: indexes.map((index) => ({
      tenantId: tenantId(index),
      displayName: `Tenant ${index}`,
      domain: `tenant${index}.example`,
    })),
    subscriptions: indexes.flatMap((index) =>
      Array.from({ length: subscriptionsEach }, (_, number) => ({
        subscriptionId: `bbbbbbbb-0000-4000-8000-${digits(index, 6)}${digits(number + 1, 6)}`,
        displayName: `Subscription ${index}.${number + 1}`,
        tenantId: tenantId(index),
      })),
    ),
  });
}

/** The id of a tenant of `manyTenants`, from 1 on. */
export function tenantId(index: number): string {
  return `aaaaaaaa-0000-4000-8000-${digits(index, 12)}`;
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
