import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime, never } from "../../http/formats";
import { objectAt, textAt, without } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows, parseFilter } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { findRegion } from "../../estate/regions";
import { isDone, pollHeaders, startOperation } from "../../state/jobs/operations";
import type { VaultRecord } from "../../state/records";
import { startRestore } from "../../state/jobs/startRestore";
import { describeItem } from "../protection/itemBody";
import { aadProperties, accessToken, arrived, grantedBy } from "./crossRegionAccess";
import { job, listJobs } from "./crossRegionJobs";
import { describePoint } from "./recoveryPoints";
import { readRestore, stagingAccountId } from "./restoreRequest";
import { itemOf, paths, subscriptionOf, vaultOf } from "../scope";

const provider = "Microsoft.RecoveryServices";
const place = `${paths.subscription}/providers/${provider}/locations/{location}`;
const rowsPerPage = 50;
/** Milliseconds at speed 1. */
const acceptanceLasts = 1000;
/**
 * Cross-region restore: what is in the paired region (the lists whose address ends with a slash), and restores there.
 *
 * Source: REST specification of Azure Backup's passive stamp, 2023-01-15.
 */
export const crossRegionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.vault}/backupProtectedItems/`,
    versions,
    action: `${provider}/vaults/backupProtectedItems/read`,
    handle: listItems,
  },
  {
    method: "GET",
    path: `${paths.item}/recoveryPoints/`,
    versions,
    action: `${provider}/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/read`,
    handle: listPoints,
  },
  {
    method: "POST",
    path: `${paths.item}/recoveryPoints/{point}/accessToken`,
    versions,
    action: `${provider}/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/accessToken/action`,
    handle: accessToken,
  },
  {
    method: "GET",
    path: `${place}/backupAadProperties`,
    versions,
    action: `${provider}/locations/backupAadProperties/read`,
    handle: aadProperties,
  },
  {
    method: "POST",
    path: `${place}/backupCrossRegionRestore`,
    versions,
    action: `${provider}/locations/backupCrossRegionRestore/action`,
    handle: restore,
  },
  {
    method: "GET",
    path: `${place}/backupCrrOperationsStatus/{operation}`,
    versions: "issued",
    action: `${provider}/locations/backupCrrOperationsStatus/read`,
    handle: status,
  },
  {
    method: "GET",
    path: `${place}/backupCrrOperationResults/{operation}`,
    versions: "issued",
    action: `${provider}/locations/backupCrrOperationResults/read`,
    handle: result,
  },
  {
    method: "POST",
    path: `${place}/backupCrrJob`,
    versions,
    action: `${provider}/locations/backupCrrJob/action`,
    handle: job,
  },
  {
    method: "POST",
    path: `${place}/backupCrrJobs`,
    versions,
    action: `${provider}/locations/backupCrrJobs/action`,
    handle: listJobs,
  },
];

function listItems(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = parseFilter(call.query);
  const items = vault.crossRegionRestore ? call.estate.items.below(`${vault.id}/`) : [];
  const shown = items.filter(
    (item) =>
      item.configured &&
      allows(filter, "backupManagementType", "AzureIaasVM") &&
      allows(filter, "itemType", "VM") &&
      allows(filter, "friendlyName", item.vmName),
  );
  return page(
    call,
    shown.map((item) => passive(describeItem(item, call, false), "policyName", "vaultId", "isArchiveEnabled")),
    rowsPerPage,
  );
}

function listPoints(call: Call): Answer {
  const item = itemOf(call);
  const points = arrived(call, vaultOf(call), item).toReversed();
  return page(
    call,
    points.map((point) => inVault(describePoint(call, item, point))),
    rowsPerPage,
  );
}

/** The API of the paired region is older: it has fewer properties. */
function passive(body: JsonObject, ...later: readonly string[]): JsonObject & { readonly properties: JsonObject } {
  return { ...body, properties: without(objectAt(body, "properties"), ...later) };
}

/** In the paired region there is the copy of the vault only. */
function inVault(body: JsonObject): JsonObject {
  const tiers = [{ type: "HardenedRP", status: "Valid" }];
  return { ...body, properties: { ...objectAt(body, "properties"), recoveryPointTierDetails: tiers } };
}

/** The secondary region of a path; throws 400 unless it is the pair of the vault's. */
function checkPair(call: Call, vault: VaultRecord): string {
  const region = findRegion(call.param("location"))?.name;
  const pair = findRegion(vault.location)?.paired;
  if (region === undefined || region !== pair) {
    throw badRequest("BMSUserErrorInvalidInput", `The secondary region of the vault is '${pair ?? ""}'.`);
  }
  return region;
}

function restore(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  const { item, point } = grantedBy(call);
  const vault = call.estate.vaults.get(item.vaultId);
  if (vault === undefined) {
    throw badRequest("BMSUserErrorInvalidInput", "The vault of the recovery point could not be found.");
  }
  const region = checkPair(call, vault);
  const request = objectAt(call.body, "restoreRequest");
  if (textAt(request, "recoveryType") === "OriginalLocation") {
    throw badRequest("BMSUserErrorInvalidInput", "In the secondary region, disks cannot be replaced.");
  }
  const { plan, problems } = readRestore({ call, vault, item, point, request, region });
  const [first] = problems;
  if (first !== undefined) {
    throw badRequest(first.code, first.message);
  }
  // In the secondary region there are no snapshots: all of it comes from the vault.
  const started = startRestore(call, item, { ...point, snapshotUntil: 0 }, plan, stagingAccountId(request));
  call.estate.jobs.set(started.id, { ...started, secondaryRegion: region });
  const name = Buffer.from(started.name).toString("base64");
  startOperation(call, vault.id, { lasts: acceptanceLasts, name, jobName: started.name, result: 200 });
  const base = `/subscriptions/${subscriptionId}/providers/${provider}/locations/${region}`;
  return {
    status: 202,
    headers: pollHeaders(
      call,
      `${base}/backupCrrOperationsStatus/${name}`,
      `${base}/backupCrrOperationResults/${name}`,
    ),
  };
}

function status(call: Call): Answer {
  const name = call.param("operation");
  const found = call.estate.operations.all.find((each) => each.name === name);
  if (found === undefined) {
    throw new ArmFault(404, "BMSUserErrorOperationNotFound", `The operation '${name}' could not be found.`);
  }
  const done = isDone(found, call.now);
  return ok(
    {
      id: call.path,
      name,
      status: done ? "Succeeded" : "InProgress",
      startTime: isoTime(found.startTime),
      endTime: done ? isoTime(found.startTime + found.lasts) : never,
      ...(done ? { properties: { objectType: "OperationStatusJobExtendedInfo", jobId: found.jobName } } : {}),
    },
    done ? {} : { "retry-after": String(call.settings.retryAfterSeconds) },
  );
}

function result(call: Call): Answer {
  const found = call.estate.operations.all.find((each) => each.name === call.param("operation"));
  return { status: found === undefined || isDone(found, call.now) ? 200 : 202 };
}
