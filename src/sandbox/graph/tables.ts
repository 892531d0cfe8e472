import { isoTime } from "../http/formats";
import { objectAt, textAt, textOf } from "../http/json";
import type { JsonObject } from "../http/json";
import type { Settings } from "../http/call";
import { describeJob } from "../providers/protection/jobs";
import { describeDeletedVault } from "../providers/vaults/deletedVaults";
import { describeItem } from "../providers/protection/itemBody";
import { describeVault } from "../providers/vaults/vaultBody";
import { mayAct } from "../login/rights";
import type { Estate } from "../state/estate";
import { itemsKept } from "../state/deletedVaults";
import { partsOf } from "../state/ids";
import { isTracked } from "../state/isTracked";
import { statusOf } from "../state/jobProgress";
import type { DeletedVaultRecord, ItemRecord, JobRecord, VaultRecord } from "../state/records";
import type { Tables } from "./runQuery";

interface Source {
  readonly estate: Estate;
  readonly now: number;
  readonly settings: Settings;
  /** Ids of the subscriptions that the query is about. */
  readonly subscriptions: ReadonlySet<string>;
}

/**
 * The tables of Resource Graph over the estate. Types are written in lower case there, other than in ARM. What somebody may
 * not read is left out without a word.
 */
export function graphTables(source: Source): Tables {
  const { estate, subscriptions } = source;
  const isRestricted = [...subscriptions].some((id) => typeof estate.subscriptions.get(id)?.access !== "string");
  return (name, types, mayFit) => {
    const rows = tables[name]?.(source, types, mayFit);
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

const tables: Readonly<
  Record<string, (source: Source, types: Parameters<Tables>[1], mayFit: Parameters<Tables>[2]) => Rows>
> = {
  resources: function* (source, types) {
    const { estate, now } = source;
    if (types === undefined || [...types].some((type) => type !== backupType)) {
      for (const prefix of prefixes(source)) {
        for (const body of estate.resources.each(prefix, types)) {
          if (isTracked(body) && !body.type.endsWith("/extensions")) {
            yield rowOf(estate, withPower(estate, body));
          }
        }
      }
    }
    if (types?.has(backupType) !== false) {
      for (const vault of estate.vaults.all.filter((one) => source.subscriptions.has(one.subscriptionId))) {
        yield rowOf(estate, describeVault(vault, { estate, now }));
      }
    }
  },
  resourcecontainers: function* ({ estate, subscriptions }) {
    for (const { subscriptionId, displayName, tenantId } of estate.subscriptions.all) {
      if (subscriptions.has(subscriptionId)) {
        yield {
          id: `/subscriptions/${subscriptionId}`,
          name: displayName,
          type: "microsoft.resources/subscriptions",
          tenantId,
          subscriptionId,
          properties: { state: "Enabled" },
        };
      }
    }
    for (const group of estate.groups.all.filter((one) => subscriptions.has(one.subscriptionId))) {
      yield rowOf(estate, {
        id: group.id,
        name: group.name,
        type: "microsoft.resources/subscriptions/resourcegroups",
        location: group.location,
        tags: group.tags,
        properties: { provisioningState: "Succeeded" },
      });
    }
  },
  recoveryservicesresources: function* (source, types, mayFit) {
    const { estate, now } = source;
    const wanted = (type: string): boolean => types?.has(type) !== false;
    for (const prefix of prefixes(source)) {
      for (const item of wanted(itemType) ? estate.items.each(prefix) : []) {
        yield itemRow(source, item);
      }
      for (const policy of wanted(policyType) ? estate.policies.each(prefix) : []) {
        yield rowOf(estate, { ...policy, type: policyType, properties: policy.properties });
      }
      for (const job of wanted(jobType) ? estate.jobs.each(prefix) : []) {
        if (now - job.startTime < jobsStay && job.secondaryRegion === undefined && mayFit(startOfJob(job, now))) {
          yield jobRow(source, job);
        }
      }
      for (const deleted of estate.deletedVaults.each(prefix)) {
        yield* deletedRows(source, deleted, wanted);
      }
    }
  },
};

/** How the ids begin of what is in the query's subscriptions. */
function prefixes({ subscriptions }: Source): readonly string[] {
  return [...subscriptions].map((id) => `/subscriptions/${id}/`);
}

function rowOf(estate: Estate, body: JsonObject): JsonObject {
  const id = textOf(body["id"]);
  const [, , subscriptionId = "", , group = ""] = id.split("/");
  return {
    id,
    name: body["name"] ?? null,
    type: textOf(body["type"]).toLowerCase(),
    tenantId: estate.subscriptions.get(subscriptionId)?.tenantId ?? null,
    kind: "",
    location: body["location"] ?? estate.vaults.get(id.split("/").slice(0, 9).join("/"))?.location ?? null,
    resourceGroup: group.toLowerCase(),
    subscriptionId,
    managedBy: body["managedBy"] ?? "",
    sku: body["sku"] ?? null,
    plan: null,
    properties: body["properties"] ?? {},
    tags: body["tags"] ?? null,
    identity: body["identity"] ?? null,
    zones: body["zones"] ?? null,
    extendedLocation: null,
  };
}

/** Resource Graph knows the power state of a VM, ARM's list does not. */
function withPower(estate: Estate, body: JsonObject): JsonObject {
  const guest = estate.guests.get(textOf(body["id"]));
  if (guest === undefined) {
    return body;
  }
  const reports = guest.power === "running" && guest.agent === "ready";
  return {
    ...body,
    properties: {
      ...objectAt(body, "properties"),
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
    },
  };
}

/** A deleted vault and its items, which only the graph lists: there is no other way to see what would come back. */
function* deletedRows(source: Source, deleted: DeletedVaultRecord, wanted: (type: string) => boolean): Rows {
  const { vault } = deleted;
  const place = { location: deleted.location, resourceGroup: vault.group.toLowerCase() };
  if (wanted(deletedVaultType)) {
    yield { ...rowOf(source.estate, describeDeletedVault(deleted)), ...place };
  }
  for (const item of wanted(deletedItemType) ? itemsKept(deleted, source.now) : []) {
    const row = itemRow(source, item, vault);
    yield { ...row, ...place, type: deletedItemType, id: deleted.id + item.id.slice(vault.id.length) };
  }
}

/** A protected item has other properties in the graph than in ARM; those that both have are the same. */
function itemRow(source: Source, item: ItemRecord, holder?: VaultRecord): JsonObject {
  const { estate } = source;
  const vault = holder ?? estate.vaults.get(item.vaultId);
  const body = describeItem(item, source, false, vault?.softDeleteDays);
  const vm = estate.resources.get(item.vmId);
  return rowOf(estate, {
    ...body,
    type: itemType,
    properties: {
      ...objectAt(body, "properties"),
      currentProtectionState: graphState(item),
      dataSourceInfo: {
        resourceID: item.vmId,
        resourceLocation: textAt(vm, "location") ?? vault?.location,
        resourceName: partsOf(item.vmId)?.name,
        resourceType: "Microsoft.Compute/virtualMachines",
        datasourceType: "Microsoft.Compute/virtualMachines",
        objectType: "Datasource",
      },
      vaultId: item.vaultId,
      lastBackupTime: item.lastBackupTime === undefined ? null : isoTime(item.lastBackupTime),
    },
  });
}

/** What queries filter jobs by, written as in `jobRow`: a fleet has too many to describe each of them for every question. */
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
function jobRow({ estate, now }: Source, job: JobRecord): JsonObject {
  const body = describeJob(job, now, true);
  return rowOf(estate, {
    ...body,
    type: jobType,
    properties: { ...objectAt(body, "properties"), backupInstanceId: job.itemId },
  });
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
