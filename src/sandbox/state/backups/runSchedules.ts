import { digitsOf, guidOf } from "../../http/formats";
import { objectAt } from "../../http/json";
import { policyOf } from "./archiveTier";
import { newPoint, outlookOf } from "./backupOutlook";
import type { Outlook } from "./backupOutlook";
import type { Estate } from "../estate";
import { pastBackup } from "../jobs/pastJob";
import { diskLines } from "./pointDisks";
import type { ItemRecord, JobRecord, PolicyRecord, RecoveryPointRecord } from "../records";
import { keptByRules, longestKept } from "./retention";
import { rhythmOf, runsOf } from "./schedule";
import type { Rhythm } from "./schedule";
import { noteSnapshot } from "./snapshotExtension";

const minute = 60_000;
const day = 86_400_000;
/** A run is written down once the longest could be over, so that nothing ever meets one that is under way. */
export const longestRun = 60 * minute;
/** For how long the job of a run is remembered when many are caught up with at once. */
export const jobsReachBack = 90 * day;

/**
 * Carries out what the schedules of the policies asked for until a moment (milliseconds since 1970): jobs, recovery points,
 * and how the last backup went. Items of which an origin tells go with the time by themselves.
 */
export function runSchedules(estate: Estate, now: number): void {
  for (const item of estate.items.own) {
    const policy = isScheduled(item) ? policyOf(estate, item) : undefined;
    const known = nextRuns.get(item);
    if (policy === undefined || (known?.policy === policy && now < known.at)) {
      continue;
    }
    const rhythm = rhythmOf(policy.properties);
    if (rhythm === undefined) {
      continue;
    }
    const after = caughtUp(estate, item, { policy, rhythm }, now);
    if (after !== item) {
      estate.items.set(after.id, after);
    }
    nextRuns.set(after, { policy, at: nextAt(rhythm, sinceOf(after, policy) ?? now) });
  }
}

/** When there is a run to write down for an item again, so that each request need not look at all schedules. */
const nextRuns = new WeakMap<ItemRecord, { readonly policy: PolicyRecord; readonly at: number }>();

function nextAt(rhythm: Rhythm, since: number): number {
  const [next = Infinity] = runsOf(rhythm, since, since + 8 * day);
  return next + longestRun;
}

/** Items whose last backup failed are tried again, too; those that were stopped, suspended or deleted are not. */
function isScheduled({ configured, state, softDeletedAt }: ItemRecord): boolean {
  return configured && softDeletedAt === undefined && ["IRPending", "Protected", "ProtectionError"].includes(state);
}

/** After which moment runs are missing; undefined for an item of which nothing is known. */
function sinceOf({ scheduledUntil, lastBackupTime }: ItemRecord, { changedAt }: PolicyRecord): number | undefined {
  const since = scheduledUntil ?? lastBackupTime;
  return since === undefined ? undefined : Math.max(since, changedAt ?? -Infinity);
}

interface Plan {
  readonly policy: PolicyRecord;
  readonly rhythm: Rhythm;
}

/** The item after all of its runs until a moment; itself when there was none. */
function caughtUp(estate: Estate, item: ItemRecord, { policy, rhythm }: Plan, now: number): ItemRecord {
  const since = sinceOf(item, policy);
  if (since === undefined) {
    return { ...item, scheduledUntil: now };
  }
  const runs = runsOver(policy, rhythm, since, now);
  const last = runs.at(-1);
  if (last === undefined) {
    return item;
  }
  const outlook = outlookOf(estate, item);
  for (const run of runs.filter((time) => time > now - jobsReachBack)) {
    const job = jobOf(item, outlook, run);
    estate.jobs.set(job.id, job);
  }
  const kept = outlook.trouble === undefined ? keptRuns(runs, policy, now) : [];
  const points = kept.map((run) => pointOf(item, outlook, run));
  const [newest] = points.slice(-1);
  if (newest !== undefined) {
    noteSnapshot(estate, item, newest);
  }
  return {
    ...item,
    scheduledUntil: last,
    points: points.length === 0 ? item.points : [...item.points, ...points].toSorted((a, b) => a.time - b.time),
    // A backup on demand may have come after the last run.
    ...(last < (item.lastBackupTime ?? -Infinity) ? {} : stateAfter(outlook, last)),
  };
}

/** The runs of a policy after one moment that are over at another, oldest first. */
export function runsOver({ properties }: PolicyRecord, rhythm: Rhythm, since: number, now: number): readonly number[] {
  // After a step of many years, what nobody would keep is not even counted.
  const reach = Math.max(jobsReachBack, longestKept(objectAt(properties, "retentionPolicy")));
  return [...runsOf(rhythm, Math.max(since, now - reach), now - longestRun)];
}

/** Those of a policy's runs (oldest first) whose recovery points are still kept at a moment; the newest is in any case. */
export function keptRuns(runs: readonly number[], { properties }: PolicyRecord, now: number): readonly number[] {
  const retention = objectAt(properties, "retentionPolicy");
  return runs.filter((time, index) => {
    const isFirst = Math.floor((runs[index - 1] ?? -Infinity) / day) < Math.floor(time / day);
    const { shortUntil, longUntil } = keptByRules(retention, time, isFirst);
    return index === runs.length - 1 || Math.max(shortUntil, longUntil) > now;
  });
}

/** How the last run that is over leaves its item. @param time milliseconds since 1970 */
export function stateAfter(
  { trouble }: Pick<Outlook, "trouble">,
  time: number,
): Pick<ItemRecord, "state" | "lastBackupStatus" | "lastBackupTime" | "trouble"> {
  return trouble === undefined
    ? { state: "Protected", lastBackupStatus: "Completed", lastBackupTime: time, trouble }
    : { state: "ProtectionError", lastBackupStatus: "Failed", lastBackupTime: time, trouble };
}

type RunItem = Pick<ItemRecord, "id" | "vaultId" | "vmName" | "key">;

/** How long the parts of a run take, milliseconds. */
function partsOf(item: RunItem, startTime: number): { readonly snapshot: number; readonly transfer: number } {
  return { snapshot: 7 * minute + (startTime % 97) * 1000, transfer: 33 * minute + (item.id.length % 13) * minute };
}

/** The job of a run of the schedule. @param startTime milliseconds since 1970 */
export function jobOf(
  item: RunItem,
  { sizeMB, trouble, disks }: Outlook,
  startTime: number,
  name = guidOf(`job ${item.id} ${startTime}`),
): JobRecord {
  const job = pastBackup(item, {
    name,
    startTime,
    sizeMB,
    ...partsOf(item, startTime),
    trouble,
  });
  return disks === undefined ? job : { ...job, bag: { ...job.bag, ...diskLines(disks) } };
}

/** The recovery point of a run of the schedule. @param startTime milliseconds since 1970 */
export function pointOf(
  item: RunItem,
  outlook: Outlook,
  startTime: number,
  name = digitsOf(`${item.id} ${startTime}`),
): RecoveryPointRecord {
  const { snapshot, transfer } = partsOf(item, startTime);
  return newPoint(outlook, {
    name,
    time: startTime + 4000,
    vaultedAt: startTime + snapshot + transfer,
  });
}
