import type { Arm } from "../http/armPipeline";
import { mapBounded } from "../http/bounded";
import { normalLocation } from "../ids";
import { listAt, textAt, textsAt } from "../http/jsonRead";
import type { Location, Subscription, SubscriptionList, TenantFailure } from "../models";
import { readAll } from "../http/sdkPage";
import { passAbort } from "../http/translateError";
import type { AccountIdentity } from "./account";
import { withOwner } from "./signInError";

/** People asked for their tenants at the same time, and tenants asked for their subscriptions. */
const peopleAtOnce = 3;
const tenantsAtOnce = 5;

const states: readonly Subscription["state"][] = ["Enabled", "Disabled", "Warned", "PastDue", "Deleted"];

interface Person {
  /** Undefined where the account is one person. */
  readonly identity: AccountIdentity | undefined;
}

interface Tenant extends Person {
  readonly tenantId: string;
  readonly tenantName: string | undefined;
}

interface Answer {
  readonly found: readonly { readonly own: boolean; readonly subscription: Subscription }[];
  readonly failures: readonly TenantFailure[];
}

/**
 * GET /tenants for each person of the account, then GET /subscriptions with each tenant's token. Needs no permission
 * beyond being a member. A tenant that refuses (multi-factor sign-in, conditional access) is one entry in `failures`,
 * and so is a person whose tenants cannot be listed; only when that goes for all does the call fail.
 * @param onFound gets what is known so far each time a tenant has answered; the last one may take long
 */
export async function listSubscriptions(
  arm: Arm,
  onFound: (soFar: SubscriptionList) => void = () => undefined,
): Promise<SubscriptionList> {
  const { tenants, failures } = await listTenants(arm);
  const answers: Answer[] = [{ found: [], failures }];
  await mapBounded(tenants, tenantsAtOnce, async (tenant) => {
    answers.push(await subscriptionsOf(arm, tenant));
    onFound(together(arm, answers));
  });
  return together(arm, answers);
}

/** One entry for each subscription, with the tenant and the person whose tokens are the right ones. */
function together(arm: Arm, answers: readonly Answer[]): SubscriptionList {
  const found = new Map<string, Answer["found"][number]>();
  for (const one of answers.flatMap((answer) => answer.found)) {
    const id = one.subscription.subscriptionId.toLowerCase();
    const known = found.get(id);
    // A guest may see one subscription through two tenants; its own tenant's tokens are the right ones.
    if (known === undefined || (one.own && !known.own)) {
      found.set(id, one);
    }
  }
  const subscriptions = [...found.values()]
    .map(({ subscription }) => subscription)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  for (const { subscriptionId, tenantId, identityId } of subscriptions) {
    arm.rememberTenant(subscriptionId, tenantId, identityId);
  }
  return { subscriptions, failures: answers.flatMap((answer) => answer.failures) };
}

async function listTenants(
  arm: Arm,
): Promise<{ readonly tenants: readonly Tenant[]; readonly failures: readonly TenantFailure[] }> {
  const people: readonly Person[] =
    arm.identities.length > 1 ? arm.identities.map((identity) => ({ identity })) : [{ identity: undefined }];
  const lists = await mapBounded(people, peopleAtOnce, ({ identity }) => tenantsOf(arm, identity));
  const failures = lists.flatMap((list) => list.failures);
  const [first] = failures;
  if (first !== undefined && failures.length === people.length) {
    throw first.error;
  }
  return { tenants: lists.flatMap((list) => list.tenants), failures };
}

async function tenantsOf(
  arm: Arm,
  identity: AccountIdentity | undefined,
): Promise<{ readonly tenants: readonly Tenant[]; readonly failures: readonly TenantFailure[] }> {
  try {
    const tenants = await readAll(arm.subscriptions(undefined, identity?.id).tenants.list(), (tenant) =>
      tenant.tenantId === undefined
        ? undefined
        : { tenantId: tenant.tenantId, tenantName: tenant.displayName ?? tenant.defaultDomain, identity },
    );
    return { tenants, failures: [] };
  } catch (error) {
    return { tenants: [], failures: [failureOf({ tenantId: undefined, tenantName: undefined, identity }, error)] };
  }
}

async function subscriptionsOf(arm: Arm, tenant: Tenant): Promise<Answer> {
  const { tenantId, tenantName, identity } = tenant;
  try {
    const found = await readAll(arm.subscriptions(tenantId, identity?.id).subscriptions.list(), (one) =>
      one.subscriptionId === undefined
        ? undefined
        : {
            own: one.tenantId === tenantId,
            subscription: {
              subscriptionId: one.subscriptionId,
              name: one.displayName ?? one.subscriptionId,
              tenantId,
              tenantName,
              state: states.find((state) => state === one.state) ?? "Enabled",
              ...(identity === undefined ? {} : { identityId: identity.id }),
            },
          },
    );
    return { found, failures: [] };
  } catch (error) {
    return { found: [], failures: [failureOf(tenant, error)] };
  }
}

/** @throws an AbortError when the call was cancelled: that is no tenant's failure */
function failureOf(
  { tenantId, tenantName, identity }: Omit<Tenant, "tenantId"> & { readonly tenantId: string | undefined },
  error: unknown,
): TenantFailure {
  return {
    tenantId,
    tenantName,
    ...(identity === undefined ? {} : { identityId: identity.id, identityLabel: identity.label }),
    error: withOwner(passAbort(error), { tenantId, identityId: identity?.id }),
  };
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
      ...zonesOf(one.availabilityZoneMappings?.flatMap(({ logicalZone }) => logicalZone ?? [])),
      vaults: withVaults.has(normalLocation(one.name ?? "")) || withVaults.has(normalLocation(one.displayName ?? "")),
    }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName));
}

function zonesOf(names: readonly string[] = []): Pick<Location, "zones"> {
  return names.length === 0 ? {} : { zones: names.toSorted() };
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
