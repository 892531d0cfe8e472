import { getContinuationToken } from "@azure/arm-recoveryservicesbackup";
import type { Arm } from "../http/armPipeline";
import { parseResourceId, vaultIdOf } from "../ids";
import { listAt, numberAt, textAt, textsAt, timeAt, valueAt } from "../http/jsonRead";
import type { BackupJob, JobFilter, JobStatus, Page } from "../models";
import { readPage } from "../http/sdkPage";

const statuses: readonly JobStatus[] = [
  "InProgress",
  "Completed",
  "CompletedWithWarnings",
  "Failed",
  "Cancelling",
  "Cancelled",
];

/**
 * A job of a VM, from a list (without tasks and percentage) or with its details.
 * @param place where it was asked for, when that is not the vault's own region: such ids do not name the vault, and nobody
 *   can cancel such jobs, although Azure lists cancelling among what can be done with them (recorded from Azure, 2024-04-28)
 */
export function jobFrom(
  resource: unknown,
  place?: { readonly vaultId: string; readonly region: string },
): BackupJob | undefined {
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
    vaultId: place?.vaultId ?? vaultIdOf(id),
    ...(place === undefined ? {} : { region: place.region }),
    operation: textAt(properties, "operation") ?? "",
    // A word that is new to us is not the end of a job.
    status: status ?? "InProgress",
    vmName: textAt(properties, "entityFriendlyName") ?? "",
    startTime,
    endTime: timeAt(properties, "endTime"),
    percent: numberAt(details, "progressPercentage"),
    cancellable:
      place === undefined && status === "InProgress" && textsAt(properties, "actionsInfo").includes("Cancellable"),
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

/**
 * A filter in the words of `backupJobs`; its times are in UTC, of the form 2016-01-01 12:00:00 AM, and come in pairs.
 * @param now milliseconds since 1970
 */
export function filterText({ status, operation, since }: JobFilter, now: number): string {
  const conditions = [
    ...(status === undefined ? [] : [`status eq '${status}'`]),
    ...(operation === undefined ? [] : [`operation eq '${operation}'`]),
    ...(since === undefined
      ? []
      : [`startTime eq '${clockTime(Date.parse(since))}'`, `endTime eq '${clockTime(now)}'`]),
  ];
  return conditions.map((condition) => ` and ${condition}`).join("");
}

function clockTime(time: number): string {
  const text = new Date(time).toISOString();
  const hour = Number(text.slice(11, 13));
  const twelve = String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, "0");
  return `${text.slice(0, 10)} ${twelve}${text.slice(13, 19)} ${hour < 12 ? "AM" : "PM"}`;
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
  const found = await readPage(pager, getContinuationToken, page, (resource) => jobFrom(resource));
  return { ...found, items: found.items.toSorted((a, b) => b.startTime.localeCompare(a.startTime)) };
}

/** GET one job with tasks, percentage and errors. Needs `Microsoft.RecoveryServices/Vaults/backupJobs/read`. */
export async function getJob(arm: Arm, vaultId: string, jobName: string): Promise<BackupJob | undefined> {
  const vault = parseResourceId(vaultId);
  return jobFrom(await arm.backup(vault.subscriptionId).jobDetails.get(vault.name, vault.resourceGroup, jobName));
}
