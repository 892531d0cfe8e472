import { groupId, vaultId } from "../state/ids";
import { checkLocks, lockType } from "../state/locks";
import { ArmFault } from "./armFault";
import type { Call } from "./call";

/**
 * Refuses what nobody may do at a place, whatever their rights: 409 `ScopeLocked` under a lock, 409
 * `MissingSubscriptionRegistration` of a provider that is not registered, 409 `ResourceGroupBeingDeleted` in a resource group
 * that goes, 409 `Conflict` in a vault that goes.
 * @param isChange whether the request is one; a GET never is
 */
export function checkWritable(call: Call, isChange: boolean): void {
  if (!isChange) {
    return;
  }
  const path = decodeURIComponent(call.path);
  // Locks do not hinder anybody from taking them away.
  if (!path.toLowerCase().includes(`/providers/${lockType.toLowerCase()}`)) {
    checkLocks(call.estate, path, call.method === "DELETE" ? "delete" : "write");
  }
  checkRegistered(call, path);
  checkVault(call);
  const name = call.param("group");
  const group = call.estate.groups.get(groupId(call.param("subscription"), name));
  if (group?.deletion !== undefined && call.method !== "DELETE") {
    throw new ArmFault(
      409,
      "ResourceGroupBeingDeleted",
      `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
    );
  }
}

/** The vault of a path that is being deleted; what is written into it would vanish with it. */
function checkVault(call: Call): void {
  const id = vaultId(call.param("subscription"), call.param("group"), call.param("vault"));
  if (call.method !== "DELETE" && call.estate.vaults.get(id)?.goneAt !== undefined) {
    throw new ArmFault(
      409,
      "Conflict",
      "The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.",
    );
  }
}

/**
 * Only what makes resources needs a registration.
 *
 * Source: "Resolve errors for resource provider registration" (Microsoft Learn, June 2026).
 */
function checkRegistered(call: Call, path: string): void {
  const subscription = call.estate.subscriptions.get(call.param("subscription"));
  const namespace = /^.*\/providers\/([^/]+)\//u.exec(path)?.[1];
  if (call.method !== "PUT" || namespace === undefined) {
    return;
  }
  if (subscription?.unregistered?.includes(namespace.toLowerCase()) === true) {
    const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
    const code = "MissingSubscriptionRegistration";
    throw new ArmFault(409, code, message, { more: { details: [{ code, target: namespace, message }] } });
  }
}
