import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { runningJob, startJob } from "../http/startJob";

/**
 * Starts a backup: POST backup, then follows its operation until it names the job, a matter of seconds; the job itself
 * goes on. Needs `…/protectedItems/backup/action`.
 */
export async function backUpNow(
  arm: Arm,
  itemId: string,
  retainUntil: Date,
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  const vaultId = vaultIdOf(itemId);
  const started = await startJob(arm, itemId, "Backup", () => trigger(arm, itemId, retainUntil));
  if ("jobName" in started) {
    return { vaultId, jobName: started.jobName };
  }
  const { jobId } = await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, started.accepted);
  const jobName = jobId ?? (await runningJob(arm, itemId, "Backup"));
  if (jobName === undefined) {
    throw new AzureError(l10n.t("Azure accepted the backup, but does not name its job."), { kind: "unexpected" });
  }
  return { vaultId, jobName };
}

async function trigger(arm: Arm, itemId: string, retainUntil: Date): Promise<Accepted> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  let accepted = acceptedFrom(() => undefined);
  // The SDK's call resolves at 202 with nothing.
  await arm
    .backup(subscriptionId)
    .backups.trigger(
      rootName,
      resourceGroup,
      "Azure",
      container,
      item,
      { properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: retainUntil } },
      { onResponse: (raw) => (accepted = acceptedFrom((header) => raw.headers.get(header))) },
    );
  return accepted;
}
