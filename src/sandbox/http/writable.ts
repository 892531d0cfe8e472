import { groupId } from "../state/ids";
import { checkLocks, lockType } from "../state/locks";
import { ArmFault } from "./armFault";
import type { Call } from "./call";

/**
 * Refuses what nobody may do at a place, whatever their rights: 409 `ScopeLocked` under a lock, 409
 * `ResourceGroupBeingDeleted` in a resource group that goes.
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
