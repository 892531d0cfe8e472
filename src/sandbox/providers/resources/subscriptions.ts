import { subscriptions as versions } from "../../http/apiVersions";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { regions } from "../../estate/regions";
import type { SubscriptionRecord } from "../../state/records";
import { paths, subscriptionOf } from "../scope";

/** Tenants, subscriptions and locations. */
export const subscriptionRoutes: readonly Route[] = [
  { method: "GET", path: "/tenants", versions, action: "*/read", handle: listTenants },
  { method: "GET", path: "/subscriptions", versions, action: "*/read", handle: listSubscriptions },
  {
    method: "GET",
    path: paths.subscription,
    versions,
    action: "Microsoft.Resources/subscriptions/read",
    handle: (call) => ok(describe(subscriptionOf(call))),
  },
  {
    method: "GET",
    path: `${paths.subscription}/locations`,
    versions,
    action: "Microsoft.Resources/subscriptions/locations/read",
    handle: listLocations,
  },
];

/** Whose token is of one tenant knows no other. */
function listTenants(call: Call): Answer {
  const seen = call.estate.tenants.all.filter(
    ({ tenantId }) => call.tenantId === undefined || call.tenantId === tenantId,
  );
  const value = seen.map(({ tenantId, displayName, domain }) => ({
    id: `/tenants/${tenantId}`,
    tenantId,
    countryCode: "NO",
    displayName,
    domains: [domain],
    tenantCategory: "Home",
    defaultDomain: domain,
    tenantType: "AAD",
  }));
  return ok({ value });
}

function listSubscriptions(call: Call): Answer {
  const seen = call.estate.subscriptions.all.filter(
    ({ tenantId }) => call.tenantId === undefined || call.tenantId === tenantId,
  );
  return ok({ value: seen.map(describe), count: { type: "Total", value: seen.length } });
}

function describe({ subscriptionId, tenantId, displayName }: SubscriptionRecord): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

function listLocations(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  const id = (name: string): string => `/subscriptions/${subscriptionId}/locations/${name}`;
  const value = regions.map(({ name, displayName, geography, paired, zones }) => ({
    id: id(name),
    name,
    type: "Region",
    displayName,
    regionalDisplayName: `(${geography}) ${displayName}`,
    metadata: {
      regionType: "Physical",
      regionCategory: zones ? "Recommended" : "Other",
      geography,
      geographyGroup: geography,
      pairedRegion: [{ name: paired, id: id(paired) }],
    },
    ...(zones
      ? {
          availabilityZoneMappings: ["1", "2", "3"].map((zone) => ({
            logicalZone: zone,
            physicalZone: `${name}-az${zone}`,
          })),
        }
      : {}),
  }));
  return ok({ value });
}
