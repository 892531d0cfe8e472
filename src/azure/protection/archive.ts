import type { Arm } from "../http/armPipeline";
import { acceptedFrom } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { readAll } from "../http/sdkPage";
import { parseResourceId } from "../ids";
import { itemNamesIn } from "../itemNames";
import type { RecoveryPoint } from "../models";
import { startNamedJob } from "./namedJob";
import { recoveryPointFrom } from "./recoveryPoints";

/**
 * POST recoveryPointsRecommendedForMove: the recovery points that are cheaper in the archive tier for the rest of their
 * retention, newest first. Needs `…/protectedItems/recoveryPointsRecommendedForMove/action`.
 */
export async function listArchivable(arm: Arm, itemId: string): Promise<readonly RecoveryPoint[]> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const pager = arm
    .backup(subscriptionId)
    .recoveryPointsRecommendedForMove.list(rootName, resourceGroup, "Azure", container, item, {
      objectType: "ListRecoveryPointsRecommendedForMoveRequest",
      excludedRPList: [],
    });
  const points = await readAll(pager, recoveryPointFrom);
  return points.toSorted((a, b) => b.time.localeCompare(a.time));
}

/**
 * Starts the move of a recovery point from the vault to the archive tier, where it stays for 180 days at least: POST move,
 * then follows its operation until it names the job, which goes on. Needs `…/recoveryPoints/move/action`.
 * @throws AzureError `invalid` with Azure's reason for a point that is not ready
 */
export function moveToArchive(
  arm: Arm,
  pointId: string,
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  const itemId = pointId.slice(0, pointId.toLowerCase().lastIndexOf("/recoverypoints/"));
  const send = async (): Promise<Accepted> => {
    const { subscriptionId } = parseResourceId(pointId);
    const answer = await arm.send(subscriptionId, {
      method: "POST",
      path: `${pointId}/move`,
      apiVersion: "2023-06-01",
      body: { objectType: "MoveRPAcrossTiersRequest", sourceTierType: "HardenedRP", targetTierType: "ArchivedRP" },
    });
    return acceptedFrom(answer.header);
  };
  return startNamedJob(arm, itemId, "MoveRecoveryPoint", send, { beside: true });
}
