import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { runningJob, startJob } from "../http/startJob";
import { parseResourceId, vaultIdOf } from "../ids";

/**
 * Starts a job of a protected item with a POST or PUT, then follows its operation until it names the job, a matter of
 * seconds; the job itself goes on. Needs what the request needs, and `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 * @param operation as Azure names it: Backup, MoveRecoveryPoint
 * @param others names of jobs of that operation which ran before: they are not this one
 */
export async function startNamedJob(
  arm: Arm,
  itemId: string,
  operation: string,
  send: () => Promise<Accepted>,
  others: readonly string[] = [],
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  const vaultId = vaultIdOf(itemId);
  const started = await startJob(arm, itemId, operation, send, others);
  if ("jobName" in started) {
    return { vaultId, jobName: started.jobName };
  }
  const { jobId } = await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, started.accepted);
  const jobName = jobId ?? (await runningJob(arm, itemId, operation, others));
  if (jobName === undefined) {
    throw new AzureError(l10n.t("Azure accepted the request, but does not name its job."), {
      kind: "unexpected",
      begun: true,
    });
  }
  return { vaultId, jobName };
}
