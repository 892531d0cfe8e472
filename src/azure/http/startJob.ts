import * as l10n from "@vscode/l10n";
import type { Arm } from "./armPipeline";
import { vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { listJobs } from "../jobs/jobs";
import type { Accepted } from "./longRunning";
import { sinceBegun } from "./sinceBegun";
import { networkCode } from "./translateError";

/** Seconds that a job whose acceptance was lost gets to show up among the vault's jobs. */
const showUp = 3;

/** A job that Azure has accepted: known by its operation, or, when the answer was lost, by its own name. */
export type Started = { readonly accepted: Accepted } | { readonly jobName: string };

/**
 * Sends a request, a PUT, POST or DELETE, that starts a job of a protected item. When the connection breaks after it was
 * sent, Azure may have accepted it: then the vault's running jobs decide whether to send it again, so that one wish never
 * makes two jobs. Needs what the request needs, and `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 * @param operation as Azure names it: Backup, ConfigureBackup, Undelete
 * @param others names of jobs of that operation which ran before: they are not this one
 */
export async function startJob(
  arm: Arm,
  itemId: string,
  operation: string,
  send: () => Promise<Accepted>,
  others: readonly string[] = [],
): Promise<Started> {
  try {
    return { accepted: await send() };
  } catch (error) {
    if (networkCode(error) === undefined) {
      throw error;
    }
    arm.log("warn", `The connection broke while ${operation} was started; looking whether it runs.`);
    const jobName = await lookForJob(arm, itemId, operation, others);
    return jobName === undefined ? { accepted: await send() } : { jobName };
  }
}

/**
 * Names of the jobs of an item that run: one, except of operations on recovery points. GET backupJobs.
 * Needs `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 */
export async function runningJobs(arm: Arm, itemId: string, operation: string): Promise<readonly string[]> {
  const vmName = vmNameOf(itemId);
  const filter = ` and operation eq '${operation}' and status eq 'InProgress'`;
  const { items } = await listJobs(arm, vaultIdOf(itemId), undefined, filter);
  return items
    .filter((job) => job.operation === operation && job.status === "InProgress" && job.vmName.toLowerCase() === vmName)
    .map(({ name }) => name);
}

/**
 * Name of the job of an item that runs and is none of the others. GET backupJobs.
 * Needs `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 */
export async function runningJob(
  arm: Arm,
  itemId: string,
  operation: string,
  others: readonly string[] = [],
): Promise<string | undefined> {
  return (await runningJobs(arm, itemId, operation)).find((name) => !others.includes(name));
}

/** When the jobs cannot be read either, the caller must know that it is open whether the job started. */
async function lookForJob(
  arm: Arm,
  itemId: string,
  operation: string,
  others: readonly string[],
): Promise<string | undefined> {
  return sinceBegun(
    async () => {
      await arm.sleep(showUp);
      return runningJob(arm, itemId, operation, others);
    },
    () =>
      l10n.t(
        "The connection to Azure broke while '{0}' of '{1}' was started. Look at the vault's jobs before you start it again.",
        operation,
        vmNameOf(itemId),
      ),
  );
}

/** The item's name ends with that of the VM, in lower case. */
function vmNameOf(itemId: string): string {
  return itemNamesIn(itemId).item.split(";").at(-1)?.toLowerCase() ?? "";
}
