import { isJsonObject } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";

/** What a GET shows and a PUT does not take, in lower case: states, times and sizes that only Azure knows. */
const readOnly: ReadonlySet<string> = new Set([
  "backendipconfigurations",
  "backupstorageversion",
  "bcdrsecuritylevel",
  "creationtime",
  "defaultsecurityrules",
  "disksizebytes",
  "diskstate",
  "etag",
  "fqdn",
  "instanceview",
  "ipaddress",
  "macaddress",
  "multiuserauthorization",
  "primaryendpoints",
  "primarylocation",
  "privateendpointconnections",
  "privateendpointstateforbackup",
  "privateendpointstateforsiterecovery",
  "protecteditemscount",
  "provisioningstate",
  "resourceguid",
  "secondaryendpoints",
  "secondarylocation",
  "securescore",
  "statusofprimary",
  "statusofsecondary",
  "timecreated",
  "uniqueid",
  "vmid",
]);

/** What only says who uses a resource, by its type in lower case: the other one names it too. */
const backReferences: Readonly<Record<string, readonly string[]>> = {
  "microsoft.network/networkinterfaces": ["virtualmachine", "primary"],
  "microsoft.network/networksecuritygroups": ["networkinterfaces", "subnets"],
  "microsoft.network/publicipaddresses": ["ipconfiguration"],
};

/**
 * The properties of a resource as a template can give them again: without what only Azure fills in, who uses it, and the ids of
 * its own parts.
 */
export function writableProperties(type: string, id: string, properties: JsonObject): JsonObject {
  const users = backReferences[type.toLowerCase()] ?? [];
  const own = Object.entries(properties).filter(([name]) => !users.includes(name.toLowerCase()));
  return writable(Object.fromEntries(own), `${id.toLowerCase()}/`);
}

function writable(value: JsonObject, own: string): JsonObject {
  const isPart = typeof value["id"] === "string" && value["id"].toLowerCase().startsWith(own);
  const members = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, Json])[] => {
    const isGone = member === null || member === undefined || readOnly.has(name.toLowerCase());
    return isGone || (isPart && (name === "id" || name === "type")) ? [] : [[name, writableValue(member, own)]];
  });
  return Object.fromEntries(members);
}

function writableValue(value: Json, own: string): Json {
  if (Array.isArray(value)) {
    return value.map((item: Json) => writableValue(item, own));
  }
  return isJsonObject(value) ? writable(value, own) : value;
}
