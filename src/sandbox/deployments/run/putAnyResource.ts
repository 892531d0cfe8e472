import { ArmFault, groupNotFound } from "../../http/armFault";
import type { Answer } from "../../http/call";
import { guidOf } from "../../http/formats";
import { isJsonObject, listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { findRegion } from "../../estate/regions";
import type { Estate } from "../../state/estate";
import { filledIn } from "./filledIn";
import { groupId, parentOfId, partsOf, typeOfId } from "../../state/ids";
import { keepSecret } from "../../state/keepSecret";
import type { ResourceRecord } from "../../state/records";

/**
 * Keeps a resource of a type that the sandbox does not know more of: what was put is what a GET shows, with id, type and
 * state. Throws 404 when its group or its parent is not there.
 * @param secrets texts that are not kept: the values of secure parameters
 */
export function putAnyResource(
  estate: Estate,
  id: string,
  given: JsonObject,
  secrets: ReadonlySet<string> = new Set(),
): Answer {
  const named = typeOfId(id);
  if (named === undefined) {
    throw new ArmFault(400, "InvalidResourceId", `The resource id '${id}' is not valid.`);
  }
  checkPlace(estate, id, named.type);
  const before = estate.resources.get(id);
  const location = textAt(given, "location");
  const properties = keepSecret(estate, before?.id ?? id, named.type, objectAt(given, "properties"));
  const body: ResourceRecord = {
    ...objectAt({ kept: without(given, secrets) }, "kept"),
    id: before?.id ?? id,
    name: before?.name ?? named.name,
    type: named.type,
    location:
      location === undefined ? (before?.location ?? "") : (findRegion(location)?.name ?? location.toLowerCase()),
    properties: {
      ...filledIn(named.type, named.name, id),
      ...objectAt({ kept: without(properties, secrets) }, "kept"),
      provisioningState: "Succeeded",
    },
    ...identityOf(id, given),
  };
  estate.resources.set(body.id, body);
  connectVaults(estate, body);
  return { status: before === undefined ? 201 : 200, body };
}

/** A private endpoint is shown by the vaults to which it leads. */
function connectVaults(estate: Estate, { id, type, properties }: ResourceRecord): void {
  if (type.toLowerCase() !== "microsoft.network/privateendpoints") {
    return;
  }
  for (const connection of listAt(properties, "privateLinkServiceConnections")) {
    const vault = estate.vaults.get(textAt(connection, "properties", "privateLinkServiceId") ?? "");
    if (vault !== undefined) {
      const privateEndpoints = [...new Set([...(vault.privateEndpoints ?? []), id])];
      estate.vaults.set(vault.id, { ...vault, privateEndpoints });
    }
  }
}

/** 404 unless the group of an id is there, and the resource that holds it. */
export function checkPlace(estate: Estate, id: string, type: string): void {
  const [, subscriptionId = "", group] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/iu.exec(id) ?? [];
  if (group !== undefined && estate.groups.get(groupId(subscriptionId, group)) === undefined) {
    throw groupNotFound(group);
  }
  // The services of a storage account are there with the account.
  const parent = parentOfId(id)?.replace(/(\/storageAccounts\/[^/]+)\/\w+Services\/default$/iu, "$1");
  if (parent !== undefined && estate.resources.get(parent) === undefined && estate.vaults.get(parent) === undefined) {
    throw new ArmFault(
      404,
      "ParentResourceNotFound",
      `Failed to perform 'write' on resource(s) of type '${type.split("/").slice(1).join("/")}', because the parent resource '${parent}' could not be found.`,
    );
  }
}

/** An identity that Azure makes has a principal; one that is given stays as it is. */
export function identityOf(id: string, given: JsonObject): JsonObject {
  const type = textAt(given, "identity", "type");
  if (type === undefined) {
    return {};
  }
  const made = type.toLowerCase().includes("systemassigned")
    ? {
        principalId: guidOf(`principal ${id.toLowerCase()}`),
        tenantId: guidOf(`tenant ${partsOf(id)?.subscriptionId ?? ""}`),
      }
    : {};
  return { identity: { ...objectAt(given, "identity"), ...made } };
}

function without(value: Json | undefined, secrets: ReadonlySet<string>): Json | undefined {
  if (typeof value === "string") {
    return [...secrets].some((secret) => value.includes(secret)) ? undefined : value;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [name, without(member, secrets)] as const);
    return Object.fromEntries(members.filter(([name, member]) => member !== undefined && name !== "protectedSettings"));
  }
  return Array.isArray(value)
    ? value.flatMap((item: Json) => {
        const kept = without(item, secrets);
        return kept === undefined ? [] : [kept];
      })
    : value;
}
