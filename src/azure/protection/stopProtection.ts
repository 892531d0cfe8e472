import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { changeItem, putItem } from "./changeItem";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { valueAt } from "../http/jsonRead";
import { acceptedBy } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { guarded, unlockDelete } from "../vaults/resourceGuard";
import { getItem, getProtectedItem, protectedItemFrom } from "./protectedItems";
import { protectionStateOf } from "./protectionState";

/** How long the recovery points of a stopped item are kept: until somebody deletes them, or as its policy says. */
export type Keeping = "forever" | "asPolicySays";

/**
 * Stops the backups of an item and keeps its recovery points: PUT with `protectionState: ProtectionStopped`, or
 * `BackupsSuspended` to have them expire as the policy says, but for the last one.
 * Nothing is sent when it is stopped already. Cancelling stops the waiting only. Needs `…/protectedItems/write`.
 * @returns the name of the DisableBackup job; undefined when there was nothing to stop
 * @throws AzureError `notFound` without the item, `conflict` when its data is deleted already
 */
export async function stopKeepingData(
  arm: Arm,
  itemId: string,
  keeping: Keeping = "forever",
): Promise<{ readonly jobName: string | undefined }> {
  const item = await getItem(arm, itemId);
  if (item.state.kind === "softDeleted") {
    throw new AzureError(
      l10n.t("The backup data of '{0}' is deleted already; undelete it first to keep it.", item.vmName),
      { kind: "conflict", code: "ItemSoftDeleted" },
    );
  }
  if (item.state.kind === "stopped") {
    return { jobName: undefined };
  }
  const { vmId } = item;
  const jobName = await changeItem(arm, {
    vmId,
    itemId,
    operation: "DisableBackup",
    send: () =>
      guarded(arm, vaultIdOf(itemId), "stopProtection", (requests) =>
        putItem(arm, itemId, {
          protectedItemType: "Microsoft.Compute/virtualMachines",
          sourceResourceId: vmId,
          policyId: "",
          protectionState: keeping === "forever" ? "ProtectionStopped" : "BackupsSuspended",
          ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: [...requests] }),
        }),
      ),
    isDone: (now) => stateOf(now) === "stopped",
  });
  return { jobName };
}

/**
 * Stops the backups of an item and deletes its recovery points: DELETE of the item. Where the vault has soft delete, they
 * can be brought back for its days, else they are gone. Nothing is sent when they are deleted already.
 * Cancelling stops the waiting only. Needs `…/protectedItems/delete`.
 * @returns the name of the DeleteBackupData job; undefined when there was nothing to delete
 */
export async function stopDeletingData(arm: Arm, itemId: string): Promise<{ readonly jobName: string | undefined }> {
  const item = protectedItemFrom(await getProtectedItem(arm, itemId));
  if (item === undefined || item.state.kind === "softDeleted") {
    return { jobName: undefined };
  }
  const jobName = await changeItem(arm, {
    vmId: item.vmId,
    itemId,
    operation: "DeleteBackupData",
    send: () =>
      guarded(arm, vaultIdOf(itemId), "deleteBackupData", async (requests) => {
        await unlockDelete(arm, vaultIdOf(itemId), requests, itemId);
        return deleteItem(arm, itemId);
      }),
    isDone: (now) => now === undefined || stateOf(now) === "softDeleted",
  });
  return { jobName };
}

function stateOf(item: unknown): string {
  return protectionStateOf(valueAt(item, "properties")).kind;
}

function deleteItem(arm: Arm, itemId: string): Promise<Accepted> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const { protectedItems } = arm.backup(subscriptionId);
  return acceptedBy((options) => protectedItems.delete(rootName, resourceGroup, "Azure", container, item, options));
}
