import { at, isJsonObject, listAt, objectAt, parseJson, textAt, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { guidOf } from "../http/formats";
import { parseLenient } from "../http/lenientJson";
import { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import { keepSecret } from "../state/keepSecret";
import type { Access, SubscriptionRecord, TenantRecord } from "../state/records";
import { addGivenMachine } from "./givenMachine";
import { EstateFileError, isType, readGiven } from "./givenResource";
import type { Given } from "./givenResource";
import { addGivenVaults } from "./givenVaults";
import { findRegion } from "./regions";

/**
 * The estate of a file: `{ "tenants": [], "subscriptions": [], "resources": [ARM resources as GET returns them] }`, where
 * everything may be left out; comments may stand in it. A resource needs an `id`, or a `type` and a `name`; what else it leaves out gets a usual value
 * (region, tags, disks, network, guest, default policies …), and so do subscriptions and resource groups that only ids name.
 * Vaults may come with their `backupPolicies` and `protectedItems`. `"access": "reader"` closes a subscription or a resource
 * group to writes; `"access": [{ "actions": [], "notActions": [] }]` are the roles that somebody has there instead, a
 * subscription's in all of its groups as well. `"unregistered": ["Microsoft.RecoveryServices"]` says which resource providers nobody has registered there. Of resources with
 * the same id, the last one counts.
 *
 * Throws an `EstateFileError` whose message names the place and what is wrong there.
 * @param now milliseconds since 1970: histories end before it
 */
export function readEstateFile(text: string, now: number): Estate {
  const file = parsed(text);
  const estate = new Estate();
  for (const tenant of listAt(file, "tenants")) {
    const record = tenantOf(tenant);
    estate.tenants.set(record.tenantId, record);
  }
  const subscriptions = listAt(file, "subscriptions");
  const firstSubscription = subscriptions[0] === undefined ? undefined : subscriptionIdOf(subscriptions[0]);
  const all = listAt(file, "resources").map((resource, index) =>
    readGiven(resource, `resources[${index}]`, firstSubscription ?? guidOf("subscription of an estate file")),
  );
  const given = [...new Map(all.map((one) => [one.id.toLowerCase(), one])).values()];
  ensureTenant(estate, subscriptions);
  for (const subscription of subscriptions) {
    addSubscription(estate, subscription);
  }
  for (const { subscriptionId } of given) {
    if (estate.subscriptions.get(subscriptionId) === undefined) {
      addSubscription(estate, subscriptionId);
    }
  }
  addGroups(estate, given);
  addResources(estate, given, now);
  return estate;
}

function parsed(text: string): JsonObject {
  // Editors of Windows put a byte order mark before the text.
  const bare = text.replace(/^\uFEFF/u, "");
  if (bare.trim() === "") {
    throw new EstateFileError("The estate file is empty; the smallest one is {}.");
  }
  const value = parseLenient(bare);
  if (value === undefined) {
    throw notJson(bare);
  }
  if (!isJsonObject(value)) {
    throw new EstateFileError("The estate file must hold one object with tenants, subscriptions and resources.");
  }
  for (const name of ["tenants", "subscriptions", "resources"]) {
    if (value[name] !== undefined && !Array.isArray(value[name])) {
      throw new EstateFileError(`"${name}" of the estate file must be a list.`);
    }
  }
  return value;
}

function notJson(text: string): EstateFileError {
  let why = "it cannot be read";
  try {
    parseJson(text);
  } catch (error) {
    why = error instanceof Error ? error.message : why;
  }
  return new EstateFileError(`The estate file is not JSON: ${why}`);
}

function tenantOf(tenant: Json): TenantRecord {
  const id =
    typeof tenant === "string" ? tenant : (textAt(tenant, "tenantId") ?? textAt(tenant, "id")?.split("/").at(-1));
  if (id === undefined || id === "") {
    throw new EstateFileError("A tenant of the estate file has no tenantId.");
  }
  return {
    tenantId: id,
    displayName: textAt(tenant, "displayName") ?? `Tenant ${id.slice(0, 8)}`,
    domain: textAt(tenant, "defaultDomain") ?? textAt(tenant, "domain") ?? `t${id.slice(0, 8)}.example`,
  };
}

/** Every subscription belongs to a tenant of the list: to the one it names, or to the first. */
function ensureTenant(estate: Estate, subscriptions: readonly Json[]): void {
  for (const subscription of subscriptions) {
    const id = textAt(subscription, "tenantId");
    if (id !== undefined && estate.tenants.get(id) === undefined) {
      estate.tenants.set(id, tenantOf(id));
    }
  }
  if (estate.tenants.all.length === 0) {
    const record = tenantOf(guidOf("tenant of an estate file"));
    estate.tenants.set(record.tenantId, record);
  }
}

function subscriptionIdOf(subscription: Json): string {
  const id =
    typeof subscription === "string"
      ? subscription
      : (textAt(subscription, "subscriptionId") ?? textAt(subscription, "id"));
  const last = id?.split("/").at(-1) ?? "";
  if (last === "") {
    throw new EstateFileError("A subscription of the estate file has no subscriptionId.");
  }
  return last;
}

function addSubscription(estate: Estate, subscription: Json): void {
  const subscriptionId = subscriptionIdOf(subscription);
  const record: SubscriptionRecord = {
    subscriptionId,
    tenantId: textAt(subscription, "tenantId") ?? estate.tenants.all[0]?.tenantId ?? "",
    displayName: textAt(subscription, "displayName") ?? `Subscription ${subscriptionId.slice(0, 8)}`,
    access: accessOf(subscription),
    unregistered: listAt(subscription, "unregistered").map((namespace) => textOf(namespace).toLowerCase()),
  };
  estate.subscriptions.set(subscriptionId, record);
}

function accessOf(given: Json): Access {
  const roles = at(given, "access");
  if (!Array.isArray(roles)) {
    return textAt(given, "access") === "reader" ? "reader" : "owner";
  }
  return listAt(given, "access").map((role) => ({
    actions: listAt(role, "actions").map(textOf),
    notActions: listAt(role, "notActions").map(textOf),
  }));
}

/** The groups that the file names, then those that only ids name: in the region of their first resource. */
function addGroups(estate: Estate, given: readonly Given[]): void {
  const named = given.filter((one) => isType(one, "Microsoft.Resources/resourceGroups"));
  for (const { subscriptionId, group, location, body } of [...named, ...given]) {
    const id = groupId(subscriptionId, group);
    if (estate.groups.get(id) === undefined) {
      estate.groups.set(id, {
        id,
        subscriptionId,
        name: group,
        location: location ?? findRegion(textAt(body, "location") ?? "")?.name ?? "westeurope",
        tags: named.some((one) => one.body === body) ? objectAt(body, "tags") : {},
        access: accessOf(body),
      });
    }
  }
}

const machines = "Microsoft.Compute/virtualMachines";
const vaults = "Microsoft.RecoveryServices/vaults";

function addResources(estate: Estate, given: readonly Given[], now: number): void {
  const rest = given.filter((one) => !isType(one, "Microsoft.Resources/resourceGroups"));
  const isOfVault = ({ type }: Given): boolean => `${type}/`.toLowerCase().startsWith(`${vaults}/`.toLowerCase());
  const ofVaults = rest.filter(isOfVault);
  // Disks and networks first: a machine's defaults leave alone what is there.
  const plain = rest.filter((one) => !isOfVault(one) && !isType(one, machines));
  for (const { id, name, type, location, group, subscriptionId, body } of plain) {
    const place = location ?? estate.groups.get(groupId(subscriptionId, group))?.location ?? "westeurope";
    const properties = keepSecret(estate, id, type, {
      provisioningState: "Succeeded",
      ...objectAt(body, "properties"),
    });
    estate.resources.set(id, { tags: {}, ...body, id, name, type, location: place, properties });
  }
  for (const machine of rest.filter((one) => isType(one, machines))) {
    addGivenMachine(estate, machine, now - 220 * 86_400_000);
  }
  addGivenVaults(estate, ofVaults, now);
}
