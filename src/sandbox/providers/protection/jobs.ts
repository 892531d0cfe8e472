import { randomUUID } from "node:crypto";
import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { guidOf, isoDuration, isoTime, never } from "../../http/formats";
import type { JsonObject } from "../../http/json";
import { allows, timeIn } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { endOf, progressOf } from "../../state/jobs/jobProgress";
import type { JobProgress, TaskProgress } from "../../state/jobs/jobProgress";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import type { BackupTrouble, JobRecord } from "../../state/records";
import { backupFilter } from "../backupFilters";
import { paths, vaultOf } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupJobs";
const rowsPerPage = 50;

/** Jobs of a vault: list (newest first), get with tasks, cancel. */
export const jobRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.vault}/backupJobs`, versions, action: `${type}/read`, handle: list },
  {
    method: "GET",
    path: `${paths.vault}/backupJobs/{job}`,
    versions,
    action: `${type}/read`,
    handle: (call) => ok(describeJob(jobOf(call), call.now, true)),
  },
  {
    method: "POST",
    path: `${paths.vault}/backupJobs/{job}/cancel`,
    versions,
    action: `${type}/cancel/action`,
    handle: cancel,
  },
];

function list(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "job");
  const from = timeIn(filter, "startTime") ?? -Infinity;
  const to = timeIn(filter, "endTime") ?? Infinity;
  const jobs = call.estate.jobs
    .below(`${vault.id}/`)
    .filter(
      (job) =>
        job.secondaryRegion === undefined &&
        allows(filter, "backupManagementType", "AzureIaasVM") &&
        allows(filter, "operation", job.operation) &&
        allows(filter, "jobId", job.name) &&
        allows(filter, "status", progressOf(job, call.now).status) &&
        job.startTime >= from &&
        job.startTime <= to,
    )
    .toSorted((a, b) => b.startTime - a.startTime || a.name.localeCompare(b.name));
  return page(
    call,
    jobs.map((job) => describeJob(job, call.now, false)),
    rowsPerPage,
  );
}

function jobOf(call: Call): JobRecord {
  const vault = vaultOf(call);
  const found = call.estate.jobs.get(`${vault.id}/backupJobs/${call.param("job")}`);
  // The vault's own region knows nothing of the jobs of its pair.
  if (found === undefined || found.secondaryRegion !== undefined) {
    throw new ArmFault(404, "BMSUserErrorJobNotFound", "The specified job could not be found in the vault.");
  }
  return found;
}

/** A job as Azure shows it; the rows of a list lack `extendedInfo`. */
export function describeJob(job: JobRecord, now: number, extended: boolean): JsonObject {
  return {
    id: job.id,
    name: job.name,
    type,
    properties: jobProperties(now, (name) => extended || name !== "extendedInfo")(job),
  };
}

/**
 * Describes the properties of jobs as Azure shows them; one that is `undefined` is not there.
 * @param wants whether somebody looks at one of them, or at a member of it: what takes time is left out otherwise
 */
export function jobProperties(
  now: number,
  wants: (...path: readonly string[]) => boolean,
): (job: JobRecord) => JsonObject {
  const [duration, activity, extended] = [wants("duration"), wants("activityId"), wants("extendedInfo")];
  const tasks = wants("extendedInfo", "tasksList");
  return (job) => {
    const progress = progressOf(job, now);
    const trouble = progress.status === "Failed" ? job.failure?.trouble : job.warning;
    const reported = progress.endTime === undefined ? undefined : trouble;
    return {
      jobType: "AzureIaaSVMJob",
      actionsInfo: isCancellable(job) ? ["Cancellable"] : undefined,
      containerName: job.key,
      duration: duration ? isoDuration(progress.duration) : undefined,
      errorDetails: reported === undefined ? undefined : [describeError(reported)],
      virtualMachineVersion: "Compute",
      extendedInfo: extended ? extendedInfo(job, progress, tasks) : undefined,
      entityFriendlyName: job.vmName,
      backupManagementType: "AzureIaasVM",
      operation: job.operation,
      status: progress.status,
      startTime: isoTime(job.startTime),
      endTime: progress.endTime === undefined ? undefined : isoTime(progress.endTime),
      activityId: activity ? guidOf(`activity ${job.name}`) : undefined,
    };
  };
}

function describeError({ code, title, message, recommendations }: BackupTrouble): JsonObject {
  return { errorCode: code, errorTitle: title, errorString: message, recommendations };
}

function isCancellable(job: JobRecord): boolean {
  return job.operation === "Backup" || job.operation === "Restore";
}

function extendedInfo(job: JobRecord, progress: JobProgress, withTasks: boolean): JsonObject {
  const backsUp = job.operation === "Backup";
  const transferring = backsUp && progress.tasks.at(-1)?.status !== "NotStarted" && job.tasks.length > 0;
  const moved = Math.round((job.sizeMB * progress.percent) / 100);
  return {
    tasksList: withTasks ? progress.tasks.map((task) => describeTask(task, job)) : undefined,
    propertyBag: {
      ...job.bag,
      ...(transferring ? { "Backup Size": `${moved} MB` } : {}),
      ...(progress.status === "Completed" ? job.doneBag : {}),
    },
    ...(backsUp ? { internalPropertyBag: { IsInstantRpJob: "True" }, progressPercentage: progress.percent } : {}),
    ...(job.effect.kind === "restore"
      ? {
          internalPropertyBag: { restoreLocationType: job.effect.plan.type },
          // Azure never shows 0 for a restore.
          progressPercentage: Math.max(1, progress.percent),
          dynamicErrorMessage: "",
        }
      : {}),
  };
}

function describeTask(task: TaskProgress, job: JobRecord): JsonObject {
  const lasts = job.tasks.find(({ name }) => name === task.name)?.lasts ?? 0;
  return {
    taskId: task.name,
    startTime: task.startTime === undefined ? never : isoTime(task.startTime),
    endTime: task.endTime === undefined ? never : isoTime(task.endTime),
    duration: isoDuration(task.duration),
    status: task.status,
    taskType: "Normal",
    ...(task.status === "InProgress"
      ? { progressPercentage: Math.floor((100 * task.duration) / Math.max(1, lasts)) }
      : {}),
  };
}

function cancel(call: Call): Answer {
  const job = jobOf(call);
  if (!isCancellable(job) || endOf(job) <= call.now || job.cancelledAt !== undefined) {
    throw new ArmFault(400, "BMSUserErrorJobNotCancellable", "The job cannot be cancelled in its current state.");
  }
  call.estate.jobs.set(job.id, { ...job, cancelledAt: call.now });
  const { name } = startOperation(call, job.vaultId, { lasts: 1000, name: randomUUID(), jobName: job.name });
  return {
    status: 202,
    headers: pollHeaders(call, `${job.id}/operationsStatus/${name}`, `${job.id}/operationResults/${name}`),
  };
}
