import { identityOf } from "../../deployments/run/putAnyResource";
import { badRequest } from "../../http/armFault";
import type { Call } from "../../http/call";
import { guidOf } from "../../http/formats";
import { at, isJsonObject, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { typeOfId } from "../../state/ids";
import type { VaultRecord } from "../../state/records";

const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Whether an identity is one that the vault has: its own, or the user-assigned one of an id. */
export function hasIdentity(identity: Json | undefined, userIdentity: string | undefined): boolean {
  return userIdentity === undefined
    ? /systemassigned/iu.test(textAt(identity, "type") ?? "")
    : Object.keys(objectAt(identity, "userAssignedIdentities")).some((id) => isSame(id, userIdentity));
}

/** The user-assigned identity with which a vault's key is read; undefined for its own. */
export function keyIdentityOf(encryption: JsonObject): string | undefined {
  return at(encryption, "kekIdentity", "useSystemAssignedIdentity") === true
    ? undefined
    : textAt(encryption, "kekIdentity", "userAssignedIdentity");
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * The identities of a vault after a PUT or PATCH. Throws 400 for a user-assigned one that does not exist, for a type that needs
 * one and has none, and for taking away the one that reads the vault's key.
 */
export function identityAsked(call: Call, vault: VaultRecord): Json | undefined {
  const asked = objectAt(call.body, "identity");
  if (textAt(asked, "type") === undefined) {
    return vault.identity;
  }
  const identity = identityAfter(call, vault, asked);
  const users = Object.keys(objectAt(identity, "userAssignedIdentities"));
  if (/userassigned/iu.test(textAt(identity, "type") ?? "") && users.length === 0) {
    throw badRequest(
      "MissingIdentityIds",
      "The identity ids must not be null or empty for 'UserAssigned' identity type.",
    );
  }
  for (const id of users) {
    checkExists(call, vault, id);
  }
  // The same request may have another identity read the key: then the former one can go.
  const encryption = { ...vault.encryption, ...objectAt(call.body, "properties", "encryption") };
  if (vault.encryption !== undefined && !hasIdentity(identity, keyIdentityOf(encryption))) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "The identity is needed: the vault is encrypted with a customer-managed key.",
    );
  }
  return identity;
}

/**
 * Resource Manager writes the type in its own way, whatever the case and spacing of the request, and gives each identity its
 * principal ("Managed identities for Azure resources", Microsoft Learn, 2025). In a PATCH the user-assigned identities that are
 * not named stay, and one whose value is null goes.
 */
function identityAfter(call: Call, vault: VaultRecord, asked: JsonObject): Json | undefined {
  const type = typeOf(textAt(asked, "type") ?? "None");
  if (!type.includes("UserAssigned")) {
    return identityOf(vault.id, { identity: { type } })["identity"];
  }
  const kept = call.method === "PATCH" ? objectAt(vault.identity, "userAssignedIdentities") : {};
  const users = new Map<string, readonly [string, JsonObject]>();
  for (const [id, value] of [...Object.entries(kept), ...Object.entries(objectAt(asked, "userAssignedIdentities"))]) {
    const key = id.toLowerCase();
    if (isJsonObject(value)) {
      users.set(key, [id, { principalId: guidOf(`principal ${key}`), clientId: guidOf(`client ${key}`) }]);
    } else {
      users.delete(key);
    }
  }
  const userAssignedIdentities = Object.fromEntries(users.values());
  return identityOf(vault.id, { identity: { type, userAssignedIdentities } })["identity"];
}

const kinds = [
  ["systemassigned", "SystemAssigned"],
  ["userassigned", "UserAssigned"],
] as const;

function typeOf(text: string): string {
  const asked = new Set(text.split(",").map((part) => part.trim().toLowerCase()));
  const known = kinds.filter(([key]) => asked.has(key));
  if (known.length !== asked.size && (asked.size > 1 || !asked.has("none"))) {
    throw badRequest("InvalidIdentityType", `The identity type '${text}' is not known.`);
  }
  return known.length === 0 ? "None" : known.map(([, name]) => name).join(", ");
}

/** An estate that has no identities at all takes them on trust, as it does what it does not know of networks and key vaults. */
function checkExists(call: Call, vault: VaultRecord, id: string): void {
  const isIdentity = typeOfId(id)?.type.toLowerCase() === identityType.toLowerCase();
  const isKnown = call.estate.resources.get(id) !== undefined || hasIdentity(vault.identity, id);
  if (!isIdentity || (!isKnown && call.estate.resourcesOf(identityType, "/subscriptions/").length > 0)) {
    throw badRequest(
      "FailedIdentityOperation",
      `Identity operation for resource '${vault.id}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${id}' was not found."}}'.`,
    );
  }
}
