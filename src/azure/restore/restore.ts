import * as l10n from "@vscode/l10n";
import type { Arm, ArmRequest } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { listAt, textAt, textsAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { sinceBegun } from "../http/sinceBegun";
import { networkCode } from "../http/translateError";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { listJobs } from "../jobs/jobs";
import { guarded } from "../vaults/resourceGuard";
import { crossRegionWay, readAccess } from "./crossRegion";
import { restoreBody } from "./restoreBody";
import type { RestoreObstacle, RestoreRequest, StartedRestore } from "./restoreModels";
import type { Way } from "./way";

/** Version of the backup service for requests that the SDK cannot follow. */
export const backupVersion = "2023-06-01";

/**
 * POST backupTriggerValidateOperation: asks Azure whether a restore would work, and changes nothing.
 * Needs `Microsoft.RecoveryServices/Vaults/backupTriggerValidateOperation/action`.
 * In the paired region Azure has no such check: there, the access to the recovery point is asked for, which Azure refuses
 * for a point that has not been copied or that the account must not restore.
 * @returns what stands in the way; empty when nothing does
 */
export async function validateRestore(arm: Arm, request: RestoreRequest): Promise<readonly RestoreObstacle[]> {
  if (request.secondary === true) {
    await readAccess(arm, request);
    return [];
  }
  const vaultId = vaultIdOf(request.itemId);
  const { subscriptionId } = parseResourceId(vaultId);
  const restoreRequest = restoreBody(request, await readPoint(arm, request));
  const accepted = await post(arm, subscriptionId, {
    path: `${vaultId}/backupTriggerValidateOperation`,
    body: { id: vaultId, properties: { objectType: "ValidateIaasVMRestoreOperationRequest", restoreRequest } },
  });
  const { properties } = await waitForOperation(arm, subscriptionId, accepted);
  return listAt(properties, "validateOperationResponse", "validationResults").map((result) => ({
    code: textAt(result, "code") ?? "",
    message: textAt(result, "message") ?? textAt(result, "code") ?? "",
    recommendations: textsAt(result, "recommendations"),
  }));
}

/**
 * POST restore, or backupCrossRegionRestore for the vault's paired region: starts a restore and follows its operation until it
 * names the job, a matter of seconds; the job goes on.
 * Needs `…/protectedItems/recoveryPoints/restore/action`, and what the restore makes: disks, VMs, interfaces; in a vault whose
 * Resource Guard guards restores, Backup MUA Operator on the guard.
 * When the connection breaks after it was sent, the jobs decide whether it is sent again: one wish, one restore.
 * @throws AzureError `begun` when it may have started and nobody can tell
 */
export async function triggerRestore(arm: Arm, request: RestoreRequest): Promise<StartedRestore> {
  const vaultId = vaultIdOf(request.itemId);
  const { subscriptionId } = parseResourceId(vaultId);
  const secondary = request.secondary === true;
  const way = secondary ? await crossRegionWay(arm, request) : await ownRegionWay(arm, request);
  const at = secondary ? { vaultId, region: request.region } : { vaultId };
  const earlier = await way.jobs();
  let accepted: Accepted;
  try {
    accepted = await way.send();
  } catch (error) {
    if (networkCode(error) === undefined) {
      throw error;
    }
    arm.log("warn", "The connection broke while a restore was started; looking whether it runs.");
    const jobName = await jobSince(arm, way, earlier);
    if (jobName !== undefined) {
      return { ...at, jobName };
    }
    accepted = await way.send();
  }
  const { jobId } = await waitForOperation(arm, subscriptionId, accepted);
  const jobName = jobId ?? (await sinceBegun(way.jobs)).find((name) => !earlier.includes(name));
  if (jobName === undefined) {
    throw new AzureError(l10n.t("Azure accepted the restore, but does not name its job."), {
      kind: "unexpected",
      begun: true,
    });
  }
  return { ...at, jobName };
}

/** The first version of a restore that can name the requests of a Resource Guard, of those that are known: its specification. */
const guardedVersion = "2024-04-01";

/** A restore in the region of the vault, which its Resource Guard may have to allow. */
async function ownRegionWay(arm: Arm, request: RestoreRequest): Promise<Way> {
  const { subscriptionId } = parseResourceId(request.pointId);
  const properties = restoreBody(request, await readPoint(arm, request));
  const path = `${request.pointId}/restore`;
  return {
    send: () =>
      guarded(arm, vaultIdOf(request.itemId), "restore", (requests) =>
        requests.length === 0
          ? post(arm, subscriptionId, { path, body: { properties } })
          : post(arm, subscriptionId, {
              path,
              apiVersion: guardedVersion,
              body: { properties: { ...properties, resourceGuardOperationRequests: requests } },
            }),
      ),
    jobs: () => restoreJobs(arm, request.itemId),
    showUp: 3,
  };
}

/** POST of what goes on after its answer. Needs what the address needs. */
export async function post(
  arm: Arm,
  subscriptionId: string,
  request: Pick<ArmRequest, "path" | "body" | "apiVersion">,
): Promise<Accepted> {
  const answer = await arm.send(subscriptionId, { method: "POST", apiVersion: backupVersion, ...request });
  return acceptedFrom(answer.header);
}

/** GET of the recovery point: lists leave out the keys of an encrypted VM. */
async function readPoint(arm: Arm, { pointId }: RestoreRequest): Promise<unknown> {
  const { subscriptionId } = parseResourceId(pointId);
  return (await arm.send(subscriptionId, { method: "GET", path: pointId, apiVersion: backupVersion })).body;
}

/** Names of the restores of an item that the vault lists, running or not; a second restore may run beside the first. */
async function restoreJobs(arm: Arm, itemId: string): Promise<readonly string[]> {
  const vmName = itemNamesIn(itemId).item.split(";").at(-1)?.toLowerCase();
  const { items } = await listJobs(arm, vaultIdOf(itemId), undefined, " and operation eq 'Restore'");
  return items
    .filter((job) => job.operation === "Restore" && job.vmName.toLowerCase() === vmName)
    .map((job) => job.name);
}

/** The restore that was not there before; when the jobs cannot be read either, the caller must know that it is open. */
async function jobSince(arm: Arm, way: Way, earlier: readonly string[]): Promise<string | undefined> {
  return sinceBegun(
    async () => {
      await arm.sleep(way.showUp);
      return (await way.jobs()).find((name) => !earlier.includes(name));
    },
    () =>
      l10n.t(
        "The connection to Azure broke while the restore was started. Look at the vault's jobs before you start it again.",
      ),
  );
}
