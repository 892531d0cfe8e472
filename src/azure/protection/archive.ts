import type { Arm } from "../http/armPipeline";
import { isAzureError } from "../http/azureError";
import { acceptedFrom } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { readAll } from "../http/sdkPage";
import { runningJobs } from "../http/startJob";
import { translateError } from "../http/translateError";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import type { RecoveryPoint } from "../models";
import { startNamedJob } from "./namedJob";
import { recoveryPointFrom } from "./recoveryPoints";

/** Of the jobs, as Azure names it. */
const operation = "MoveRecoveryPoint";

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
 * then follows its operation until it names the job, which goes on. Points of one VM may be moved side by side, so the jobs
 * that run already are looked up first: a lost answer must not be taken for one of theirs.
 * Needs `…/recoveryPoints/move/action` and `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 * @returns the job; its name undefined for a point that is in the archive already
 * @throws AzureError `invalid` with Azure's reason for a point that is not ready
 */
export async function moveToArchive(
  arm: Arm,
  pointId: string,
): Promise<{ readonly vaultId: string; readonly jobName: string | undefined }> {
  const itemId = pointId.slice(0, pointId.toLowerCase().lastIndexOf("/recoverypoints/"));
  const others = await runningJobs(arm, itemId, operation);
  try {
    return await startNamedJob(arm, itemId, operation, () => move(arm, pointId), others);
  } catch (error) {
    const refusal = translateError(error);
    const mayBeThere = isAzureError(refusal) && (refusal.kind === "invalid" || refusal.kind === "conflict");
    if (mayBeThere && (await isArchived(arm, itemId, pointId))) {
      return { vaultId: vaultIdOf(itemId), jobName: undefined };
    }
    throw error;
  }
}

async function move(arm: Arm, pointId: string): Promise<Accepted> {
  const { subscriptionId } = parseResourceId(pointId);
  const answer = await arm.send(subscriptionId, {
    method: "POST",
    path: `${pointId}/move`,
    apiVersion: "2023-06-01",
    body: { objectType: "MoveRPAcrossTiersRequest", sourceTierType: "HardenedRP", targetTierType: "ArchivedRP" },
  });
  return acceptedFrom(answer.header);
}

/** GET one recovery point. Needs `…/protectedItems/recoveryPoints/read`. */
async function isArchived(arm: Arm, itemId: string, pointId: string): Promise<boolean> {
  const { subscriptionId, resourceGroup, rootName, name } = parseResourceId(pointId);
  const { container, item } = itemNamesIn(itemId);
  const { recoveryPoints } = arm.backup(subscriptionId);
  const found = await recoveryPoints.get(rootName, resourceGroup, "Azure", container, item, name);
  return recoveryPointFrom(found)?.tiers.includes("ArchivedRP") === true;
}
