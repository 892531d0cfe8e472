import { subscriptions as versions, resources as resourceVersions } from "../http/apiVersions";
import { ArmFault } from "../http/armFault";
import type { Answer, Call } from "../http/call";
import { ok } from "../http/call";
import type { JsonObject } from "../http/json";
import type { Route } from "../http/router";
import { regions } from "../estate/regions";
import type { SubscriptionRecord } from "../state/records";
import { paths, subscriptionOf } from "./scope";

/** Tenants, subscriptions, locations and resource providers. */
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
  {
    method: "GET",
    path: `${paths.subscription}/providers/{namespace}`,
    versions: resourceVersions,
    action: "Microsoft.Resources/subscriptions/providers/read",
    handle: (call) => ok(describeProvider(call)),
  },
  ...["register", "unregister"].map((verb): Route => ({
    method: "POST",
    path: `${paths.subscription}/providers/{namespace}/${verb}`,
    versions: resourceVersions,
    action: `Microsoft.Resources/subscriptions/providers/${verb}/action`,
    handle: (call) => changeRegistration(call, verb === "register"),
  })),
];

function listTenants(call: Call): Answer {
  const value = call.estate.tenants.all.map(({ tenantId, displayName, domain }) => ({
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

/** The change is done at once; in Azure it takes a while. */
function changeRegistration(call: Call, isRegistered: boolean): Answer {
  const subscription = subscriptionOf(call);
  const namespace = call.param("namespace").toLowerCase();
  describeProvider(call);
  const others = (subscription.unregistered ?? []).filter((each) => each !== namespace);
  const unregistered = isRegistered ? others : [...others, namespace];
  call.estate.subscriptions.set(subscription.subscriptionId, { ...subscription, unregistered });
  return ok(describeProvider(call));
}

function describeProvider(call: Call): JsonObject {
  const { subscriptionId, unregistered } = subscriptionOf(call);
  const namespace = call.param("namespace");
  const known = ["Microsoft.RecoveryServices", "Microsoft.Compute", "Microsoft.Network"];
  const name = known.find((candidate) => candidate.toLowerCase() === namespace.toLowerCase());
  if (name === undefined) {
    throw new ArmFault(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);
  }
  const types: Readonly<Record<string, readonly string[]>> = {
    "Microsoft.RecoveryServices": ["vaults"],
    "Microsoft.Compute": ["virtualMachines", "disks"],
    "Microsoft.Network": ["networkInterfaces", "networkSecurityGroups", "publicIPAddresses", "loadBalancers"],
  };
  const locations = regions
    .filter((region) => region.vaults || name !== "Microsoft.RecoveryServices")
    .map((region) => region.displayName);
  return {
    id: `/subscriptions/${subscriptionId}/providers/${name}`,
    namespace: name,
    registrationPolicy: "RegistrationRequired",
    registrationState: unregistered?.includes(name.toLowerCase()) === true ? "NotRegistered" : "Registered",
    resourceTypes: (types[name] ?? []).map((resourceType) => ({
      resourceType,
      locations,
      apiVersions: ["2024-04-01"],
      capabilities: "SupportsTags, SupportsLocation",
    })),
  };
}
