import { randomUUID } from "node:crypto";
import type { Call } from "../../http/call";
import { digitsOf } from "../../http/formats";
import { newPoint, outlookOf } from "../backups/backupOutlook";
import { diskLines } from "../backups/pointDisks";
import type { BackupTrouble, ItemRecord, JobEffect, JobRecord, RecoveryPointRecord, TaskPlan } from "../records";

/** Milliseconds at speed 1: a backup of about 20 s, the rest a few. */
const lasting = { ConfigureBackup: 4000, DisableBackup: 1000, DeleteBackupData: 4000, Undelete: 3000 } as const;
const snapshotLasts = 6000;
const transferLasts = 14_000;

/** What a job needs to know of its item. */
export type ItemOf = Pick<ItemRecord, "id" | "vaultId" | "vmName" | "key">;

/** Starts a job that only changes the item: configure, stop, delete, undelete. */
export function startChange(
  call: Call,
  item: ItemOf,
  operation: keyof typeof lasting,
  effect: JobEffect,
  bag: Readonly<Record<string, string>>,
  trouble?: BackupTrouble,
): JobRecord {
  return remember(call, item, {
    operation,
    lasts: lasting[operation] / call.settings.speed,
    tasks: [],
    failure: trouble === undefined ? undefined : { task: 0, trouble },
    warning: undefined,
    bag: { "VM Name": item.vmName, ...bag },
    sizeMB: 0,
    effect,
  });
}

/**
 * Starts a backup now; how it will end is decided by what runs in the VM at this moment.
 * @param retainUntil when its recovery point expires, milliseconds since 1970
 */
export function startBackup(call: Call, item: ItemRecord, retainUntil: number): JobRecord {
  const tasks: readonly TaskPlan[] = [
    { name: "Take Snapshot", lasts: snapshotLasts / call.settings.speed },
    { name: "Transfer data to vault", lasts: transferLasts / call.settings.speed },
  ];
  const outlook = outlookOf(call.estate, item);
  const { trouble, disks, sizeMB } = outlook;
  // A snapshot that is refused ends the job early.
  const lasts = tasks.slice(0, trouble === undefined ? 2 : 1).reduce((sum, task) => sum + task.lasts, 0);
  const point: RecoveryPointRecord = {
    ...newPoint(outlook, {
      name: digitsOf(`${item.id}/${call.now}`),
      time: call.now + Math.round(snapshotLasts / call.settings.speed / 3),
      vaultedAt: call.now + lasts,
    }),
    retainUntil,
  };
  return remember(call, item, {
    operation: "Backup",
    lasts,
    tasks,
    failure: trouble === undefined ? undefined : { task: 0, trouble },
    warning: undefined,
    bag: { "VM Name": item.vmName, "Recovery Point Expiry Time in UTC": shownTime(retainUntil), ...diskLines(disks) },
    sizeMB,
    effect: { kind: "backup", point },
  });
}

/** A moment as the bags of jobs write it: `11/23/2026 7:30:00 AM`, UTC. */
function shownTime(time: number): string {
  return new Date(time).toLocaleString("en-US", { timeZone: "UTC" }).replace(",", "");
}

/** Writes down a job that starts now. */
export function remember(
  call: Call,
  item: ItemOf,
  plan: Omit<
    JobRecord,
    "id" | "name" | "vaultId" | "itemId" | "vmName" | "key" | "startTime" | "cancelledAt" | "applied"
  >,
): JobRecord {
  const name = randomUUID();
  const job: JobRecord = {
    ...plan,
    id: `${item.vaultId}/backupJobs/${name}`,
    name,
    vaultId: item.vaultId,
    itemId: item.id,
    vmName: item.vmName,
    key: item.key,
    startTime: call.now,
    cancelledAt: undefined,
    applied: "no",
  };
  call.estate.jobs.set(job.id, job);
  return job;
}
