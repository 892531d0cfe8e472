import type { SubscriptionRecord, TenantRecord } from "../state/records";

/** Larkmoor Logistics and Bramwick Freight, which it bought: neither exists. */
export const tenants: readonly TenantRecord[] = [
  {
    tenantId: "7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10",
    displayName: "Larkmoor Logistics",
    domain: "larkmoor.example",
  },
  {
    tenantId: "c3a9b5d2-1f47-4e8a-b6d0-3e7f9a2c4d61",
    displayName: "Bramwick Freight",
    domain: "bramwick.example",
  },
];

const larkmoor = "7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10";
const bramwick = "c3a9b5d2-1f47-4e8a-b6d0-3e7f9a2c4d61";

/** Subscription ids by what they are for. */
export const subscriptionIds = {
  production: "2f8c6a10-9b34-4d57-a1e2-6c0d8b7f5e41",
  development: "84b1d3e7-0a5c-4f92-8d66-1e3a7c9b2f05",
  bramwick: "e6057c2b-3d98-41af-9c0e-b72a4f8d1653",
} as const;

export const subscriptions: readonly SubscriptionRecord[] = [
  {
    subscriptionId: subscriptionIds.production,
    tenantId: larkmoor,
    displayName: "Larkmoor Production",
    access: "owner",
  },
  {
    subscriptionId: subscriptionIds.development,
    tenantId: larkmoor,
    displayName: "Larkmoor Development",
    access: "owner",
  },
  // Here the person of the sandbox may only look: the place to see what a missing right looks like.
  {
    subscriptionId: subscriptionIds.bramwick,
    tenantId: bramwick,
    displayName: "Bramwick Freight (read only)",
    access: "reader",
  },
];
