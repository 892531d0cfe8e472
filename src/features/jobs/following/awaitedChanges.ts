import type { BackupJob } from "../../../azure/models";
import type { Kept } from "../../../host/keptList";
import { sameId } from "../../../host/resources/resourceId";
import { isFollowable } from "./followedJobs";
import type { FollowedJob } from "./followedJobs";

/** A change of a protected item that somebody waits for, without knowing its job yet. */
export interface AwaitedChange extends Omit<FollowedJob, "jobName"> {
  /** The operation of its job, as Azure names it. */
  readonly operation: string;
}

/** Azure's clock and ours may differ by so many milliseconds. */
const clockSkew = 2 * 60_000;

/** True of what can be looked for after a reload of the window. */
export function isAwaitedChange(value: unknown): value is AwaitedChange {
  return isFollowable(value) && "operation" in value && typeof value.operation === "string";
}

/** The job of a change among those of its vault: the oldest of its kind that has started since. */
export function jobOfChange(change: Kept<AwaitedChange>, jobs: readonly BackupJob[]): BackupJob | undefined {
  return jobs
    .filter(
      (job) =>
        job.operation === change.operation &&
        sameId(job.vmName, change.vmName) &&
        Date.parse(job.startTime) >= change.since - clockSkew,
    )
    .toSorted((a, b) => a.startTime.localeCompare(b.startTime))[0];
}
