import type { Arm } from "../http/armPipeline";
import { changeItem, putItem } from "./changeItem";
import { valueAt } from "../http/jsonRead";
import { getItem } from "./protectedItems";
import { protectionStateOf } from "./protectionState";

/**
 * Brings a soft-deleted item back by PUT with `isRehydrate`: it is stopped then, with all its recovery points, and costs
 * again what they cost. Nothing is sent when it is not deleted. Cancelling stops the waiting only. Needs
 * `…/protectedItems/write`.
 * @returns the name of the Undelete job; undefined when there was nothing to bring back
 * @throws AzureError `notFound` when the data is gone for good
 */
export async function undelete(arm: Arm, itemId: string): Promise<{ readonly jobName: string | undefined }> {
  const item = await getItem(arm, itemId);
  if (item.state.kind !== "softDeleted") {
    return { jobName: undefined };
  }
  return { jobName: await bringBack(arm, item.vmId, itemId) };
}

/**
 * PUT with `isRehydrate` for an item that is known to be soft-deleted.
 * Needs `…/backupFabrics/protectionContainers/protectedItems/write`.
 */
export function bringBack(arm: Arm, vmId: string, itemId: string): Promise<string | undefined> {
  return changeItem(arm, {
    vmId,
    itemId,
    operation: "Undelete",
    send: () =>
      putItem(arm, itemId, {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: vmId,
        policyId: "",
        protectionState: "ProtectionStopped",
        isRehydrate: true,
      }),
    isDone: (item) => item !== undefined && protectionStateOf(valueAt(item, "properties")).kind !== "softDeleted",
  });
}
