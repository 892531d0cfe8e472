import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { textAt, valueAt } from "../http/jsonRead";
import { acceptedFrom } from "../http/longRunning";
import { parseResourceId, sameId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { listSecondaryJobs, locationPath, secondaryVersion } from "../jobs/secondaryJobs";
import type { ProtectedItem } from "../models";
import { protectedItemFrom } from "../protection/protectedItems";
import { restoreBody } from "./restoreBody";
import type { RestorePoint, RestoreRequest } from "./restoreModels";
import { restorePointFrom } from "./restorePoints";
import type { Way } from "./way";
import { listAll } from "../http/listAll";

/** Seconds after which Azure's own command line looks for the job of such a restore (azure-cli 2.65, 2024). */
const showUp = 10;

/**
 * GET backupProtectedItems/ of a vault, which the slash at the end sends to its paired region: the protected item of an id as
 * it is known there. Needs `Microsoft.RecoveryServices/Vaults/backupProtectedItems/read`.
 * @returns undefined where nothing of it has been copied
 */
export async function getSecondaryItem(arm: Arm, itemId: string): Promise<ProtectedItem | undefined> {
  const filter = new URLSearchParams({ $filter: "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'" });
  const items = await listThere(arm, itemId, `${vaultIdOf(itemId)}/backupProtectedItems/?${filter.toString()}`);
  return items.flatMap((resource) => protectedItemFrom(resource) ?? []).find(({ id }) => sameId(id, itemId));
}

/**
 * GET recoveryPoints/ of a protected item, newest first: what has been copied to the paired region of its vault, which the
 * slash at the end asks for. Needs `…/protectedItems/recoveryPoints/read`.
 */
export async function listSecondaryPoints(arm: Arm, itemId: string): Promise<readonly RestorePoint[]> {
  const points = await listThere(arm, itemId, `${itemId}/recoveryPoints/`);
  return points
    .flatMap((resource) => restorePointFrom(resource) ?? [])
    .toSorted((a, b) => b.time.localeCompare(a.time));
}

/** All pages of a list of the paired region. */
function listThere(arm: Arm, itemId: string, path: string): Promise<readonly unknown[]> {
  return listAll(arm, parseResourceId(itemId).subscriptionId, { path, apiVersion: secondaryVersion });
}

/**
 * The right to restore a recovery point in the paired region: GET backupAadProperties there says for whom it is, POST
 * accessToken of the point gives it. It is a secret, and goes back to Azure as it came.
 * Needs `…/locations/backupAadProperties/read` and `…/protectedItems/recoveryPoints/accessToken/action`.
 * @throws AzureError `invalid` for a point that has not been copied
 */
export async function readAccess(arm: Arm, { pointId, region }: RestoreRequest): Promise<unknown> {
  const { subscriptionId } = parseResourceId(pointId);
  const { body: service } = await arm.send(subscriptionId, {
    method: "GET",
    path: `${locationPath(subscriptionId, region)}/backupAadProperties`,
    apiVersion: secondaryVersion,
  });
  const { body } = await arm.send(subscriptionId, {
    method: "POST",
    path: `${pointId}/accessToken`,
    apiVersion: secondaryVersion,
    body: { properties: valueAt(service, "properties") },
  });
  const access = valueAt(body, "properties");
  if (textAt(access, "accessTokenString") === undefined) {
    throw new AzureError(l10n.t("Azure does not give access to the recovery point in {0}.", region), {
      kind: "unexpected",
    });
  }
  return access;
}

/**
 * A restore in the paired region: POST backupCrossRegionRestore there, with the access to the recovery point beside the
 * request. Needs `Microsoft.RecoveryServices/locations/backupCrossRegionRestore/action`.
 */
export async function crossRegionWay(arm: Arm, request: RestoreRequest): Promise<Way> {
  const vaultId = vaultIdOf(request.itemId);
  const { subscriptionId } = parseResourceId(vaultId);
  const { body: point } = await arm.send(subscriptionId, {
    method: "GET",
    path: request.pointId,
    apiVersion: secondaryVersion,
  });
  const body = {
    crossRegionRestoreAccessDetails: await readAccess(arm, request),
    restoreRequest: restoreBody(request, point),
  };
  return {
    send: async () => {
      const path = `${locationPath(subscriptionId, request.region)}/backupCrossRegionRestore`;
      const answer = await arm.send(subscriptionId, { method: "POST", path, apiVersion: secondaryVersion, body });
      return acceptedFrom(answer.header);
    },
    jobs: async () => {
      const vmName = itemNamesIn(request.itemId).item.split(";").at(-1)?.toLowerCase();
      const { items } = await listSecondaryJobs(arm, { vaultId, region: request.region }, undefined);
      return items.filter((job) => job.vmName.toLowerCase() === vmName).map((job) => job.name);
    },
    showUp,
  };
}
