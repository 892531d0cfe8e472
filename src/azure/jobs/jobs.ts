import { getContinuationToken } from "@azure/arm-recoveryservicesbackup";
import type { Arm } from "../http/armPipeline";
import { parseResourceId, vaultIdOf } from "../ids";
import { listAt, numberAt, textAt, textsAt, timeAt, valueAt } from "../http/jsonRead";
import type { BackupJob, JobStatus, Page } from "../models";
import { readPage } from "../http/sdkPage";

const statuses: readonly JobStatus[] = [
  "InProgress",
  "Completed",
  "CompletedWithWarnings",
  "Failed",
  "Cancelling",
  "Cancelled",
];

/** A job of a VM, from a list (without tasks and percentage) or with its details. */
export function jobFrom(resource: unknown): BackupJob | undefined {
  const id = textAt(resource, "id");
  const properties = valueAt(resource, "properties");
  const startTime = timeAt(properties, "startTime");
  if (id === undefined || startTime === undefined) {
    return undefined;
  }
  const status = statuses.find((one) => one === textAt(properties, "status"));
  const details = valueAt(properties, "extendedInfo");
  return {
    id,
    name: textAt(resource, "name") ?? parseResourceId(id).name,
    vaultId: vaultIdOf(id),
    operation: textAt(properties, "operation") ?? "",
    // A word that is new to us is not the end of a job.
    status: status ?? "InProgress",
    vmName: textAt(properties, "entityFriendlyName") ?? "",
    startTime,
    endTime: timeAt(properties, "endTime"),
    percent: numberAt(details, "progressPercentage"),
    cancellable: status === "InProgress" && textsAt(properties, "actionsInfo").includes("Cancellable"),
    tasks: listAt(details, "tasksList").map((task) => ({
      name: textAt(task, "taskId") ?? "",
      status: textAt(task, "status") ?? "",
    })),
    errors: listAt(properties, "errorDetails").map((error) => ({
      code: textAt(error, "errorCode") ?? "",
      message: textAt(error, "errorString") ?? textAt(error, "errorTitle") ?? "",
      recommendations: textsAt(error, "recommendations"),
    })),
  };
}

/** True when a job goes no further. */
export function hasEnded(job: BackupJob): boolean {
  return job.status !== "InProgress" && job.status !== "Cancelling";
}

/** GET backupJobs of virtual machines, newest first. Needs `Microsoft.RecoveryServices/Vaults/backupJobs/read`. */
export async function listJobs(
  arm: Arm,
  vaultId: string,
  page: string | undefined,
  moreFilter = "",
): Promise<Page<BackupJob>> {
  const vault = parseResourceId(vaultId);
  const pager = arm.backup(vault.subscriptionId).backupJobs.list(vault.name, vault.resourceGroup, {
    filter: `backupManagementType eq 'AzureIaasVM'${moreFilter}`,
  });
  const found = await readPage(pager, getContinuationToken, page, jobFrom);
  return { ...found, items: found.items.toSorted((a, b) => b.startTime.localeCompare(a.startTime)) };
}

/** GET one job with tasks, percentage and errors. Same permission as the list. */
export async function getJob(arm: Arm, vaultId: string, jobName: string): Promise<BackupJob | undefined> {
  const vault = parseResourceId(vaultId);
  return jobFrom(await arm.backup(vault.subscriptionId).jobDetails.get(vault.name, vault.resourceGroup, jobName));
}
