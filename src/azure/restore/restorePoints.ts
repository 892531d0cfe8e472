import type { Arm } from "../http/armPipeline";
import { booleanAt, listAt, numberAt, textAt, textsAt, valueAt } from "../http/jsonRead";
import { readAll } from "../http/sdkPage";
import { parseResourceId } from "../ids";
import { itemNamesIn } from "../itemNames";
import { recoveryPointFrom } from "../protection/recoveryPoints";
import type { RestorePoint } from "./restoreModels";

/**
 * GET recoveryPoints of a protected item, newest first, with what decides how each can be restored.
 * Needs `Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/read`.
 */
export async function listRestorePoints(arm: Arm, itemId: string): Promise<readonly RestorePoint[]> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const pager = arm.backup(subscriptionId).recoveryPoints.list(rootName, resourceGroup, "Azure", container, item);
  const points = await readAll(pager, restorePointFrom);
  return points.toSorted((a, b) => b.time.localeCompare(a.time));
}

/** A recovery point from its resource. */
export function restorePointFrom(resource: unknown): RestorePoint | undefined {
  const point = recoveryPointFrom(resource);
  if (point === undefined) {
    return undefined;
  }
  const properties = valueAt(resource, "properties");
  return {
    ...point,
    archived: isArchived(properties),
    encrypted: booleanAt(properties, "isSourceVMEncrypted"),
    managedDisks: booleanAt(properties, "isManagedVirtualMachine"),
    zones: textsAt(properties, "zones"),
    mounted: booleanAt(properties, "isInstantIlrSessionActive") === true,
    privateAccess: booleanAt(properties, "isPrivateAccessEnabledOnAnyDisk") === true,
    excludedLuns: listAt(properties, "recoveryPointDiskConfiguration", "excludedDiskList").flatMap(
      (disk) => numberAt(disk, "lun") ?? [],
    ),
  };
}

/** A copy in the archive counts only as long as nothing nearer is there: a snapshot, the vault, or one brought back. */
function isArchived(properties: unknown): boolean {
  const tiers = listAt(properties, "recoveryPointTierDetails").map((tier) => ({
    type: textAt(tier, "type"),
    status: textAt(tier, "status"),
  }));
  const near = tiers.some(
    ({ type, status }) => status === "Rehydrated" || (type !== "ArchivedRP" && status === "Valid"),
  );
  return !near && tiers.some(({ type, status }) => type === "ArchivedRP" && status === "Valid");
}
