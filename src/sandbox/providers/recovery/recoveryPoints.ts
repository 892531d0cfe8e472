import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime } from "../../http/formats";
import { listAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { timeIn } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { moveObstacle, policyOf } from "../../state/backups/archiveTier";
import { backedUpMachine } from "../../state/backups/backedUpMachine";
import { isPrivate } from "../../state/networkAccess";
import type { ItemRecord, RecoveryPointRecord } from "../../state/records";
import { backupFilter } from "../backupFilters";
import { itemOf, paths } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints";
const rowsPerPage = 30;

/** Recovery points of an item, newest first. */
export const recoveryPointRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.item}/recoveryPoints`, versions, action: `${type}/read`, handle: list },
  { method: "GET", path: `${paths.item}/recoveryPoints/{point}`, versions, action: `${type}/read`, handle: get },
];

function list(call: Call): Answer {
  const item = itemOf(call);
  // Its other words are about kinds of recovery points that VMs do not have.
  const filter = backupFilter(call, "recoveryPoint");
  const from = timeIn(filter, "startDate") ?? -Infinity;
  const to = timeIn(filter, "endDate") ?? Infinity;
  const isReady = filter.get("movereadyrponly")?.toLowerCase() === "true";
  const points = item.points
    .filter((point) => point.time >= from && point.time <= to)
    .filter((point) => !isReady || obstacleFor(call, item, point) === undefined)
    .toReversed();
  return page(
    call,
    points.map((point) => describePoint(call, item, point)),
    rowsPerPage,
  );
}

function get(call: Call): Answer {
  const item = itemOf(call);
  return ok(describePoint(call, item, pointOf(call, item), true));
}

/** The recovery point of a path; throws 404. */
export function pointOf(call: Call, item: ItemRecord): RecoveryPointRecord {
  const found = item.points.find((point) => point.name === call.param("point"));
  if (found === undefined) {
    throw new ArmFault(404, "BMSUserErrorRecoveryPointNotFound", "The specified recovery point could not be found.");
  }
  return found;
}

/** A recovery point as Azure shows it: with the names of its disks only where it is asked for alone. */
export function describePoint(call: Call, item: ItemRecord, point: RecoveryPointRecord, alone = false): JsonObject {
  const vm = call.estate.resources.get(item.vmId) ?? item.source?.vm;
  const zones = listAt(vm, "zones");
  const premium = textAt(vm, "properties", "storageProfile", "osDisk", "managedDisk", "storageAccountType")?.startsWith(
    "Premium",
  );
  return {
    id: `${item.id}/recoveryPoints/${point.name}`,
    name: point.name,
    type,
    properties: {
      objectType: "IaasVMRecoveryPoint",
      recoveryPointType: point.consistency,
      recoveryPointTime: isoTime(point.time),
      recoveryPointAdditionalInfo: "",
      sourceVMStorageType: premium === true ? "PremiumVMOnPartialPremiumStorage" : "NormalStorage",
      isSourceVMEncrypted: false,
      isInstantIlrSessionActive: (point.mountedUntil ?? 0) > call.now,
      recoveryPointTierDetails: tiersOf(point, call.now),
      isManagedVirtualMachine: true,
      virtualMachineSize: textAt(vm, "properties", "hardwareProfile", "vmSize") ?? "",
      originalStorageAccountOption: false,
      ...disksOf(point, alone),
      osType: textAt(vm, "properties", "storageProfile", "osDisk", "osType") ?? "",
      ...(zones.length === 0 ? {} : { zones }),
      recoveryPointMoveReadinessInfo: { ArchivedRP: readinessOf(call, item, point) },
      ...(tellsSecurity(call)
        ? {
            securityType: textAt(vm, "properties", "securityProfile", "securityType") ?? "None",
            isPrivateAccessEnabledOnAnyDisk: backedUpMachine(call.estate, item)?.disks.some(isPrivate) ?? false,
          }
        : {}),
      createdWithPolicyType: point.policyType,
      threatStatus: 0,
    },
  };
}

/** Older answers do not tell of the security of a point and its disks: the REST specification of 2023-01-15 lacks it, that of 2023-06-01 has it. */
function tellsSecurity(call: Call): boolean {
  return (call.query.get("api-version") ?? "") > "2023-01-15";
}

/** Said of points for which disks were selected ("Selective disk backup and restore", Microsoft Learn, 2026). */
function disksOf({ disks }: RecoveryPointRecord, named: boolean): JsonObject {
  if (disks === undefined) {
    return {};
  }
  const lists = {
    includedDiskList: disks.included.map((disk) => ({ ...disk })),
    excludedDiskList: disks.excluded.map((disk) => ({ ...disk })),
  };
  return {
    recoveryPointDiskConfiguration: {
      numberOfDisksIncludedInBackup: disks.included.length,
      numberOfDisksAttachedToVm: disks.included.length + disks.excluded.length,
      ...(named ? lists : {}),
    },
  };
}

/** Where a recovery point is kept: the snapshot, the vault, the archive. */
function tiersOf(point: RecoveryPointRecord, now: number): readonly Json[] {
  const tiers: Json[] = [];
  if (now < point.snapshotUntil) {
    tiers.push({ type: "InstantRP", status: "Valid" });
  }
  if (point.archivedAt !== undefined) {
    const back = point.rehydratedUntil;
    tiers.push(
      back !== undefined && back > now
        ? { type: "ArchivedRP", status: "Rehydrated", extendedInfo: { RehydratedRPExpiryTime: isoTime(back) } }
        : { type: "ArchivedRP", status: "Valid" },
    );
  } else if (now >= point.vaultedAt) {
    tiers.push({ type: "HardenedRP", status: "Valid" });
  }
  return tiers;
}

function readinessOf(call: Call, item: ItemRecord, point: RecoveryPointRecord): JsonObject {
  const obstacle = obstacleFor(call, item, point);
  return obstacle === undefined ? { isReadyForMove: true } : { isReadyForMove: false, additionalInfo: obstacle };
}

/** Why a recovery point of an item cannot go to the archive tier now; undefined when it can. */
export function obstacleFor(call: Call, item: ItemRecord, point: RecoveryPointRecord): string | undefined {
  return moveObstacle(item, policyOf(call.estate, item), point, call.now);
}
