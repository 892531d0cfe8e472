import * as l10n from "@vscode/l10n";
import type { Arm } from "./armPipeline";
import { AzureError, isAzureError } from "./azureError";
import { parseResourceId, vaultIdOf } from "./ids";
import { itemNamesIn } from "./itemNames";
import { listJobs } from "./jobs";
import { acceptedFrom, waitForOperation } from "./longRunning";
import type { Accepted } from "./longRunning";
import { networkCode, translateError } from "./translateError";

/** Seconds that a backup whose acceptance was lost gets to show up among the jobs. */
const showUp = 3;

/**
 * Starts a backup: POST backup, then follows its operation until it names the job, a matter of seconds; the job itself
 * goes on. Needs `…/protectedItems/backup/action`.
 * When the connection breaks after the request was sent, it may have been accepted: then the vault's running jobs decide
 * whether to send it again, so that one wish never makes two backups.
 */
export async function backUpNow(
  arm: Arm,
  itemId: string,
  retainUntil: Date,
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  const vaultId = vaultIdOf(itemId);
  let accepted: Accepted;
  try {
    accepted = await trigger(arm, itemId, retainUntil);
  } catch (error) {
    if (networkCode(error) === undefined) {
      throw error;
    }
    arm.log("warn", "The connection broke while a backup was started; looking whether it runs.");
    const jobName = await runningBackup(arm, itemId, translateError(error));
    if (jobName !== undefined) {
      return { vaultId, jobName };
    }
    accepted = await trigger(arm, itemId, retainUntil);
  }
  const { subscriptionId } = parseResourceId(vaultId);
  const { jobId } = await waitForOperation(arm, subscriptionId, accepted);
  const jobName = jobId ?? (await runningBackup(arm, itemId, undefined));
  if (jobName === undefined) {
    throw new AzureError(l10n.t("Azure accepted the backup, but does not name its job."), { kind: "unexpected" });
  }
  return { vaultId, jobName };
}

async function trigger(arm: Arm, itemId: string, retainUntil: Date): Promise<Accepted> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  let accepted = acceptedFrom(() => undefined);
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

/**
 * The Backup job that runs for an item, if any; Azure runs one at a time.
 * @param broken the failure that led here; when the jobs cannot be read either, the caller must know that it is open
 *   whether the backup started
 */
async function runningBackup(arm: Arm, itemId: string, broken: Error | undefined): Promise<string | undefined> {
  const vmName = itemNamesIn(itemId).item.split(";").at(-1) ?? "";
  try {
    await arm.sleep(showUp);
    const { items } = await listJobs(
      arm,
      vaultIdOf(itemId),
      undefined,
      " and operation eq 'Backup' and status eq 'InProgress'",
    );
    return items.find(
      (job) =>
        job.operation === "Backup" && job.status === "InProgress" && job.vmName.toLowerCase() === vmName.toLowerCase(),
    )?.name;
  } catch (error) {
    const failure = translateError(error);
    if (broken === undefined || !isAzureError(failure)) {
      throw failure;
    }
    throw new AzureError(
      l10n.t(
        "The connection to Azure broke while the backup of '{0}' was started. Look at the vault's jobs before you start another.",
        vmName,
      ),
      { kind: failure.kind, code: failure.code, status: failure.status, host: failure.host, cause: broken },
    );
  }
}
