import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import { itemNamesIn } from "../itemNames";
import { booleanAt, listAt, textAt, timeAt, valueAt } from "../http/jsonRead";
import type { RecoveryPoint } from "../models";
import { readAll } from "../http/sdkPage";

/** A recovery point of a VM; tiers that are no longer valid are left out. */
export function recoveryPointFrom(resource: unknown): RecoveryPoint | undefined {
  const id = textAt(resource, "id");
  const properties = valueAt(resource, "properties");
  const time = timeAt(properties, "recoveryPointTime");
  if (id === undefined || time === undefined) {
    return undefined;
  }
  return {
    id,
    name: textAt(resource, "name") ?? parseResourceId(id).name,
    time,
    consistency: textAt(properties, "recoveryPointType") ?? "",
    tiers: listAt(properties, "recoveryPointTierDetails")
      .filter((tier) => ["Valid", "Rehydrated"].includes(textAt(tier, "status") ?? ""))
      .map((tier) => textAt(tier, "type") ?? ""),
    archive: readinessOf(valueAt(properties, "recoveryPointMoveReadinessInfo", "ArchivedRP")),
  };
}

function readinessOf(info: unknown): RecoveryPoint["archive"] {
  const ready = booleanAt(info, "isReadyForMove");
  return ready === undefined ? undefined : { ready, why: textAt(info, "additionalInfo") };
}

/** GET recoveryPoints of a protected item, newest first. Needs `…/protectedItems/recoveryPoints/read`. */
export async function listRecoveryPoints(arm: Arm, itemId: string): Promise<readonly RecoveryPoint[]> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const pager = arm.backup(subscriptionId).recoveryPoints.list(rootName, resourceGroup, "Azure", container, item);
  const points = await readAll(pager, recoveryPointFrom);
  return points.toSorted((a, b) => b.time.localeCompare(a.time));
}
