import { isoTime } from "../http/formats";
import { objectAt, textAt, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import type { Settings } from "../http/call";
import { jobProperties } from "../providers/protection/jobs";
import { describeDeletedVault } from "../providers/vaults/deletedVaults";
import { describeItem } from "../providers/protection/itemBody";
import { describeVault } from "../providers/vaults/vaultBody";
import { mayAct } from "../login/rights";
import type { Estate } from "../state/estate";
import { itemsKept } from "../state/deletedVaults";
import { partsOf } from "../state/ids";
import { isTracked } from "../state/isTracked";
import { statusOf } from "../state/jobs/jobProgress";
import type { DeletedVaultRecord, ItemRecord, JobRecord, ResourceRecord, VaultRecord } from "../state/records";
import type { Tables } from "./runQuery";
import type { Wanted } from "./wanted";

/** What a query is about. */
interface Scope {
  readonly estate: Estate;
  readonly now: number;
  readonly settings: Settings;
  /** Ids of the subscriptions that the query is about. */
  readonly subscriptions: ReadonlySet<string>;
}

interface Source extends Scope, Wanted {
  /** The columns that are wanted, of those that all rows have. */
  readonly columns: readonly (readonly [name: string, valueOf: Column])[];
}

/** What says whether somebody may read a row. */
const placeColumns: readonly string[] = ["subscriptionId", "resourceGroup", "type"];

/**
 * The tables of Resource Graph over the estate. Types are written in lower case there, other than in ARM. What somebody may
 * not read is left out without a word.
 */
export function graphTables(scope: Scope): Tables {
  const { estate, subscriptions } = scope;
  const isRestricted = [...subscriptions].some((id) => typeof estate.subscriptions.get(id)?.access !== "string");
  return (name, wanted) => {
    const rows = tables[name]?.({
      ...scope,
      ...wanted,
      columns: Object.entries(columns).filter(
        ([column]) => wanted.wants(column) || (isRestricted && placeColumns.includes(column)),
      ),
    });
    return rows === undefined || !isRestricted ? rows : readable(estate, rows);
  };
}

type Rows = Generator<JsonObject>;

function* readable(estate: Estate, rows: Rows): Rows {
  for (const row of rows) {
    const place = { subscriptionId: textOf(row["subscriptionId"]), group: textOf(row["resourceGroup"]) };
    if (mayAct(estate, undefined, place, `${textOf(row["type"])}/read`)) {
      yield row;
    }
  }
}

const backupType = "microsoft.recoveryservices/vaults";
const itemType = `${backupType}/backupfabrics/protectioncontainers/protecteditems`;
const policyType = `${backupType}/backuppolicies`;
const jobType = `${backupType}/backupjobs`;
const deletedVaultType = "microsoft.recoveryservices/locations/deletedvaults";
const deletedItemType = `${deletedVaultType}/backupfabrics/protectioncontainers/protecteditems`;
/** Jobs stay in the graph for so many milliseconds. */
const jobsStay = 14 * 86_400_000;

const tables: Readonly<Record<string, (source: Source) => Rows>> = {
  resources: function* (source) {
    const { estate, now, types, mayFit } = source;
    if (types === undefined || [...types].some((type) => type !== backupType)) {
      for (const prefix of prefixes(source)) {
        for (const body of estate.resources.each(prefix, types)) {
          const start = { id: body.id, name: body.name, type: body.type.toLowerCase(), location: body.location };
          if (isTracked(body) && !body.type.endsWith("/extensions") && mayFit(start)) {
            yield rowOf(source, body, () => withPower(source, body));
          }
        }
      }
    }
    if (types?.has(backupType) !== false) {
      for (const vault of estate.vaults.all.filter((one) => source.subscriptions.has(one.subscriptionId))) {
        yield rowOf(source, describeVault(vault, { estate, now }));
      }
    }
  },
  resourcecontainers: function* (source) {
    const { estate, subscriptions } = source;
    for (const { subscriptionId, displayName } of estate.subscriptions.all) {
      if (subscriptions.has(subscriptionId)) {
        yield rowOf(source, {
          id: `/subscriptions/${subscriptionId}`,
          name: displayName,
          type: "microsoft.resources/subscriptions",
          properties: { state: "Enabled" },
        });
      }
    }
    for (const group of estate.groups.all.filter((one) => subscriptions.has(one.subscriptionId))) {
      yield rowOf(source, {
        id: group.id,
        name: group.name,
        type: "microsoft.resources/subscriptions/resourcegroups",
        location: group.location,
        tags: group.tags,
        properties: { provisioningState: "Succeeded" },
      });
    }
  },
  recoveryservicesresources: function* (source) {
    const { estate, now, types, mayFit } = source;
    const wanted = (type: string): boolean => types?.has(type) !== false;
    const jobRow = jobRows(source);
    for (const prefix of prefixes(source)) {
      for (const item of wanted(itemType) ? estate.items.each(prefix) : []) {
        if (mayFit(startOfItem(item))) {
          yield itemRow(source, item);
        }
      }
      for (const policy of wanted(policyType) ? estate.policies.each(prefix) : []) {
        yield rowOf(source, { ...policy, type: policyType, properties: policy.properties });
      }
      for (const job of wanted(jobType) ? estate.jobs.each(prefix) : []) {
        if (now - job.startTime < jobsStay && job.secondaryRegion === undefined && mayFit(startOfJob(job, now))) {
          yield jobRow(job);
        }
      }
      for (const deleted of estate.deletedVaults.each(prefix)) {
        yield* deletedRows(source, deleted, wanted);
      }
    }
  },
};

/** How the ids begin of what is in the query's subscriptions. */
function prefixes({ subscriptions }: Scope): readonly string[] {
  return [...subscriptions].map((id) => `/subscriptions/${id}/`);
}

interface Body {
  readonly body: JsonObject;
  readonly properties: () => JsonObject;
  readonly estate: Estate;
  readonly id: string;
  readonly subscriptionId: string;
  readonly group: string;
}

type Column = (body: Body) => Json;

const columns: Readonly<Record<string, Column>> = {
  id: ({ id }) => id,
  name: ({ body }) => body["name"] ?? null,
  type: ({ body }) => textOf(body["type"]).toLowerCase(),
  tenantId: ({ estate, subscriptionId }) => estate.subscriptions.get(subscriptionId)?.tenantId ?? null,
  kind: () => "",
  location: ({ body, estate, id }) =>
    body["location"] ?? estate.vaults.get(id.split("/", 9).join("/"))?.location ?? null,
  resourceGroup: ({ group }) => group.toLowerCase(),
  subscriptionId: ({ subscriptionId }) => subscriptionId,
  managedBy: ({ body }) => body["managedBy"] ?? "",
  sku: ({ body }) => body["sku"] ?? null,
  plan: () => null,
  properties: ({ properties }) => properties(),
  tags: ({ body }) => body["tags"] ?? null,
  identity: ({ body }) => body["identity"] ?? null,
  zones: ({ body }) => body["zones"] ?? null,
  extendedLocation: () => null,
};

/** A row with the columns that are wanted. @param properties makes them, if the body's own are not meant */
function rowOf(
  { estate, columns: wanted }: Source,
  body: JsonObject,
  properties = (): JsonObject => objectAt(body, "properties"),
): JsonObject {
  const id = textOf(body["id"]);
  const [, , subscriptionId = "", , group = ""] = id.split("/", 5);
  const place = { body, properties, estate, id, subscriptionId, group };
  const row: Record<string, Json> = {};
  for (const [name, valueOf] of wanted) {
    row[name] = valueOf(place);
  }
  return row;
}

/** Resource Graph knows the power state of a VM, ARM's list does not. */
function withPower({ estate, wants }: Source, body: ResourceRecord): JsonObject {
  const guest = wants("properties", "extended") ? estate.guests.get(body.id) : undefined;
  if (guest === undefined) {
    return body.properties;
  }
  const reports = guest.power === "running" && guest.agent === "ready";
  return {
    ...body.properties,
    extended: {
      instanceView: {
        ...(reports
          ? {
              computerName: textAt(body, "properties", "osProfile", "computerName"),
              osName: guest.osName,
              osVersion: guest.osVersion,
            }
          : {}),
        powerState: { code: `PowerState/${guest.power}`, level: "Info", displayStatus: `VM ${guest.power}` },
      },
    },
  };
}

/** A deleted vault and its items, which only the graph lists: there is no other way to see what would come back. */
function* deletedRows(source: Source, deleted: DeletedVaultRecord, wanted: (type: string) => boolean): Rows {
  const { vault } = deleted;
  const place = { location: deleted.location, resourceGroup: vault.group.toLowerCase() };
  if (wanted(deletedVaultType)) {
    yield { ...rowOf(source, describeDeletedVault(deleted)), ...place };
  }
  for (const item of wanted(deletedItemType) ? itemsKept(deleted, source.now) : []) {
    const row = itemRow(source, item, vault);
    yield { ...row, ...place, type: deletedItemType, id: deleted.id + item.id.slice(vault.id.length) };
  }
}

/** What queries filter items by, written as in `itemRow`. */
function startOfItem(item: ItemRecord): JsonObject {
  return {
    id: item.id,
    type: itemType,
    properties: { backupManagementType: "AzureIaasVM", friendlyName: item.vmName, sourceResourceId: item.vmId },
  };
}

/** A protected item has other properties in the graph than in ARM; those that both have are the same. */
function itemRow(source: Source, item: ItemRecord, holder?: VaultRecord): JsonObject {
  const { estate } = source;
  const vault = holder ?? estate.vaults.get(item.vaultId);
  return rowOf(source, { id: item.id, name: `VM;${item.key}`, type: itemType }, () => ({
    ...objectAt(describeItem(item, source, false, vault?.softDeleteDays), "properties"),
    currentProtectionState: graphState(item),
    dataSourceInfo: {
      resourceID: item.vmId,
      // A vault is for VMs of its own region.
      resourceLocation: vault?.location ?? textAt(estate.resources.get(item.vmId), "location"),
      resourceName: partsOf(item.vmId)?.name,
      resourceType: "Microsoft.Compute/virtualMachines",
      datasourceType: "Microsoft.Compute/virtualMachines",
      objectType: "Datasource",
    },
    vaultId: item.vaultId,
    lastBackupTime: item.lastBackupTime === undefined ? null : isoTime(item.lastBackupTime),
  }));
}

/** What queries filter jobs by, written as in `jobRows`: a fleet has too many to describe each of them for every question. */
function startOfJob(job: JobRecord, now: number): JsonObject {
  return {
    type: jobType,
    properties: {
      backupManagementType: "AzureIaasVM",
      status: statusOf(job, now),
      operation: job.operation,
      entityFriendlyName: job.vmName,
      startTime: isoTime(job.startTime),
    },
  };
}

/** A job names its protected item in the graph, which it does not in ARM. */
function jobRows(source: Source): (job: JobRecord) => JsonObject {
  const describe = jobProperties(source.now, (...path) => source.wants("properties", ...path));
  return (job) =>
    rowOf(source, { id: job.id, name: job.name, type: jobType }, () => ({
      ...describe(job),
      backupInstanceId: job.itemId,
    }));
}

function graphState(item: ItemRecord): string {
  if (!item.configured) {
    return "ConfiguringProtection";
  }
  if (item.softDeletedAt !== undefined) {
    return "SoftDeleted";
  }
  switch (item.state) {
    case "ProtectionError":
      return "ProtectionError";
    case "ProtectionStopped":
      return "ProtectionStopped";
    case "BackupsSuspended":
      return "BackupsSuspended";
    case "IRPending":
    case "Protected":
      return "ProtectionConfigured";
  }
}
