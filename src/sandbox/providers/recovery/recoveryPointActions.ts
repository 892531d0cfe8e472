import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { listAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { containerId } from "../../state/ids";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import type { ItemRecord, RecoveryPointRecord } from "../../state/records";
import { startMove } from "../../state/jobs/startRestore";
import { refuseWhileBusy } from "../busy";
import { mountScripts } from "./mountScripts";
import { describePoint, obstacleFor, pointOf } from "./recoveryPoints";
import { itemOf, keyOf, liveItemOf, paths, vaultOf } from "../scope";

const itemType = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
const pointPath = `${paths.item}/recoveryPoints/{point}`;
const rowsPerPage = 30;
/** Milliseconds at speed 1. */
const acceptanceLasts = 1000;
const provisionLasts = 4000;
/** For how long the disks of a recovery point stay mounted: Azure's 12 hours. */
const mountLasts = 12 * 3_600_000;

/** What is done with a recovery point beside restoring it: file recovery, and the move to the archive tier. */
export const recoveryPointActionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${pointPath}/provisionInstantItemRecovery`,
    versions,
    action: `${itemType}/recoveryPoints/provisionInstantItemRecovery/action`,
    handle: provision,
  },
  {
    method: "POST",
    path: `${pointPath}/revokeInstantItemRecovery`,
    versions,
    action: `${itemType}/recoveryPoints/revokeInstantItemRecovery/action`,
    handle: revoke,
  },
  {
    method: "POST",
    path: `${pointPath}/move`,
    versions,
    action: `${itemType}/recoveryPoints/move/action`,
    handle: move,
  },
  {
    method: "POST",
    path: `${paths.item}/recoveryPointsRecommendedForMove`,
    versions,
    action: `${itemType}/recoveryPointsRecommendedForMove/action`,
    handle: recommended,
  },
];

function accepted(
  call: Call,
  lasts: number,
  more: { readonly jobName?: string; readonly outcome?: JsonObject } = {},
): Answer {
  const vault = vaultOf(call);
  const { name } = startOperation(call, vault.id, { lasts, ...more });
  const path = `${containerId(vault.id, keyOf(call))}/protectedItems/${call.param("item")}`;
  return {
    status: 202,
    headers: pollHeaders(call, `${path}/operationsStatus/${name}`, `${path}/operationResults/${name}`),
  };
}

function remember(call: Call, item: ItemRecord, point: RecoveryPointRecord): void {
  const points = item.points.map((each) => (each.name === point.name ? point : each));
  call.estate.items.set(item.id, { ...item, points });
}

function provision(call: Call): Answer {
  const item = liveItemOf(call);
  const point = pointOf(call, item);
  if (textAt(call.body, "properties", "objectType") !== "IaasVMILRRegistrationRequest") {
    throw badRequest("BMSUserErrorInvalidInput", "The type of the file recovery request is not supported.");
  }
  if (point.archivedAt !== undefined) {
    throw badRequest(
      "UserErrorRecoveryPointInArchiveTier",
      "Files cannot be recovered from a recovery point in the archive tier.",
    );
  }
  remember(call, item, { ...point, mountedUntil: call.now + mountLasts });
  return accepted(call, provisionLasts, {
    outcome: {
      objectType: "OperationStatusProvisionILRExtendedInfo",
      recoveryTarget: { clientScripts: mountScripts(call, item, point) },
    },
  });
}

function revoke(call: Call): Answer {
  const item = itemOf(call);
  const { mountedUntil, ...point } = pointOf(call, item);
  if (mountedUntil === undefined || mountedUntil <= call.now) {
    throw new ArmFault(
      400,
      "BMSUserErrorConflictingProtectionOperation",
      "The disks of the recovery point are not mounted: there is nothing to unmount.",
    );
  }
  remember(call, item, point);
  return accepted(call, acceptanceLasts);
}

function move(call: Call): Answer {
  const item = liveItemOf(call);
  const point = pointOf(call, item);
  if (textAt(call.body, "sourceTierType") !== "HardenedRP" || textAt(call.body, "targetTierType") !== "ArchivedRP") {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "A recovery point can only be moved from the vault to the archive tier.",
    );
  }
  // What Azure says to a second request is not documented: here it is the move that is under way.
  const moving = call.estate.jobs.own.find(
    ({ itemId, effect, applied }) =>
      itemId === item.id && applied !== "all" && effect.kind === "archive" && effect.point === point.name,
  );
  if (moving !== undefined) {
    return accepted(call, acceptanceLasts, { jobName: moving.name });
  }
  const obstacle = obstacleFor(call, item, point);
  if (obstacle !== undefined) {
    throw badRequest("UserErrorRecoveryPointNotReadyForMove", obstacle);
  }
  // Many points are moved one after the other, without waiting ("Use Archive tier support", Microsoft Learn, 2025).
  refuseWhileBusy(call, item.id, "MoveRecoveryPoint");
  return accepted(call, acceptanceLasts, { jobName: startMove(call, item, point).name });
}

function recommended(call: Call): Answer {
  const item = itemOf(call);
  const excluded = listAt(call.body, "excludedRPList");
  const points = item.points.filter(
    (point) => !excluded.includes(point.name) && obstacleFor(call, item, point) === undefined,
  );
  return page(
    call,
    points.toReversed().map((point) => describePoint(call, item, point)),
    rowsPerPage,
  );
}
