import { guidOf } from "../http/formats";
import type { textAt } from "../http/json";
import {
  dailyPolicy,
  defaultPolicies,
  hourlyPolicy,
  monthlyPolicy,
  policyRecord,
  weeklyPolicy,
} from "../providers/policies/defaultPolicies";
import type { Estate } from "../state/estate";
import { containerKey, itemId, vaultId, vmId as idOfVm } from "../state/ids";
import type { BackupTrouble, ItemRecord, JobRecord, RecoveryPointRecord } from "../state/records";
import { outlookOf } from "../state/backups/backupOutlook";
import type { Outlook } from "../state/backups/backupOutlook";
import { jobOf, pointOf } from "../state/backups/runSchedules";
import { setSnapshotExtension } from "../state/backups/snapshotExtension";
import { troubles } from "../state/backups/troubles";
import { pastJob } from "../state/jobs/pastJob";
import { storageAccountRecord } from "./buildStorage";
import type { ItemSeed, VaultSeed } from "./vaultSeeds";

const day = 86_400_000;
const minute = 60_000;
/** Room for the longest backup, so that history is over when the sandbox starts. */
const leeway = 120 * minute;

/** Adds a vault with its policies, items, recovery points and the jobs of the last nights. */
export function addVault(estate: Estate, seed: VaultSeed, now: number): void {
  const id = vaultId(seed.subscriptionId, seed.group, seed.name);
  const made = now - 200 * day;
  estate.vaults.set(id, {
    id,
    name: seed.name,
    subscriptionId: seed.subscriptionId,
    group: seed.group,
    location: seed.location,
    sku: "RS0",
    tags: {},
    redundancy: seed.redundancy,
    crossRegionRestore: seed.crossRegionRestore ?? false,
    redundancySetBy: undefined,
    softDelete: "Enabled",
    softDeleteDays: 14,
    enhancedSecurity: "Enabled",
    publicNetworkAccess: "Enabled",
    monitoring: undefined,
    identity: undefined,
    changedAt: made,
    readyAt: made,
    busy: "Provisioning",
    goneAt: undefined,
  });
  const own = [
    ...(seed.daily ?? []).map(([name, time, days]) => policyRecord(id, name, dailyPolicy(time, days, made))),
    ...(seed.weekly ?? []).map(([name, time, weeks]) => policyRecord(id, name, weeklyPolicy(time, weeks, made))),
    ...(seed.monthly ?? []).map(([name, time, weeks, months]) =>
      policyRecord(id, name, monthlyPolicy(time, weeks, months, made)),
    ),
    ...(seed.enhanced ?? []).map(([name, time, hours, days]) =>
      policyRecord(id, name, hourlyPolicy(time, hours, days, made)),
    ),
  ];
  for (const policy of [...defaultPolicies(id, made), ...own]) {
    estate.policies.set(policy.id, policy);
  }
  const account = `st${seed.group.toLowerCase().replace(/^rg-|[^a-z0-9]/gu, "")}`;
  const storage = storageAccountRecord(seed, account.slice(0, 24), "Standard_LRS", made);
  estate.resources.set(storage.id, storage);
  for (const item of seed.items) {
    addItem(estate, seed, id, item, now);
  }
}

function addItem(estate: Estate, vault: VaultSeed, vaultId: string, seed: ItemSeed, now: number): void {
  const key = containerKey(seed.group, seed.vm);
  const vmId = idOfVm(vault.subscriptionId, seed.group, seed.vm);
  const state = seed.state ?? "protected";
  const base = { id: itemId(vaultId, key), vaultId, vmId, vmName: seed.vm, key };
  const nights = state === "firstBackupPending" ? [] : nightsOf(estate, base, seed, now);
  for (const job of nights.flatMap((night) => night.job)) {
    estate.jobs.set(job.id, job);
  }
  if (nights.length > 0) {
    setSnapshotExtension(estate, vmId, state === "failing" ? "Failed" : "Succeeded");
  }
  const configured = configureJob(base, seed, firstBackup(nights, now) - 6 * 60 * minute);
  estate.jobs.set(configured.id, configured);
  const points = nights.flatMap((night) => night.point ?? []);
  const last = nights.at(-1);
  estate.items.set(base.id, {
    ...base,
    policyName: state === "stopped" || state === "softDeleted" ? "" : seed.policy,
    configured: true,
    state: stateOf(state),
    lastBackupStatus: last === undefined ? "" : last.trouble === undefined ? "Completed" : "Failed",
    lastBackupTime: last?.job.startTime,
    // What began while history was still being written is for the schedule; a first backup is waited for.
    scheduledUntil: last === undefined ? now : Math.max(last.job.startTime, now - leeway),
    trouble: last?.trouble,
    softDeletedAt: state === "softDeleted" ? now - 3 * day : undefined,
    containerSoftDeleted: state === "softDeleted",
    policyInconsistent: seed.policyInconsistent === true,
    diskExclusion: undefined,
    points,
  });
}

function stateOf(state: NonNullable<ItemSeed["state"]>): ItemRecord["state"] {
  const states = {
    protected: "Protected",
    failing: "ProtectionError",
    firstBackupPending: "IRPending",
    stopped: "ProtectionStopped",
    suspended: "BackupsSuspended",
    softDeleted: "ProtectionStopped",
  } as const;
  return states[state];
}

type Base = Pick<ItemRecord, "id" | "vaultId" | "vmId" | "vmName" | "key">;

interface Night {
  readonly job: JobRecord;
  readonly point: RecoveryPointRecord | undefined;
  readonly trouble: BackupTrouble | undefined;
}

/** The backups of the last nights, oldest first; those of a stopped or deleted item ended some days ago. */
function nightsOf(estate: Estate, item: Base, seed: ItemSeed, now: number): readonly Night[] {
  const policy = estate.policies.get(`${item.vaultId}/backupPolicies/${seed.policy}`);
  const { at, days } = rhythmOf(policy?.properties, now);
  const skipped = seed.state === "stopped" || seed.state === "suspended" || seed.state === "softDeleted" ? 4 : 0;
  const count = seed.nights ?? 14;
  const outlook = outlookOf(estate, { ...item, policyName: seed.policy, diskExclusion: undefined });
  const nights: Night[] = [];
  for (let index = count - 1; index >= skipped; index--) {
    const start = at - index * days * day;
    const ago = index;
    const bad = seed.state === "failing" ? ago < 2 : (seed.badNights ?? []).includes(ago);
    const trouble = bad ? (outlook.trouble ?? troubles.snapshotTimeout) : undefined;
    nights.push(night(item, { ...outlook, trouble }, start));
  }
  return nights;
}

function firstBackup(nights: readonly Night[], now: number): number {
  return nights[0]?.job.startTime ?? now - 14 * day;
}

/** When the policy last ran, and after how many days it runs again. */
function rhythmOf(policy: JobRecordProperties, now: number): { readonly at: number; readonly days: number } {
  const text = JSON.stringify(policy ?? {});
  const [, clock = "22:30"] = /T(\d\d:\d\d):00Z/u.exec(text) ?? [];
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const today = now - (now % day) + (hours * 60 + minutes) * minute;
  const at = today + leeway < now ? today : today - day;
  // Weekly policies of the estate run on Sundays.
  return text.includes('"Weekly"') ? { at: at - new Date(at).getUTCDay() * day, days: 7 } : { at, days: 1 };
}

type JobRecordProperties = Parameters<typeof textAt>[0];

function night(item: Base, outlook: Outlook, startTime: number): Night {
  const { trouble } = outlook;
  const point = trouble === undefined ? pointOf(item, outlook, startTime) : undefined;
  return { job: jobOf(item, outlook, startTime), point, trouble };
}

function configureJob(item: Base, seed: ItemSeed, startTime: number): JobRecord {
  const name = guidOf(`configure ${item.id}`);
  return pastJob(item, {
    name,
    operation: "ConfigureBackup",
    startTime,
    lasts: 31_000,
    bag: { "VM Name": item.vmName, "Policy Name": seed.policy },
    sizeMB: 0,
  });
}
