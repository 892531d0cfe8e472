import type { Origin } from "../../state/table";
import { containerKey, itemId } from "../../state/ids";
import type { BackupTrouble, ItemRecord, JobRecord, RecoveryPointRecord } from "../../state/records";
import { troubles } from "../../state/troubles";
import { pastBackup } from "../../state/pastJob";
import { touches } from "./fleetMachines";
import {
  fleetSubscriptions,
  groupName,
  groupOfName,
  groupsOfVault,
  machineId,
  machineName,
  machineOfName,
  machinesPerGroup,
  numberOf,
  placesOf,
  stateOf,
  troubleNumber,
  vaultCount,
  vaultGroup,
  vaultIdOf,
  vaultOfGroup,
  vaultOfName,
} from "./fleetPlan";
import type { FleetState, Place } from "./fleetPlan";

const day = 86_400_000;
const minute = 60_000;
/** Nights that a protected VM has recovery points of. */
const nights = 3;

/** Policy of every protected VM of the fleet. */
export const fleetPolicy = { name: "daily-2230-30d", time: "22:30", days: 30 } as const;

/** Protected items of the fleet, computed when they are asked for. @param made milliseconds since 1970 */
export function fleetItems(made: number): Origin<ItemRecord> {
  return {
    get: (id) => {
      const place = placeOfItem(id);
      return place === undefined ? undefined : itemRecord(place, made);
    },
    below: (prefix) => recordsBelow(prefix, (place) => itemRecord(place, made)),
  };
}

/** The backups of the last night. @param made milliseconds since 1970 */
export function fleetJobs(made: number): Origin<JobRecord> {
  return {
    get: (id) => {
      const place = placeOfJob(id);
      return place === undefined ? undefined : jobRecord(place, made);
    },
    below: (prefix) => recordsBelow(prefix, (place) => jobRecord(place, made)),
  };
}

function* recordsBelow<T extends { readonly id: string }>(
  prefix: string,
  make: (place: Place) => T | undefined,
): Generator<readonly [string, T]> {
  for (const [subscription, { subscriptionId }] of fleetSubscriptions.entries()) {
    if (!touches(`/subscriptions/${subscriptionId}/`, prefix)) {
      continue;
    }
    for (let vault = 0; vault < vaultCount(subscription); vault++) {
      if (touches(`${vaultIdOf(subscription, vault).toLowerCase()}/`, prefix)) {
        yield* recordsOf(subscription, vault, prefix, make);
      }
    }
  }
}

function* recordsOf<T extends { readonly id: string }>(
  subscription: number,
  vault: number,
  prefix: string,
  make: (place: Place) => T | undefined,
): Generator<readonly [string, T]> {
  for (const place of groupsOfVault(vault).flatMap((group) => placesOf(subscription, group))) {
    const record = make(place);
    const id = record?.id.toLowerCase();
    if (record !== undefined && id?.startsWith(prefix) === true) {
      yield [id, record];
    }
  }
}

const vaultPattern = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/[^/]+\/vaults\/([^/]+)\//u;

/** Subscription and vault of an id below a vault, in lower case. */
function vaultOfId(id: string): { readonly subscription: number; readonly vault: number } | undefined {
  const [, subscriptionId = "", group, name = ""] = vaultPattern.exec(id) ?? [];
  const subscription = group === vaultGroup ? numberOf(subscriptionId) : undefined;
  const vault = subscription === undefined ? undefined : vaultOfName(subscription, name);
  return subscription === undefined || vault === undefined ? undefined : { subscription, vault };
}

function placeOfItem(id: string): Place | undefined {
  const found = vaultOfId(id);
  const [, groupText = "", name = ""] = /\/protecteditems\/vm;iaasvmcontainerv2;([^;/]+);([^;/]+)$/u.exec(id) ?? [];
  const group = found === undefined ? undefined : groupOfName(found.subscription, groupText);
  return found === undefined || group === undefined || vaultOfGroup(group) !== found.vault
    ? undefined
    : machineOfName(found.subscription, group, name);
}

/** Undefined for a VM that is in no vault. */
function itemRecord(place: Place, made: number): ItemRecord | undefined {
  const item = itemWithoutPoints(place, made);
  const last = item?.lastBackupTime;
  return item === undefined
    ? undefined
    : {
        ...item,
        points: last === undefined ? [] : pointsOf(place, item.state === "ProtectionError" ? last - day : last),
      };
}

function itemWithoutPoints(place: Place, made: number): Omit<ItemRecord, "points"> | undefined {
  const state = stateOf(place);
  if (state === "none") {
    return undefined;
  }
  const vaultId = vaultIdOf(place.subscription, vaultOfGroup(place.group));
  const vmName = machineName(place);
  const key = containerKey(groupName(place.group), vmName);
  const ended = state === "stopped" || state === "softDeleted";
  const last = state === "firstBackupPending" ? undefined : lastNight(made) - (ended ? 13 * day : 0);
  return {
    id: itemId(vaultId, key),
    vaultId,
    vmId: machineId(place),
    vmName,
    key,
    policyName: ended ? "" : fleetPolicy.name,
    configured: true,
    state: itemStates[state],
    lastBackupStatus: last === undefined ? "" : state === "failing" ? "Failed" : "Completed",
    lastBackupTime: last,
    trouble: troubleOf(place),
    softDeletedAt: state === "softDeleted" ? made - (1 + (place.machine % 12)) * day : undefined,
    containerSoftDeleted: state === "softDeleted",
    diskExclusion: undefined,
  };
}

const itemStates: Readonly<Record<Exclude<FleetState, "none">, ItemRecord["state"]>> = {
  protected: "Protected",
  failing: "ProtectionError",
  firstBackupPending: "IRPending",
  stopped: "ProtectionStopped",
  softDeleted: "ProtectionStopped",
};

function troubleOf(place: Place): BackupTrouble | undefined {
  const number = troubleNumber(place);
  return number === undefined
    ? undefined
    : [troubles.agentUnavailable, troubles.snapshotTimeout, troubles.vssWriter][number];
}

/** When the policy last ran so long ago that its backups are over. */
function lastNight(made: number): number {
  const today = made - (made % day) + 22.5 * 60 * minute;
  return today + 120 * minute < made ? today : today - day;
}

function pointsOf(place: Place, last: number): readonly RecoveryPointRecord[] {
  return Array.from({ length: nights }, (_, index) => {
    const night = nights - 1 - index;
    const time = last - night * day + 4000;
    return {
      name: String(20_000_000_000_000 + serial(place) * 10 + night),
      time,
      consistency: place.machine % 3 === 0 ? "AppConsistent" : "FileSystemConsistent",
      vaultedAt: time + 40 * minute,
      snapshotUntil: time + 2 * day,
      policyType: "V1",
    } as const;
  });
}

function serial({ subscription, group, machine }: Place): number {
  return (subscription * 100 + group) * machinesPerGroup + machine;
}

function jobNameOf(place: Place): string {
  return `f1ee7000-0000-4000-8000-${String(serial(place)).padStart(12, "0")}`;
}

function placeOfJob(id: string): Place | undefined {
  const found = vaultOfId(id);
  const digits = /\/backupjobs\/f1ee7000-0000-4000-8000-(\d{12})$/u.exec(id)?.[1];
  if (found === undefined || digits === undefined) {
    return undefined;
  }
  const number = Number(digits);
  const group = Math.floor(number / machinesPerGroup) % 100;
  const subscription = Math.floor(number / machinesPerGroup / 100);
  return subscription === found.subscription && vaultOfGroup(group) === found.vault
    ? { subscription, group, machine: number % machinesPerGroup }
    : undefined;
}

/** The last backup of a VM, if there was one in the last night. */
function jobRecord(place: Place, made: number): JobRecord | undefined {
  const item = itemWithoutPoints(place, made);
  if (item?.lastBackupTime !== lastNight(made)) {
    return undefined;
  }
  return pastBackup(item, {
    name: jobNameOf(place),
    startTime: item.lastBackupTime,
    sizeMB: 20_480,
    snapshot: 7 * minute + place.machine * 1000,
    transfer: 33 * minute,
    trouble: item.trouble,
  });
}
