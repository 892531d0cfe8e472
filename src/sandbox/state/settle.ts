import type { Estate } from "./estate";
import { agePoints } from "./backups/agePoints";
import { endOf, progressOf, snapshotAt } from "./jobs/jobProgress";
import type { ItemRecord, JobRecord } from "./records";
import { applyRestore } from "./jobs/applyRestore";
import { keepDeletedVault, purgeDeletedVaults } from "./deletedVaults";
import { runSchedules } from "./backups/runSchedules";
import { noteSnapshot } from "./backups/snapshotExtension";
import { troubles } from "./backups/troubles";

/**
 * Brings the estate up to a moment: applies what every job has done by then, in the order of time, and then what the
 * schedules of the policies have. Called before each request; this is why no timers are needed, and why an estate from a snapshot catches up by itself.
 */
export function settle(estate: Estate, now: number): void {
  // The jobs that an origin tells are over.
  const open = estate.jobs.own.filter((job) => job.applied !== "all");
  const moments = open.flatMap((job) => {
    const snapshot = job.applied === "no" && job.effect.kind === "backup" ? snapshotAt(job) : undefined;
    return [
      ...(snapshot === undefined ? [] : [{ job, time: snapshot, end: false }]),
      { job, time: endOf(job), end: true },
    ];
  });
  for (const { job, end } of moments.filter(({ time }) => time <= now).toSorted((a, b) => a.time - b.time)) {
    if (end) {
      applyEnd(estate, job);
    } else {
      applySnapshot(estate, job);
    }
  }
  estate.reach(now);
  runSchedules(estate, now);
  agePoints(estate, now);
  forgetDeletedItems(estate, now);
  removeGoneVaults(estate, now);
  purgeDeletedVaults(estate, now);
}

function applySnapshot(estate: Estate, job: JobRecord): void {
  const item = estate.items.get(job.itemId);
  if (item !== undefined && job.effect.kind === "backup") {
    estate.items.set(item.id, { ...item, points: [...item.points, job.effect.point] });
    noteSnapshot(estate, item, job.effect.point);
  }
  estate.jobs.set(job.id, { ...job, applied: "snapshot" });
}

function applyEnd(estate: Estate, planned: JobRecord): void {
  const job = withoutMachine(estate, planned);
  const item = estate.items.get(job.itemId);
  const { status } = progressOf(job, endOf(job));
  if (item !== undefined) {
    const after =
      status === "Completed" || status === "CompletedWithWarnings"
        ? done(item, job, estate)
        : notDone(item, job, status);
    if (after === undefined) {
      estate.items.delete(item.id);
    } else {
      estate.items.set(item.id, after);
    }
  }
  estate.jobs.set(job.id, { ...job, applied: "all" });
}

/** A job that was to put disks under a VM fails in its last task when the VM has gone meanwhile. */
function withoutMachine(estate: Estate, job: JobRecord): JobRecord {
  const { effect, tasks } = job;
  if (effect.kind !== "restore" || effect.plan.type !== "OriginalLocation" || job.failure !== undefined) {
    return job;
  }
  const vmId = estate.items.get(job.itemId)?.vmId;
  return vmId === undefined || estate.resources.get(vmId) !== undefined
    ? job
    : { ...job, failure: { task: tasks.length - 1, trouble: troubles.machineGone } };
}

/** The item after a job that went well; undefined when it is gone. */
function done(item: ItemRecord, job: JobRecord, estate: Estate): ItemRecord | undefined {
  const { effect } = job;
  switch (effect.kind) {
    case "configure":
      return {
        ...item,
        configured: true,
        containerSoftDeleted: false,
        policyInconsistent: false,
        policyName: effect.policyName,
        diskExclusion: effect.diskExclusion === undefined ? keptExclusion(item) : (effect.diskExclusion ?? undefined),
        state: item.points.length === 0 ? "IRPending" : "Protected",
        trouble: undefined,
        scheduledUntil: endOf(job),
      };
    case "stop":
      return stopped(item, effect.state);
    case "delete":
      return estate.vaults.get(item.vaultId)?.softDelete === "Disabled"
        ? undefined
        : {
            ...item,
            policyName: "",
            state: "ProtectionStopped",
            softDeletedAt: job.startTime,
            containerSoftDeleted: true,
          };
    case "undelete":
      return { ...item, state: "ProtectionStopped", softDeletedAt: undefined };
    case "backup":
      return {
        ...item,
        state: "Protected",
        lastBackupStatus: job.warning === undefined ? "Completed" : "CompletedWithWarnings",
        lastBackupTime: job.startTime,
        trouble: job.warning,
      };
    case "restore":
      applyRestore(estate, item, effect.plan, endOf(job));
      return item;
    case "archive":
      return {
        ...item,
        points: item.points.map((point) =>
          point.name === effect.point ? { ...point, archivedAt: endOf(job) } : point,
        ),
      };
    case "none":
      return item;
  }
}

/**
 * Which disks are left out has to be said again when backups are resumed ("Selective disk backup and restore for Azure
 * virtual machines", Microsoft Learn, 2026: limitations).
 */
function keptExclusion({ state, diskExclusion }: ItemRecord): ItemRecord["diskExclusion"] {
  return state === "ProtectionStopped" || state === "BackupsSuspended" ? undefined : diskExclusion;
}

/** Suspended backups are kept as long as their policy says: it stays. */
function stopped(item: ItemRecord, state: "ProtectionStopped" | "BackupsSuspended"): ItemRecord {
  return { ...item, policyName: state === "BackupsSuspended" ? item.policyName : "", state };
}

/** The item after a job that failed or was cancelled. */
function notDone(item: ItemRecord, job: JobRecord, status: string): ItemRecord | undefined {
  const { effect } = job;
  if (effect.kind === "configure") {
    return item.configured ? item : undefined;
  }
  if (effect.kind !== "backup") {
    return item;
  }
  const points = item.points.filter((point) => point.name !== effect.point.name);
  return status === "Cancelled"
    ? { ...item, points }
    : {
        ...item,
        points,
        state: "ProtectionError",
        lastBackupStatus: "Failed",
        lastBackupTime: job.startTime,
        trouble: job.failure?.trouble,
      };
}

/** Soft-deleted items whose time is over are gone for good. */
function forgetDeletedItems(estate: Estate, now: number): void {
  for (const item of estate.items.own) {
    const days = estate.vaults.get(item.vaultId)?.softDeleteDays ?? 0;
    if (item.softDeletedAt !== undefined && item.softDeletedAt + days * 86_400_000 <= now) {
      estate.items.delete(item.id);
    }
  }
}

function removeGoneVaults(estate: Estate, now: number): void {
  for (const vault of estate.vaults.all) {
    if (vault.goneAt !== undefined && vault.goneAt <= now) {
      if (vault.purgeAt !== undefined) {
        keepDeletedVault(estate, vault, vault.goneAt, vault.purgeAt);
      }
      estate.vaults.delete(vault.id);
      for (const policy of estate.policies.below(`${vault.id}/`)) {
        estate.policies.delete(policy.id);
      }
      for (const item of estate.items.below(`${vault.id}/`)) {
        estate.items.delete(item.id);
      }
      for (const job of estate.jobs.below(`${vault.id}/`)) {
        estate.jobs.delete(job.id);
      }
    }
  }
}
