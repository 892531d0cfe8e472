import { badRequest } from "../http/armFault";
import type { ArmFault } from "../http/armFault";
import type { Call } from "../http/call";
import { filterConditions } from "../http/odataFilter";

/** What a field of a filter may say: any text, `true` or `false`, or one of some words. */
type Kind = "text" | "boolean" | readonly string[];
type Shape = Readonly<Record<string, Kind>>;

const managers: Kind = [
  "Invalid",
  "AzureIaasVM",
  "MAB",
  "DPM",
  "AzureBackupServer",
  "AzureSql",
  "AzureStorage",
  "AzureWorkload",
  "DefaultBackup",
];

const workloads: Kind = [
  "Invalid",
  "VM",
  "FileFolder",
  "AzureSqlDb",
  "SQLDB",
  "Exchange",
  "Sharepoint",
  "VMwareVM",
  "SystemState",
  "Client",
  "GenericDataSource",
  "SQLDataBase",
  "AzureFileShare",
  "SAPHanaDatabase",
  "SAPAseDatabase",
  "SAPHanaDBInstance",
];

const containerTypes: Kind = [
  "Invalid",
  "Unknown",
  "IaasVMContainer",
  "IaasVMServiceContainer",
  "DPMContainer",
  "AzureBackupServerContainer",
  "MABContainer",
  "Cluster",
  "AzureSqlContainer",
  "Windows",
  "VCenter",
  "VMAppContainer",
  "SQLAGWorkLoadContainer",
  "StorageContainer",
  "GenericContainer",
  "HanaHSRContainer",
];

/**
 * The filters of Azure Backup's lists, by the names of their query objects in the REST specification (`bms.json`,
 * 2024-04-01).
 */
const shapes = {
  job: {
    status: ["Invalid", "InProgress", "Completed", "Failed", "CompletedWithWarnings", "Cancelled", "Cancelling"],
    backupManagementType: managers,
    operation: [
      "Invalid",
      "Register",
      "UnRegister",
      "ConfigureBackup",
      "Backup",
      "Restore",
      "DisableBackup",
      "DeleteBackupData",
      "CrossRegionRestore",
      "Undelete",
      "UpdateCustomerManagedKey",
      // Not in the specification; such jobs are there, and can be asked for.
      "MoveRecoveryPoint",
    ],
    jobId: "text",
    startTime: "text",
    endTime: "text",
  },
  protectedItem: {
    healthState: ["Passed", "ActionRequired", "ActionSuggested", "Invalid"],
    backupManagementType: managers,
    itemType: workloads,
    policyName: "text",
    containerName: "text",
    backupEngineName: "text",
    friendlyName: "text",
    fabricName: "text",
    backupSetName: "text",
  },
  oneProtectedItem: { expand: "text" },
  policy: { backupManagementType: managers, fabricName: "text", workloadType: workloads },
  recoveryPoint: {
    startDate: "text",
    endDate: "text",
    restorePointQueryType: [
      "Invalid",
      "Full",
      "Log",
      "Differential",
      "FullAndDifferential",
      "All",
      "Incremental",
      "SnapshotFull",
      "SnapshotCopyOnlyFull",
    ],
    extendedInfo: "boolean",
    moveReadyRPOnly: "boolean",
    includeSoftDeletedRP: "boolean",
  },
  container: {
    backupManagementType: managers,
    containerType: containerTypes,
    backupEngineName: "text",
    fabricName: "text",
    status: "text",
    friendlyName: "text",
  },
  protectableItem: {
    backupManagementType: managers,
    workloadType: workloads,
    containerName: "text",
    status: "text",
    friendlyName: "text",
  },
  usageSummary: { type: ["Invalid", "BackupProtectedItemCountSummary", "BackupProtectionContainerCountSummary"] },
  protectionIntent: {
    backupManagementType: managers,
    itemType: ["Invalid", "SQLInstance", "SQLAvailabilityGroupContainer"],
    parentName: "text",
    itemName: "text",
  },
  backupEngine: { backupManagementType: managers, friendlyName: "text", expand: "text" },
  refresh: { backupManagementType: managers },
} as const satisfies Readonly<Record<string, Shape>>;

/**
 * The service's answer to a filter that it does not know, or that lacks what it needs: "List protectionContainers doesn't
 * work" (azure-rest-api-specs #14715, 2021) and "Filter parameter not documented" (azure-sdk-for-net #41075, 2024).
 */
export function invalidInput(): ArmFault {
  return badRequest(
    "BMSUserErrorInvalidInput",
    "Input provided for the call is invalid\r\nPlease check the required inputs",
  );
}

/**
 * The `$filter` of a request, for `allows` and `timeIn`. Throws 400 for a field that this list does not have, a word that
 * the field does not take, or another operator than `eq`.
 */
export function backupFilter(call: Call, list: keyof typeof shapes): ReadonlyMap<string, string> {
  const shape = new Map(Object.entries<Kind>(shapes[list]).map(([name, kind]) => [name.toLowerCase(), kind]));
  const conditions = filterConditions(call.query);
  for (const { key, operator, value } of conditions ?? []) {
    const kind = shape.get(key);
    if (operator !== "eq" || kind === undefined || !takes(kind, value)) {
      throw invalidInput();
    }
  }
  if (conditions === undefined) {
    throw invalidInput();
  }
  return new Map(conditions.map(({ key, value }) => [key, value]));
}

function takes(kind: Kind, value: string): boolean {
  if (kind === "text") {
    return true;
  }
  const words = kind === "boolean" ? ["true", "false"] : kind;
  return words.some((word) => word.toLowerCase() === value.toLowerCase());
}

/** Whether a filter is silent about what VMs do not have, such as the server or the set of a backup. */
export function isOfVms(filter: ReadonlyMap<string, string>): boolean {
  return (
    ["backupEngineName", "backupSetName", "parentName", "itemName"].every((key) => !filter.has(key.toLowerCase())) &&
    // The fabric of everything in Azure.
    (filter.get("fabricname")?.toLowerCase() ?? "azure") === "azure"
  );
}
