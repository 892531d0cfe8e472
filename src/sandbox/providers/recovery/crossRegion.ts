import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { guidOf, isoTime, never } from "../../http/formats";
import { isJsonObject, objectAt, parseJson, textAt, without } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { allows, parseFilter, timeIn } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { findRegion } from "../../estate/regions";
import { progressOf } from "../../state/jobProgress";
import { isDone, pollHeaders, startOperation } from "../../state/operations";
import type { ItemRecord, JobRecord, RecoveryPointRecord, VaultRecord } from "../../state/records";
import { startRestore } from "../../state/startRestore";
import { describeItem } from "../protection/itemBody";
import { describeJob } from "../protection/jobs";
import { describePoint, pointOf } from "./recoveryPoints";
import { readRestore, stagingAccountId } from "./restoreRequest";
import { itemOf, paths, subscriptionOf, vaultOf } from "../scope";

const provider = "Microsoft.RecoveryServices";
const place = `${paths.subscription}/providers/${provider}/locations/{location}`;
const rowsPerPage = 50;
/** Milliseconds at speed 1. */
const acceptanceLasts = 1000;
/** Until a recovery point is in the secondary region as well: "Set cross region restore" (Microsoft Learn, 2025). */
const replicationLasts = 12 * 3_600_000;

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

/** What of an item has arrived in the paired region. */
function arrived(call: Call, vault: VaultRecord, item: ItemRecord): readonly RecoveryPointRecord[] {
  return vault.crossRegionRestore
    ? item.points.filter((point) => point.archivedAt === undefined && point.vaultedAt + replicationLasts <= call.now)
    : [];
}

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

/** Whom a token for a region is for. */
function audienceOf(region: string): string {
  return `https://RecoveryServices/IaasCoord/aadmgmt/${region}`;
}

function aadProperties(call: Call): Answer {
  const { subscriptionId, tenantId } = subscriptionOf(call);
  const location = call.param("location").toLowerCase();
  return ok({
    id: `/subscriptions/${subscriptionId}`,
    properties: {
      tenantId,
      audience: audienceOf(location),
      servicePrincipalObjectId: guidOf(`backup service of ${location}`),
    },
  });
}

/** The sandbox's own proof that somebody may read a recovery point; clients hand it on without looking into it. */
function accessToken(call: Call): Answer {
  const vault = vaultOf(call);
  const item = itemOf(call);
  const point = pointOf(call, item);
  if (!arrived(call, vault, item).includes(point)) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "The recovery point is not available in the secondary region: cross region restore is off, or it has not been replicated yet.",
    );
  }
  const pair = findRegion(vault.location)?.paired;
  if (textAt(call.body, "properties", "audience") !== audienceOf(pair ?? "")) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "The request does not say for which service of the secondary region it is.",
    );
  }
  const token = Buffer.from(JSON.stringify({ item: item.id, point: point.name })).toString("base64url");
  return ok({
    id: `${item.id}/recoveryPoints/${point.name}`,
    name: point.name,
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints",
    properties: {
      objectType: "WorkloadCrrAccessToken",
      accessTokenString: token,
      subscriptionId: vault.subscriptionId,
      resourceGroupName: vault.group,
      resourceName: vault.name,
      resourceId: guidOf(vault.id),
      recoveryPointId: point.name,
      recoveryPointTime: new Date(point.time).toLocaleString("en-US", { timeZone: "UTC" }).replace(",", ""),
      containerName: item.key,
      containerType: "IaasVMContainer",
      backupManagementType: "AzureIaasVM",
      datasourceType: "VM",
      datasourceName: item.vmName,
      datasourceId: guidOf(item.id),
      datasourceContainerName: item.key,
      coordinatorServiceStampUri: "https://coordinator.sandbox.invalid",
      protectionServiceStampId: guidOf("protection stamp"),
      protectionServiceStampUri: "https://protection.sandbox.invalid",
      tokenExtendedInformation: "",
    },
  });
}

interface Granted {
  readonly item: ItemRecord;
  readonly point: RecoveryPointRecord;
}

/** What a token of `accessToken` is for; throws 400 for a text that is none. */
function grantedBy(call: Call): Granted {
  const text = textAt(call.body, "crossRegionRestoreAccessDetails", "accessTokenString") ?? "";
  const content = readToken(text);
  const item = call.estate.items.get(textAt(content, "item") ?? "");
  const point = item?.points.find(({ name }) => name === textAt(content, "point"));
  if (item === undefined || point === undefined) {
    throw badRequest("BMSUserErrorInvalidInput", "The access token of the recovery point is not valid.");
  }
  return { item, point };
}

function readToken(text: string): Json | undefined {
  try {
    const value = parseJson(Buffer.from(text, "base64url").toString("utf8"));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
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
  const { plan, problems } = readRestore(call, vault, item, point, request, region);
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

/** The jobs of a vault in the region of a path. */
function jobsOf(call: Call): readonly JobRecord[] {
  const vaultId = textAt(call.body, "resourceId") ?? "";
  const region = findRegion(call.param("location"))?.name;
  return call.estate.jobs
    .below(`${vaultId}/`)
    .filter((each) => each.secondaryRegion !== undefined && each.secondaryRegion === region)
    .toSorted((a, b) => b.startTime - a.startTime);
}

function job(call: Call): Answer {
  const name = textAt(call.body, "jobName")?.toLowerCase();
  const found = jobsOf(call).find((each) => each.name.toLowerCase() === name);
  if (found === undefined) {
    throw new ArmFault(404, "BMSUserErrorJobNotFound", "The specified job could not be found in the secondary region.");
  }
  return ok(abroad(call, found, true));
}

function listJobs(call: Call): Answer {
  const filter = parseFilter(call.query);
  const from = timeIn(filter, "startTime") ?? -Infinity;
  const to = timeIn(filter, "endTime") ?? Infinity;
  const shown = jobsOf(call).filter(
    (each) =>
      allows(filter, "status", progressOf(each, call.now).status) &&
      // A filter for `Restore` does not find them ("Get-AzRecoveryServicesBackupJob", azure-powershell issue 20328, 2022).
      allows(filter, "operation", "CrossRegionRestore") &&
      allows(filter, "backupManagementType", "AzureIaasVM") &&
      each.startTime >= from &&
      each.startTime <= to,
  );
  return page(
    call,
    shown.map((each) => abroad(call, each, false)),
    rowsPerPage,
  );
}

/** A job there has another address, and another name of its operation; it names its vault. Recorded from Azure, 2024-04-28. */
function abroad(call: Call, record: JobRecord, extended: boolean): JsonObject {
  const { subscriptionId } = subscriptionOf(call);
  const body = describeJob(record, call.now, extended);
  return {
    ...body,
    id: `/subscriptions/${subscriptionId}/providers/${provider}/locations/${record.secondaryRegion ?? ""}/backupJobs/${record.name}`,
    properties: {
      ...without(objectAt(body, "properties"), "containerName"),
      ...(extended ? { extendedInfo: ofVault(objectAt(body, "properties", "extendedInfo"), record) } : {}),
      operation: "CrossRegionRestore",
    },
  };
}

function ofVault(info: JsonObject, { vaultId }: JobRecord): JsonObject {
  const [, , subscription = "", , group = "", , , , vault = ""] = vaultId.split("/");
  return {
    ...info,
    propertyBag: {
      ...objectAt(info, "propertyBag"),
      "Subscription Id of the vault": subscription,
      "Resource Group Name of the vault": group,
      "Vault name": vault,
    },
  };
}
