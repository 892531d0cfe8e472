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
 * @param options.beside others of the kind may run for the same item: one that runs is not taken for this one
 */
export async function startNamedJob(
  arm: Arm,
  itemId: string,
  operation: string,
  send: () => Promise<Accepted>,
  { beside = false }: { readonly beside?: boolean } = {},
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  const vaultId = vaultIdOf(itemId);
  const started = beside ? { accepted: await send() } : await startJob(arm, itemId, operation, send);
  if ("jobName" in started) {
    return { vaultId, jobName: started.jobName };
  }
  const { jobId } = await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, started.accepted);
  const jobName = jobId ?? (beside ? undefined : await runningJob(arm, itemId, operation));
  if (jobName === undefined) {
    throw new AzureError(l10n.t("Azure accepted the request, but does not name its job."), {
      kind: "unexpected",
      begun: true,
    });
  }
  return { vaultId, jobName };
}
