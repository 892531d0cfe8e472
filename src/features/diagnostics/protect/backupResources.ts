import type { JsonValue } from "../../../template/value";
import { tabStop } from "./snippetText";

/** API versions of what is inserted: the stable ones of Microsoft.RecoveryServices of 1 April 2024. */
const versions = { vault: "2024-04-01", backup: "2024-04-01" } as const;

type Members = Readonly<Record<string, JsonValue>>;

/** A vault with the redundancy that Azure would choose; it is written down, since nobody can change it once a machine is protected. */
export function vaultResource(name: string, location: string): Members {
  return {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: versions.vault,
    name,
    location,
    sku: { name: "RS0", tier: "Standard" },
    properties: {
      publicNetworkAccess: "Enabled",
      redundancySettings: { standardTierStorageRedundancy: "GeoRedundant" },
    },
  };
}

/** A backup every four hours, kept for 30 days; snapshots stay for a week. */
export function enhancedPolicy(name: string, dependsOn: readonly string[]): Members {
  return {
    ...policyHead(name, dependsOn),
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      instantRpRetentionRangeInDays: 7,
      timeZone: "UTC",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicyV2",
        scheduleRunFrequency: "Hourly",
        hourlySchedule: { interval: 4, scheduleWindowStartTime: "2025-01-01T08:00:00Z", scheduleWindowDuration: 12 },
      },
      retentionPolicy: retention("2025-01-01T08:00:00Z"),
    },
  };
}

/** A backup every day, kept for 30 days. */
export function standardPolicy(name: string, dependsOn: readonly string[]): Members {
  return {
    ...policyHead(name, dependsOn),
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V1",
      instantRpRetentionRangeInDays: 2,
      timeZone: "UTC",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicy",
        scheduleRunFrequency: "Daily",
        scheduleRunTimes: ["2025-01-01T02:00:00Z"],
      },
      retentionPolicy: retention("2025-01-01T02:00:00Z"),
    },
  };
}

/** What a protected item is made of; expressions are without their brackets. */
export interface ItemParts {
  readonly vault: string;
  readonly policyId: string;
  readonly machine: string;
  readonly location: string;
  readonly dependsOn: readonly string[];
  /** The condition and the copy loop of the machine. */
  readonly around?: Members | undefined;
}

/** The binding of a machine of the same resource group to a policy, named as Azure Backup names it. */
export function protectedItem({ vault, policyId, machine, location, dependsOn, around }: ItemParts): Members {
  const container = `'/Azure/iaasvmcontainer;iaasvmcontainerv2;', resourceGroup().name, ';', ${machine}`;
  return {
    ...around,
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    apiVersion: versions.backup,
    name: `[concat(${vault}, ${container}, '/vm;iaasvmcontainerv2;', resourceGroup().name, ';', ${machine})]`,
    location,
    dependsOn,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: `[${policyId}]`,
      sourceResourceId: `[${machineId(machine)}]`,
    },
  };
}

/** The id of a machine of the same resource group. */
export function machineId(machine: string): string {
  return `resourceId('Microsoft.Compute/virtualMachines', ${machine})`;
}

/** The id of a vault. */
export function vaultId(vault: string): string {
  return `resourceId('Microsoft.RecoveryServices/vaults', ${vault})`;
}

/** The id of a policy. */
export function policyId(vault: string, policy: string): string {
  return `resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', ${vault}, ${policy})`;
}

/** The names that are typed where no vault or policy is there. */
export const newNames = { vault: tabStop(1, "vm-backup-vault"), policy: tabStop(2, "EnhancedVmPolicy") } as const;

function policyHead(name: string, dependsOn: readonly string[]): Members {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupPolicies",
    apiVersion: versions.backup,
    name,
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  };
}

function retention(time: string): JsonValue {
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    dailySchedule: { retentionTimes: [time], retentionDuration: { count: 30, durationType: "Days" } },
  };
}
