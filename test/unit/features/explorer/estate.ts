import type { ProtectedItem, Subscription, Vault, VirtualMachine } from "../../../../src/azure/models";

export const subscription: Subscription = {
  subscriptionId: "AAAA",
  name: "Production",
  tenantId: "t",
  tenantName: "Contoso",
  state: "Enabled",
};

export function vault(name: string): Vault {
  return {
    id: `/subscriptions/AAAA/resourceGroups/Rg/providers/Microsoft.RecoveryServices/vaults/${name}`,
    name,
    subscriptionId: "AAAA",
    resourceGroup: "Rg",
    location: "westeurope",
    provisioningState: "Succeeded",
    redundancy: "GeoRedundant",
  };
}

export function machine(name: string, more: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    id: `/subscriptions/AAAA/resourceGroups/Rg/providers/Microsoft.Compute/virtualMachines/${name}`,
    name,
    subscriptionId: "AAAA",
    resourceGroup: "Rg",
    location: "westeurope",
    osType: "Linux",
    protection: { kind: "notProtected" },
    item: undefined,
    ...more,
  };
}

export function item(vmName: string): ProtectedItem {
  return {
    id: `${vault("v1").id}/backupFabrics/Azure/protectionContainers/c/protectedItems/${vmName}`,
    name: vmName,
    vmName,
    vmId: machine(vmName).id,
    vaultId: vault("v1").id,
    policyName: "daily",
    state: { kind: "protected" },
    lastBackup: undefined,
    lastBackupStatus: undefined,
    lastRecoveryPoint: undefined,
  };
}
