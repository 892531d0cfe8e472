import type { JobRecord } from "../records";

export interface TaskProgress {
  readonly name: string;
  readonly status: "NotStarted" | "InProgress" | "Completed" | "Failed" | "Cancelled";
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  /** Milliseconds so far. */
  readonly duration: number;
}

export interface JobProgress {
  readonly status: "InProgress" | "Completed" | "CompletedWithWarnings" | "Failed" | "Cancelling" | "Cancelled";
  readonly endTime: number | undefined;
  /** Milliseconds so far. */
  readonly duration: number;
  /** 0..100 */
  readonly percent: number;
  readonly tasks: readonly TaskProgress[];
}

/** The part of a job's time from the wish to cancel to the end: it follows the sandbox's speed as the job does. */
const cancelling = 0.1;

/** When a job is over, unless somebody cancels it. */
export function endOf(job: JobRecord): number {
  const end = job.startTime + job.lasts;
  return job.cancelledAt === undefined ? end : Math.min(end, job.cancelledAt + cancelling * job.lasts);
}

/** Where a job stands at a moment: a pure function of its record, so that it goes on while the sandbox is not running. */
export function progressOf(job: JobRecord, now: number): JobProgress {
  const end = endOf(job);
  const over = now >= end;
  const status = statusOf(job, now);
  const duration = Math.max(0, Math.min(now, end) - job.startTime);
  return {
    status,
    endTime: over ? end : undefined,
    duration,
    percent: over ? 100 : Math.floor((100 * duration) / Math.max(1, job.lasts)),
    tasks: tasksOf(job, Math.min(now, end), over ? status : undefined),
  };
}

/** The status alone of `progressOf`. */
export function statusOf(job: JobRecord, now: number): JobProgress["status"] {
  return now >= endOf(job) ? outcomeOf(job) : job.cancelledAt === undefined ? "InProgress" : "Cancelling";
}

function outcomeOf(job: JobRecord): "Completed" | "CompletedWithWarnings" | "Failed" | "Cancelled" {
  if (job.cancelledAt !== undefined && job.cancelledAt < job.startTime + job.lasts) {
    return "Cancelled";
  }
  if (job.failure !== undefined) {
    return "Failed";
  }
  return job.warning === undefined ? "Completed" : "CompletedWithWarnings";
}

function tasksOf(job: JobRecord, now: number, outcome: JobProgress["status"] | undefined): readonly TaskProgress[] {
  const tasks: TaskProgress[] = [];
  let start = job.startTime;
  for (const [index, { name, lasts }] of job.tasks.entries()) {
    const end = start + lasts;
    const fails = job.failure?.task === index && outcome === "Failed";
    if (now < start || tasks.some((task) => task.status !== "Completed")) {
      tasks.push({ name, status: "NotStarted", startTime: undefined, endTime: undefined, duration: 0 });
    } else if (outcome === undefined && now < end) {
      tasks.push({ name, status: "InProgress", startTime: start, endTime: undefined, duration: now - start });
    } else {
      const status = fails ? "Failed" : now < end ? "Cancelled" : "Completed";
      tasks.push({ name, status, startTime: start, endTime: Math.min(now, end), duration: Math.min(now, end) - start });
    }
    start = end;
  }
  return tasks;
}

/** When the snapshot of a backup is taken: the end of its first task; undefined when it will not be taken. */
export function snapshotAt(job: JobRecord): number | undefined {
  const [first] = job.tasks;
  if (first === undefined || job.failure?.task === 0) {
    return undefined;
  }
  const moment = job.startTime + first.lasts;
  return moment < endOf(job) || progressOf(job, endOf(job)).status !== "Cancelled" ? moment : undefined;
}
