import type {
  BackupJob,
  BackupPolicy,
  ProtectedItem,
  Vault,
  VirtualMachine,
  VmHealth,
} from "../../../../src/azure/models";
import type { DiskProfile } from "../../../../src/limits/profile/disk";
import type { Fact } from "../../../../src/limits/profile/fact";
import type { VmProfile } from "../../../../src/limits/profile/vm";
import { production } from "./fakeSession";

const root = `/subscriptions/${production.subscriptionId}/resourceGroups`;

export function vault(changes: Partial<Vault> = {}): Vault {
  const name = changes.name ?? "vault-weu";
  return {
    id: `${root}/backup/providers/Microsoft.RecoveryServices/vaults/${name}`,
    name,
    subscriptionId: production.subscriptionId,
    resourceGroup: "backup",
    location: "westeurope",
    provisioningState: "Succeeded",
    redundancy: "GeoRedundant",
    ...changes,
  };
}

export function machine(changes: Partial<VirtualMachine> = {}): VirtualMachine {
  const name = changes.name ?? "web-01";
  return {
    id: `${root}/web/providers/Microsoft.Compute/virtualMachines/${name}`,
    name,
    subscriptionId: production.subscriptionId,
    resourceGroup: "web",
    location: "westeurope",
    osType: "Linux",
    protection: { kind: "notProtected" },
    item: undefined,
    ...changes,
  };
}

export function itemOf(vm: VirtualMachine, inVault: Vault): ProtectedItem {
  const names = `iaasvmcontainerv2;${vm.resourceGroup};${vm.name}`;
  return {
    id: `${inVault.id}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${names}/protectedItems/VM;${names}`,
    name: `VM;${names}`,
    vmName: vm.name,
    vmId: vm.id,
    vaultId: inVault.id,
    policyName: "DefaultPolicy",
    state: { kind: "protected" },
    lastBackup: undefined,
    lastBackupStatus: undefined,
    lastRecoveryPoint: undefined,
  };
}

export function policy(changes: Partial<BackupPolicy> = {}): BackupPolicy {
  const name = changes.name ?? "DefaultPolicy";
  return {
    id: `${vault().id}/backupPolicies/${name}`,
    name,
    kind: "Standard",
    schedule: { frequency: "Daily", timeUtc: "22:30", everyHours: undefined },
    dailyRetentionDays: 30,
    instantRestoreDays: 2,
    protectedItems: 0,
    ...changes,
  };
}

export function job(changes: Partial<BackupJob> = {}): BackupJob {
  const name = changes.name ?? "job-1";
  const vaultId = changes.vaultId ?? vault().id;
  return {
    id: `${vaultId}/backupJobs/${name}`,
    name,
    vaultId,
    operation: "Backup",
    status: "InProgress",
    vmName: "web-01",
    startTime: "2026-11-22T10:00:00.000Z",
    endTime: undefined,
    percent: undefined,
    tasks: [],
    errors: [],
    ...changes,
  };
}

export function health(changes: Partial<VmHealth> = {}): VmHealth {
  return {
    power: "running",
    agent: { status: "ready", version: "2.9.0.4", message: undefined },
    backupExtension: undefined,
    osName: "ubuntu",
    osVersion: "22.04",
    ...changes,
  };
}

export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

export function disk(changes: Partial<DiskProfile> = {}): DiskProfile {
  return {
    role: "data",
    lun: known(0),
    kind: known("managed" as const),
    sku: known("StandardSSD_LRS"),
    sizeGB: known(128),
    writeAccelerator: known(false),
    shared: known(false),
    ephemeral: known(false),
    securityType: known(undefined),
    caching: known(undefined),
    entraDataAccess: known(false),
    restrictedNetwork: known(false),
    customerKey: known(false),
    guestEncrypted: known(false),
    performancePlus: known(false),
    ...changes,
  };
}

export function profile(changes: Partial<VmProfile> = {}): VmProfile {
  return {
    source: "azure",
    id: machine().id,
    name: known("web-01"),
    location: known("westeurope"),
    deployed: known(true),
    size: known("Standard_D2s_v5"),
    osType: known("Linux" as const),
    image: undefined,
    vmAgentProvisioned: known(true),
    availabilitySet: known(false),
    zones: known([]),
    extendedZone: known(undefined),
    spot: known(false),
    dedicatedHost: known(false),
    scaleSet: known(false),
    securityType: known(undefined),
    plan: known(false),
    tagCount: known(0),
    diagnosticSettings: [],
    bootSource: known(undefined),
    computerName: known(undefined),
    extensionOperations: known(true),
    osDisk: disk({ role: "os", lun: undefined }),
    dataDisks: known([]),
    networkInterfaces: known([]),
    protection: [],
    vaults: [],
    ...changes,
  };
}
