import type { Arm } from "../http/armPipeline";
import { mapBounded } from "../http/bounded";
import { normalLocation } from "../ids";
import { listAt, textAt, textsAt } from "../http/jsonRead";
import type { Location, Subscription, TenantFailure } from "../models";
import { readAll } from "../http/sdkPage";
import { translateError } from "../http/translateError";

/** Tenants asked at the same time. */
const tenantsAtOnce = 5;

const states: readonly Subscription["state"][] = ["Enabled", "Disabled", "Warned", "PastDue", "Deleted"];

interface Tenant {
  readonly tenantId: string;
  readonly tenantName: string | undefined;
}

/**
 * GET /tenants, then GET /subscriptions with each tenant's token. Needs no permission beyond being a member.
 * A tenant that refuses (multi-factor sign-in, conditional access) is one entry in `failures`.
 */
export async function listSubscriptions(
  arm: Arm,
): Promise<{ readonly subscriptions: readonly Subscription[]; readonly failures: readonly TenantFailure[] }> {
  const tenants = await listTenants(arm);
  const answers = await mapBounded(tenants, tenantsAtOnce, (tenant) => subscriptionsOf(arm, tenant));
  const found = new Map<string, Subscription>();
  for (const { own, subscription } of answers.flatMap((answer) => answer.found)) {
    // A guest may see one subscription through two tenants; its own tenant's tokens are the right ones.
    if (own || !found.has(subscription.subscriptionId)) {
      found.set(subscription.subscriptionId, subscription);
    }
  }
  const subscriptions = [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  for (const { subscriptionId, tenantId } of subscriptions) {
    arm.rememberTenant(subscriptionId, tenantId);
  }
  return { subscriptions, failures: answers.flatMap((answer) => answer.failures) };
}

async function listTenants(arm: Arm): Promise<readonly Tenant[]> {
  return readAll(arm.subscriptions(undefined).tenants.list(), (tenant) =>
    tenant.tenantId === undefined
      ? undefined
      : { tenantId: tenant.tenantId, tenantName: tenant.displayName ?? tenant.defaultDomain },
  );
}

async function subscriptionsOf(
  arm: Arm,
  tenant: Tenant,
): Promise<{
  readonly found: readonly { readonly own: boolean; readonly subscription: Subscription }[];
  readonly failures: readonly TenantFailure[];
}> {
  try {
    const found = await readAll(arm.subscriptions(tenant.tenantId).subscriptions.list(), (one) =>
      one.subscriptionId === undefined
        ? undefined
        : {
            own: one.tenantId === tenant.tenantId,
            subscription: {
              subscriptionId: one.subscriptionId,
              name: one.displayName ?? one.subscriptionId,
              ...tenant,
              state: states.find((state) => state === one.state) ?? "Enabled",
            },
          },
    );
    return { found, failures: [] };
  } catch (error) {
    const failure = translateError(error);
    if (failure.name === "AbortError") {
      throw failure;
    }
    return { found: [], failures: [{ ...tenant, error: failure }] };
  }
}

/**
 * GET locations, and the resource provider's list of regions for vaults. Needs `Microsoft.Resources/subscriptions/read`.
 * Only physical regions: `global` and the logical ones hold no VMs.
 */
export async function listLocations(arm: Arm, subscriptionId: string): Promise<readonly Location[]> {
  const client = arm.subscriptions(arm.tenantOf(subscriptionId));
  const [locations, withVaults] = await Promise.all([
    readAll(client.subscriptions.listLocations(subscriptionId), (one) =>
      one.name === undefined || one.metadata?.regionType === "Logical" ? undefined : one,
    ),
    vaultRegions(arm, subscriptionId),
  ]);
  return locations
    .map((one) => ({
      name: normalLocation(one.name ?? ""),
      displayName: one.displayName ?? one.name ?? "",
      pairedRegion: one.metadata?.pairedRegion?.[0]?.name,
      vaults: withVaults.has(normalLocation(one.name ?? "")) || withVaults.has(normalLocation(one.displayName ?? "")),
    }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName));
}

/** GET providers/Microsoft.RecoveryServices: the regions of type `vaults`, written as display names. */
async function vaultRegions(arm: Arm, subscriptionId: string): Promise<ReadonlySet<string>> {
  const { body } = await arm.send(subscriptionId, {
    method: "GET",
    path: `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices`,
    apiVersion: "2021-04-01",
  });
  const vaults = listAt(body, "resourceTypes").find((type) => textAt(type, "resourceType")?.toLowerCase() === "vaults");
  return new Set(textsAt(vaults, "locations").map(normalLocation));
}
