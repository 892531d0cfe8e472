import type { ProtectedItemResource } from "@azure/arm-recoveryservicesbackup";
import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { reportProgress } from "../http/call";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { getJob, hasEnded } from "../jobs/jobs";
import { acceptedBy, acceptedFrom, failureKind, OperationFailed, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import type { BackupJob } from "../models";
import { getProtectedItem } from "./protectedItems";
import { sinceBegun } from "../http/sinceBegun";
import { startJob } from "../http/startJob";

/** Seconds between two looks at a job that outlives its operation. */
const jobPause = 5;

/** What a PUT of a protected item carries. */
export type ItemProperties = ProtectedItemResource["properties"] & object;

/** A change of a protected item that Azure carries out as a job. */
export interface ItemChange {
  readonly vmId: string;
  readonly itemId: string;
  /** The job's operation as Azure names it: ConfigureBackup, DisableBackup, DeleteBackupData, Undelete. */
  readonly operation: string;
  readonly send: () => Promise<Accepted>;
  /**
   * Whether the item, undefined when there is none, is as it should become. Asked before the request is sent a second
   * time, for changes that Azure refuses to make twice.
   */
  readonly isDone?: (item: unknown) => boolean;
}

/**
 * Makes a change, a PUT or DELETE of a protected item, and waits for its operation and its job. Cancelling stops the waiting
 * only. Needs what the change needs, and `Microsoft.RecoveryServices/Vaults/backupJobs/read`.
 * @returns the job's name; undefined when Azure named none
 * @throws AzureError of the job, when the job fails or is cancelled
 */
export async function changeItem(arm: Arm, change: ItemChange): Promise<string | undefined> {
  // Also when the waiting is cancelled, or fails: whatever becomes of it, the graph does not know.
  return arm.recent.during(change.vmId, change.operation, () => carryOut(arm, change));
}

async function carryOut(arm: Arm, change: ItemChange): Promise<string | undefined> {
  const vaultId = vaultIdOf(change.itemId);
  const started = await startJob(arm, change.itemId, change.operation, onceOnly(arm, change));
  const jobName = "jobName" in started ? started.jobName : await waitForAccepted(arm, vaultId, started.accepted);
  if (jobName !== undefined) {
    await waitForJob(arm, vaultId, jobName);
  }
  return jobName;
}

/** The job of a lost answer may have ended before anybody looked for it. */
function onceOnly(arm: Arm, { itemId, send, isDone }: ItemChange): () => Promise<Accepted> {
  let sent = false;
  return async () => {
    if (sent && isDone?.(await getProtectedItem(arm, itemId)) === true) {
      return acceptedFrom(() => undefined);
    }
    sent = true;
    return send();
  };
}

/** PUT of a protected item. Needs `…/protectedItems/write`. */
export function putItem(arm: Arm, itemId: string, properties: ItemProperties): Promise<Accepted> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const { protectedItems } = arm.backup(subscriptionId);
  return acceptedBy((options) =>
    protectedItems.createOrUpdate(rootName, resourceGroup, "Azure", container, item, { properties }, options),
  );
}

/** The operation of a configuration lasts as long as its job; when it fails, the job knows better why. */
async function waitForAccepted(arm: Arm, vaultId: string, accepted: Accepted): Promise<string | undefined> {
  try {
    const { jobId } = await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, accepted);
    return jobId;
  } catch (error) {
    const failed = error instanceof OperationFailed ? error.jobId : undefined;
    if (failed === undefined) {
      throw error;
    }
    throw jobError(await sinceBegun(() => getJob(arm, vaultId, failed))) ?? error;
  }
}

async function waitForJob(arm: Arm, vaultId: string, jobName: string): Promise<void> {
  const look = (): Promise<BackupJob | undefined> => sinceBegun(() => getJob(arm, vaultId, jobName));
  let job = await look();
  while (job !== undefined && !hasEnded(job)) {
    reportProgress({ kind: "working", percent: job.percent });
    await arm.sleep(jobPause);
    job = await look();
  }
  const failure = jobError(job);
  if (failure !== undefined) {
    throw failure;
  }
}

/** The error of a job that did not do what it was for; undefined for a good end. */
function jobError(job: BackupJob | undefined): AzureError | undefined {
  if (job === undefined || (job.status !== "Failed" && job.status !== "Cancelled")) {
    return undefined;
  }
  const [error] = job.errors;
  if (job.status === "Cancelled") {
    return new AzureError(l10n.t("The job was cancelled."), { kind: "conflict", code: error?.code });
  }
  return new AzureError(error?.message ?? l10n.t("The job failed and does not say why."), {
    kind: failureKind(`${error?.code ?? ""} ${error?.message ?? ""}`),
    code: error?.code,
  });
}
