import type {
  BackupJob,
  BackupPolicy,
  ProtectedItem,
  Vault,
  VaultEncryption,
  VaultSecurity,
  VirtualMachine,
  VmHealth,
  VmSnapshot,
} from "../../../../src/azure/models";
import { estateOfAzure, type LiveEstate } from "../../../../src/limits/fromAzure";
import type { VmProfile } from "../../../../src/limits/profile/vm";
import { known, vm } from "../../limits/support/profiles";
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

/** How a vault guards its backups when nobody has changed anything. */
export function security(changes: Partial<VaultSecurity> = {}): VaultSecurity {
  return {
    softDelete: "Enabled",
    softDeleteDays: 14,
    immutability: "Disabled",
    multiUserAuthorization: "Disabled",
    crossSubscriptionRestore: "Enabled",
    publicNetworkAccess: "Enabled",
    systemIdentity: "Disabled",
    userIdentities: [],
    jobFailureAlerts: "Enabled",
    classicAlerts: "Disabled",
    tags: {},
    ...changes,
  };
}

/** The encryption of a vault whose key the platform manages. */
export const platformKey: VaultEncryption = {
  keyUri: undefined,
  userIdentity: undefined,
  infrastructure: "Disabled",
  lastUpdate: "NotEnabled",
};

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
    isDefault: false,
    kind: "Standard",
    schedule: { frequency: "Daily", time: "22:30", timeZone: "UTC", everyHours: undefined },
    plan: undefined,
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
    cancellable: false,
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

/** The profile of the live VM 'web-01', which no rule finds fault with. */
export function profile(changes: Partial<VmProfile> = {}): VmProfile {
  return vm({
    source: "azure",
    id: machine().id,
    name: known("web-01"),
    networkInterfaces: known([]),
    place: undefined,
    ...changes,
  });
}

/** A live VM that nothing is known to surround. */
export function liveEstate(live: VmProfile = profile()): LiveEstate {
  return { ...estateOfAzure(snapshot()), machine: live, machines: [live] };
}

/** The live VM 'web-01' as Azure's JSON, with these data disks besides the one of its system. */
export function snapshot(dataDisks: readonly unknown[] = []): VmSnapshot {
  const { id, name, location } = machine();
  const osDisk = { osType: "Linux", createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } };
  const properties = {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: { osDisk, dataDisks },
    networkProfile: { networkInterfaces: [] },
  };
  return {
    vmId: id,
    resources: [{ id, name, type: "Microsoft.Compute/virtualMachines", location, properties }],
    unreadable: [],
  };
}
