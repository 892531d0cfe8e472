import {
  dataProtection,
  disks,
  network,
  recoveryServices,
  resources as versions,
  storageAccounts,
  virtualMachines,
} from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { regions } from "../../estate/regions";
import { paths, subscriptionOf } from "../scope";

const rowsPerPage = 100;
const action = "Microsoft.Resources/subscriptions/providers/read";

/** A resource type of a provider, with the api-versions that the sandbox takes. */
type TypeRow = readonly [resourceType: string, versions: readonly string[]];

/** The resource providers, as far as the sandbox has something of them. */
const providers: readonly { readonly namespace: string; readonly types: readonly TypeRow[] }[] = [
  { namespace: "Microsoft.RecoveryServices", types: [["vaults", recoveryServices]] },
  {
    namespace: "Microsoft.Compute",
    types: [
      ["virtualMachines", virtualMachines],
      ["virtualMachines/extensions", virtualMachines],
      ["disks", disks],
    ],
  },
  {
    namespace: "Microsoft.Network",
    types: ["networkInterfaces", "networkSecurityGroups", "publicIPAddresses", "loadBalancers", "virtualNetworks"].map(
      (type): TypeRow => [type, network],
    ),
  },
  { namespace: "Microsoft.Storage", types: [["storageAccounts", storageAccounts]] },
  { namespace: "Microsoft.DataProtection", types: [["resourceGuards", dataProtection]] },
];

/** The resource providers of a subscription, and whether it has registered them. */
export const resourceProviderRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.subscription}/providers`, versions, action, handle: list },
  {
    method: "GET",
    path: `${paths.subscription}/providers/{namespace}`,
    versions,
    action,
    handle: (call) => ok(describeAsked(call)),
  },
  ...["register", "unregister"].map((verb): Route => ({
    method: "POST",
    path: `${paths.subscription}/providers/{namespace}/${verb}`,
    versions,
    action: `Microsoft.Resources/subscriptions/providers/${verb}/action`,
    handle: (call) => changeRegistration(call, verb === "register"),
  })),
];

function list(call: Call): Answer {
  subscriptionOf(call);
  return page(
    call,
    providers.map(({ namespace }) => describe(call, namespace)),
    rowsPerPage,
  );
}

/** The change is done at once; in Azure it takes a while. */
function changeRegistration(call: Call, isRegistered: boolean): Answer {
  const subscription = subscriptionOf(call);
  const namespace = call.param("namespace").toLowerCase();
  describeAsked(call);
  const others = (subscription.unregistered ?? []).filter((each) => each !== namespace);
  const unregistered = isRegistered ? others : [...others, namespace];
  call.estate.subscriptions.set(subscription.subscriptionId, { ...subscription, unregistered });
  return ok(describeAsked(call));
}

function describeAsked(call: Call): JsonObject {
  subscriptionOf(call);
  return describe(call, call.param("namespace"));
}

/** Throws 404 for a namespace that is none here. */
function describe(call: Call, asked: string): JsonObject {
  const { subscriptionId, unregistered } = subscriptionOf(call);
  const known = providers.find(({ namespace }) => namespace.toLowerCase() === asked.toLowerCase());
  if (known === undefined) {
    throw new ArmFault(404, "InvalidResourceNamespace", `The resource namespace '${asked}' is invalid.`);
  }
  const { namespace, types } = known;
  const locations = regions
    .filter((region) => region.vaults || namespace !== "Microsoft.RecoveryServices")
    .map((region) => region.displayName);
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationPolicy: "RegistrationRequired",
    registrationState: unregistered?.includes(namespace.toLowerCase()) === true ? "NotRegistered" : "Registered",
    resourceTypes: types.map(([resourceType, accepted]) => ({
      resourceType,
      locations,
      // Newest first, as Azure has them.
      apiVersions: accepted.toReversed(),
      capabilities: "SupportsTags, SupportsLocation",
    })),
  };
}
