import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { parseResourceId } from "../ids";
import { getJob, hasEnded } from "./jobs";
import { acceptedBy, acceptedFrom, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import type { BackupJob } from "../models";
import { networkCode } from "../http/translateError";

/**
 * Asks Azure to cancel a job: POST cancel, then follows its operation; the job ends by itself some time later. Nothing is
 * sent for a job that has ended or is being cancelled. Needs `Microsoft.RecoveryServices/Vaults/backupJobs/cancel/action`.
 * @returns the job as it is then
 * @throws AzureError `invalid` for a job that Azure does not let anybody cancel, `notFound`
 */
export async function cancelJob(arm: Arm, vaultId: string, jobName: string): Promise<BackupJob> {
  const before = await jobOrNone(arm, vaultId, jobName);
  if (hasEnded(before) || before.status === "Cancelling") {
    return before;
  }
  if (!before.cancellable) {
    throw new AzureError(l10n.t("Azure does not allow this job of '{0}' to be cancelled.", before.vmName), {
      kind: "invalid",
      code: "JobNotCancellable",
    });
  }
  const accepted = await triggerOnce(arm, vaultId, jobName);
  await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, accepted);
  return jobOrNone(arm, vaultId, jobName);
}

/** When the connection breaks, the job itself says whether Azure has heard the wish; if not, it is sent once more. */
async function triggerOnce(arm: Arm, vaultId: string, jobName: string): Promise<Accepted> {
  try {
    return await trigger(arm, vaultId, jobName);
  } catch (error) {
    if (networkCode(error) === undefined) {
      throw error;
    }
    const { status } = await jobOrNone(arm, vaultId, jobName);
    return status === "InProgress" ? trigger(arm, vaultId, jobName) : acceptedFrom(() => undefined);
  }
}

function trigger(arm: Arm, vaultId: string, jobName: string): Promise<Accepted> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  return acceptedBy((options) =>
    arm.backup(subscriptionId).jobCancellations.trigger(name, resourceGroup, jobName, options),
  );
}

async function jobOrNone(arm: Arm, vaultId: string, jobName: string): Promise<BackupJob> {
  const job = await getJob(arm, vaultId, jobName);
  if (job === undefined) {
    throw new AzureError(l10n.t("The job '{0}' is none of a virtual machine.", jobName), { kind: "notFound" });
  }
  return job;
}
