import type { Outlook } from "../../state/backups/backupOutlook";
import { containerKey, itemId } from "../../state/ids";
import type { ItemRecord, JobRecord, PolicyRecord, RecoveryPointRecord } from "../../state/records";
import { jobOf, pointOf, stateAfter } from "../../state/backups/runSchedules";
import { troubles } from "../../state/backups/troubles";
import { images } from "../images";
import { fleetPolicy } from "./fleetNights";
import type { Nights } from "./fleetNights";
import {
  groupName,
  machineId,
  machineName,
  machineSeed,
  serialOf,
  stateOf,
  troubleOf,
  vaultIdOf,
  vaultOfGroup,
} from "./fleetPlan";
import type { Place } from "./fleetPlan";

const day = 86_400_000;
/** Nights that a stopped item had none before the fleet was made. */
const nightsStopped = 13;

/** Id of the protected item that a VM has or would have. */
export function itemIdOf(place: Place): string {
  return baseOf(place).id;
}

function baseOf(place: Place): Pick<ItemRecord, "id" | "vaultId" | "vmName" | "key"> {
  const vaultId = vaultIdOf(place.subscription, vaultOfGroup(place.group));
  const vmName = machineName(place);
  const key = containerKey(groupName(place.group), vmName);
  return { id: itemId(vaultId, key), vaultId, vmName, key };
}

/** The protected item of a VM after the nights so far; undefined for one that is in no vault. */
export function itemRecord(place: Place, made: number, nights: Nights): ItemRecord | undefined {
  const state = stateOf(place);
  if (state === "none") {
    return undefined;
  }
  const base = {
    ...baseOf(place),
    vmId: machineId(place),
    policyName: fleetPolicy.name,
    configured: true,
    softDeletedAt: undefined,
    containerSoftDeleted: false,
    diskExclusion: undefined,
  };
  const { last, lastBefore } = nights;
  const outlook = outlookOfPlace(place, nights.policy);
  const points = (runs: readonly number[]): PointsOf => [place, outlook, runs];
  switch (state) {
    case "protected":
      return withPoints({ ...base, scheduledUntil: last, ...stateAfter(outlook, last) }, points(nights.points));
    case "failing":
      return withPoints(
        { ...base, scheduledUntil: last, ...stateAfter(outlook, last) },
        points(nights.pointsOfFailing),
      );
    case "firstBackupPending":
      return last === lastBefore
        ? {
            ...base,
            scheduledUntil: last,
            state: "IRPending",
            lastBackupStatus: "",
            lastBackupTime: undefined,
            trouble: undefined,
            points: [],
          }
        : withPoints({ ...base, scheduledUntil: last, ...stateAfter(outlook, last) }, points(nights.pointsOfNew));
    case "stopped":
    case "softDeleted": {
      const isDeleted = state === "softDeleted";
      return withPoints(
        {
          ...base,
          ...stateAfter(outlook, lastBefore - nightsStopped * day),
          policyName: "",
          state: "ProtectionStopped",
          softDeletedAt: isDeleted ? made - (1 + (place.machine % 12)) * day : undefined,
          containerSoftDeleted: isDeleted,
        },
        points(nights.pointsBeforeStop),
      );
    }
  }
}

type PointsOf = readonly [place: Place, outlook: Outlook, runs: readonly number[]];

/** Recovery points are computed when they are asked for, once: lists of many items do without. */
function withPoints(item: Omit<ItemRecord, "points">, [place, outlook, runs]: PointsOf): ItemRecord {
  let points: readonly RecoveryPointRecord[] | undefined;
  return {
    ...item,
    get points() {
      points ??= runs.map((run) => pointOf(item, outlook, run, pointNameOf(place, run)));
      return points;
    },
  };
}

/** The jobs of nightly backups. @param runs milliseconds since 1970 */
export function jobRecords(place: Place, runs: readonly number[], { policy }: Nights): readonly JobRecord[] {
  if (runs.length === 0) {
    return [];
  }
  const base = baseOf(place);
  const outlook = outlookOfPlace(place, policy);
  return runs.map((run) => jobOf(base, outlook, run, jobNameOf(place, run)));
}

/** What `outlookOf` finds of a VM of the fleet to which nothing has happened. */
function outlookOfPlace(place: Place, policy: PolicyRecord): Outlook {
  const trouble = troubleOf(place);
  const { os } = images[machineSeed(place).image];
  const sizeGB = os === "Windows" ? 127 : 30;
  return {
    policy,
    trouble: trouble === undefined ? undefined : troubles[trouble],
    consistency: os === "Windows" ? "AppConsistent" : "FileSystemConsistent",
    disks: undefined,
    sizeMB: Math.round((sizeGB * 1024) / 9),
  };
}

/** By VM and day: there is one run each day. */
function pointNameOf(place: Place, run: number): string {
  return String(20_000_000_000_000 + serialOf(place) * 10_000_000 + Math.floor(run / day));
}

/** By day and VM, so that a job is found by its name. */
function jobNameOf(place: Place, run: number): string {
  const digits = (number: number, count: number): string => String(number).padStart(count, "0");
  return `${digits(Math.floor(run / day), 8)}-f1ee-4000-8000-${digits(serialOf(place), 12)}`;
}
