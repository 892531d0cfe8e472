import { ArmFault, badRequest } from "../../http/armFault";
import type { Call } from "../../http/call";
import { isJsonObject, listAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { groupId, partsOf } from "../../state/ids";
import type { VaultRecord } from "../../state/records";

const vaultType = "Microsoft.RecoveryServices/vaults";
const itemType = `${vaultType}/backupFabrics/protectionContainers/protectedItems`;
const guardType = "Microsoft.DataProtection/resourceGuards";

/** What a Resource Guard guards. */
export type Guarded =
  | "deleteItem"
  | "stopProtection"
  | "changeProtection"
  | "changePolicy"
  | "disableSoftDelete"
  | "reduceImmutability"
  | "changeEncryption"
  | "restore"
  | "removeGuard"
  | "securityPin";

/**
 * Each by the vault's own operation and the guard's collection of requests, as the command-line client maps them. The
 * collections of restores and of the first two with `#` came later and are not documented: they are named after the operation
 * here. That of the encryption is from the REST specification (`PUTVault_ResourceGuardEnabled`, 2024-04-01).
 */
const operations: Readonly<Record<Guarded, readonly [operation: string, requests: string]>> = {
  deleteItem: [`${itemType}/delete`, "deleteProtectedItemRequests"],
  stopProtection: [`${itemType}/write#stopProtectionWithRetainData`, "stopProtectionWithRetainDataRequests"],
  changeProtection: [`${itemType}/write`, "updateProtectedItemRequests"],
  changePolicy: [`${vaultType}/backupPolicies/write`, "updateProtectionPolicyRequests"],
  disableSoftDelete: [`${vaultType}/backupconfig/write`, "disableSoftDeleteRequests"],
  reduceImmutability: [`${vaultType}/write#reduceImmutabilityState`, "reduceImmutabilityStateRequests"],
  changeEncryption: [`${vaultType}/write#modifyEncryptionSettings`, "modifyEncryptionSettings"],
  restore: [`${itemType}/recoveryPoints/restore/action`, "restoreRequests"],
  removeGuard: [`${vaultType}/backupResourceGuardProxies/delete`, "deleteResourceGuardProxyRequests"],
  securityPin: [`${vaultType}/backupSecurityPIN/action`, "getBackupSecurityPINRequests"],
};

/** These two are guarded always: "Multi-user authorization using Resource Guard" (Microsoft Learn, 2025). */
const mandatory: readonly Guarded[] = ["removeGuard", "disableSoftDelete"];

/** `resourceGuardOperations` of every guard. */
export const guardOperations: readonly JsonObject[] = Object.values(operations).map(([operation, requests]) => ({
  vaultCriticalOperation: operation,
  requestResourceType: `${guardType}/${requests}`,
}));

/** Names of the collections of requests below a guard, in lower case. */
export const requestCollections: ReadonlySet<string> = new Set(
  Object.values(operations).map(([, requests]) => requests.toLowerCase()),
);

/** What a guard guards, as the mapping of a vault lists it: all but what the guard leaves out. */
export function guardedDetails(call: Call, guardId: string): readonly JsonObject[] {
  return guarded(call, guardId).map((each) => ({
    vaultCriticalOperation: operations[each][0],
    defaultResourceRequest: `${guardId}/${operations[each][1]}/default`,
  }));
}

function guarded(call: Call, guardId: string): readonly Guarded[] {
  const excluded = listAt(call.estate.resources.get(guardId), "properties", "vaultCriticalOperationExclusionList");
  const names = new Set(excluded.map((each) => (typeof each === "string" ? each.toLowerCase() : "")));
  return all.filter((each) => mandatory.includes(each) || !names.has(operations[each][0].toLowerCase()));
}

const all: readonly Guarded[] = [
  "deleteItem",
  "stopProtection",
  "changeProtection",
  "changePolicy",
  "disableSoftDelete",
  "reduceImmutability",
  "changeEncryption",
  "restore",
  "removeGuard",
  "securityPin",
];

/** Refuses a guarded operation of a vault unless its request names the guard's, and the person may use the guard. */
export function requireGuard(call: Call, vault: VaultRecord, operation: Guarded, requests: Json | undefined): void {
  const guardId = vault.guard?.id;
  if (guardId === undefined || !guarded(call, guardId).includes(operation)) {
    return;
  }
  const wanted = `${guardId}/${operations[operation][1]}/default`.toLowerCase();
  const given = listAt({ requests }, "requests").map((each) => (typeof each === "string" ? each.toLowerCase() : ""));
  if (!given.includes(wanted)) {
    throw unguarded(guardId, operations[operation][0]);
  }
  checkRole(call, guardId, operations[operation][1]);
}

/** Refuses the deletion of something guarded that nobody has unlocked. */
export function requireUnlocked(call: Call, vault: VaultRecord, operation: Guarded, resourceId: string): void {
  const guardId = vault.guard?.id;
  if (guardId === undefined || !guarded(call, guardId).includes(operation)) {
    return;
  }
  const isUnlocked = (vault.unlocked ?? []).some(
    (each) => each.resourceId.toLowerCase() === resourceId.toLowerCase() && each.until > call.now,
  );
  if (!isUnlocked) {
    throw unguarded(guardId, operations[operation][0]);
  }
}

/** Which code Azure gives for this is not documented. */
function unguarded(guardId: string, operation: string): ArmFault {
  return badRequest(
    "BMSUserErrorResourceGuardOperationRequestRequired",
    `The operation '${operation}' is protected by the resource guard '${guardId}'. Get access to the resource guard, and name its operation request.`,
  );
}

/** Throws 403 unless the person may use the requests of a guard; a guard that is gone lets nobody pass. */
export function checkRole(call: Call, guardId: string, requests: string): void {
  const parts = partsOf(guardId);
  const subscription = call.estate.subscriptions.get(parts?.subscriptionId ?? "");
  const group = call.estate.groups.get(groupId(parts?.subscriptionId ?? "", parts?.group ?? ""));
  const isThere = call.estate.resources.get(guardId) !== undefined;
  if (!isThere || subscription?.access !== "owner" || group?.access !== "owner") {
    throw new ArmFault(
      403,
      "LinkedAuthorizationFailed",
      `The client has permission to perform the action over scope '${call.path}'; however, it does not have permission to perform action(s) '${guardType}/${requests}/read' on the linked scope(s) '${guardId}' or the linked scope(s) are invalid.`,
    );
  }
}

/** The requests that a body names, and whether all belong to the guard. */
export function requestsOf(body: JsonObject, guardId: string): readonly string[] {
  const given = listAt(body, "resourceGuardOperationRequests").filter((each) => typeof each === "string");
  const own = given.filter((each) => each.toLowerCase().startsWith(`${guardId.toLowerCase()}/`));
  if (given.length === 0 || own.length !== given.length) {
    throw badRequest("BMSUserErrorInvalidInput", "The operation requests do not belong to the vault's resource guard.");
  }
  return own;
}

/** `resourceGuardOperationRequests` of the properties of a request. */
export function guardRequestsIn(properties: Json | undefined): Json | undefined {
  return isJsonObject(properties) ? properties["resourceGuardOperationRequests"] : undefined;
}

/** The id of the guard that a mapping's body names. */
export function guardIdIn(body: JsonObject): string | undefined {
  return textAt(body, "properties", "resourceGuardResourceId");
}
