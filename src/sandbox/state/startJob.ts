import { randomUUID } from "node:crypto";
import type { Call } from "../http/call";
import { digitsOf } from "../http/formats";
import { listAt, objectAt, textAt } from "../http/json";
import type { JsonObject } from "../http/json";
import type { Estate } from "./estate";
import { diskLines, pointDisksOf } from "./pointDisks";
import { isCrashConsistentOnly, obstacleOf } from "./protectability";
import type {
  BackupTrouble,
  GuestRecord,
  ItemRecord,
  JobEffect,
  JobRecord,
  RecoveryPointRecord,
  TaskPlan,
} from "./records";
import { troubles } from "./troubles";

/** Milliseconds at speed 1: a backup of about 20 s, the rest a few. */
const lasting = { ConfigureBackup: 4000, DisableBackup: 1000, DeleteBackupData: 4000, Undelete: 3000 } as const;
const snapshotLasts = 6000;
const transferLasts = 14_000;
const dayLasts = 86_400_000;

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
  const guest = call.estate.guests.get(item.vmId);
  const vm = call.estate.resources.get(item.vmId);
  const policyRecord = call.estate.policies.get(`${item.vaultId}/backupPolicies/${item.policyName}`);
  // A VM may have become unfit after it was protected: Write Accelerator turned on, one disk too many.
  const obstacle =
    vm === undefined || policyRecord === undefined
      ? troubles.notDesirableState
      : obstacleOf(call.estate, vm, policyRecord, item.diskExclusion);
  const crashOnly = policyRecord !== undefined && isCrashConsistentOnly(policyRecord);
  const trouble = obstacle ?? backupTrouble(guest, crashOnly);
  // A snapshot that is refused ends the job early.
  const lasts = tasks.slice(0, trouble === undefined ? 2 : 1).reduce((sum, task) => sum + task.lasts, 0);
  const time = call.now + Math.round(snapshotLasts / call.settings.speed / 3);
  const policy = policyRecord?.properties;
  const disks = pointDisksOf(call.estate, item);
  const point: RecoveryPointRecord = {
    name: digitsOf(`${item.id}/${call.now}`),
    time,
    consistency: crashOnly ? "CrashConsistent" : consistencyOf(call.estate, item.vmId, guest),
    vaultedAt: call.now + lasts,
    snapshotUntil: time + instantDaysOf(policy) * dayLasts,
    policyType: textAt(policy, "policyType") === "V2" ? "V2" : "V1",
    retainUntil,
    ...(disks === undefined ? {} : { disks }),
  };
  return remember(call, item, {
    operation: "Backup",
    lasts,
    tasks,
    failure: trouble === undefined ? undefined : { task: 0, trouble },
    warning: undefined,
    bag: { "VM Name": item.vmName, "Recovery Point Expiry Time in UTC": shownTime(retainUntil), ...diskLines(disks) },
    sizeMB: sizeOf(call.estate, item.vmId),
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

/**
 * Why a backup of a VM will fail, given what runs in it. A VM that is shut down needs no agent.
 * @param crashOnly for a crash-consistent snapshot, which asks nothing of what runs in the VM
 */
export function backupTrouble(guest: GuestRecord | undefined, crashOnly = false): BackupTrouble | undefined {
  if (guest === undefined || guest.power === "starting") {
    return troubles.notDesirableState;
  }
  if (guest.power !== "running" || crashOnly) {
    return undefined;
  }
  if (guest.agent !== "ready" && guest.agent !== "starting") {
    return troubles.agentUnavailable;
  }
  return guest.trouble === undefined ? undefined : troubles[guest.trouble];
}

/** Running Windows: VSS; running Linux: file system freeze; shut down: as after a power cut. */
export function consistencyOf(
  estate: Estate,
  vmId: string,
  guest: GuestRecord | undefined,
): RecoveryPointRecord["consistency"] {
  if (guest?.power !== "running") {
    return "CrashConsistent";
  }
  return textAt(estate.resources.get(vmId), "properties", "storageProfile", "osDisk", "osType") === "Windows"
    ? "AppConsistent"
    : "FileSystemConsistent";
}

/** Days that a snapshot stays next to the VM: "instant restore". */
function instantDaysOf(policy: JsonObject | undefined): number {
  const days = policy?.["instantRpRetentionRangeInDays"];
  return typeof days === "number" ? days : 2;
}

/** MB that a backup moves: a ninth of what the disks could hold. */
export function sizeOf(estate: Estate, vmId: string): number {
  const storage = objectAt(estate.resources.get(vmId), "properties", "storageProfile");
  const sizes = [storage["osDisk"], ...listAt(storage, "dataDisks")].map((disk) => objectAt(disk)["diskSizeGB"]);
  const total = sizes.reduce<number>((sum, size) => sum + (typeof size === "number" ? size : 32), 0);
  return Math.round((total * 1024) / 9);
}
