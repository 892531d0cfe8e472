import type { AzureConnection } from "../../../../src/azure/connection";

function unexpected(name: string): () => Promise<never> {
  return () => Promise.reject(new Error(`Nobody expected ${name} to be asked.`));
}

/** An Azure that answers only what a test gives it answers for. */
export function fakeConnection(answers: Partial<AzureConnection>): AzureConnection {
  return {
    inventory: () => {
      throw new Error("Nobody expected inventory to be asked.");
    },
    findResources: unexpected("findResources"),
    watchThrottling: () => () => undefined,
    listSubscriptions: unexpected("listSubscriptions"),
    listLocations: unexpected("listLocations"),
    listResourceGroups: unexpected("listResourceGroups"),
    createResourceGroup: unexpected("createResourceGroup"),
    awaitOperation: unexpected("awaitOperation"),
    listVaults: unexpected("listVaults"),
    listVirtualMachines: unexpected("listVirtualMachines"),
    countVirtualMachines: unexpected("countVirtualMachines"),
    getVirtualMachine: unexpected("getVirtualMachine"),
    getVmHealth: unexpected("getVmHealth"),
    getVmSnapshot: unexpected("getVmSnapshot"),
    getVault: unexpected("getVault"),
    checkVaultName: unexpected("checkVaultName"),
    createVault: unexpected("createVault"),
    getRedundancy: unexpected("getRedundancy"),
    setRedundancy: unexpected("setRedundancy"),
    listPolicies: unexpected("listPolicies"),
    listProtectedItems: unexpected("listProtectedItems"),
    listRecoveryPoints: unexpected("listRecoveryPoints"),
    listFleetJobs: unexpected("listFleetJobs"),
    listJobs: unexpected("listJobs"),
    getJob: unexpected("getJob"),
    findProtection: unexpected("findProtection"),
    validateProtection: unexpected("validateProtection"),
    protect: unexpected("protect"),
    backUpNow: unexpected("backUpNow"),
    getItem: unexpected("getItem"),
    stopKeepingData: unexpected("stopKeepingData"),
    stopDeletingData: unexpected("stopDeletingData"),
    undelete: unexpected("undelete"),
    cancelJob: unexpected("cancelJob"),
    getVaultSecurity: unexpected("getVaultSecurity"),
    getVaultEncryption: unexpected("getVaultEncryption"),
    listDeletedContainers: unexpected("listDeletedContainers"),
    listVaultObstacles: unexpected("listVaultObstacles"),
    deleteVault: unexpected("deleteVault"),
    createPolicy: unexpected("createPolicy"),
    deletePolicy: unexpected("deletePolicy"),
    listDeletedVaults: unexpected("listDeletedVaults"),
    undeleteVault: unexpected("undeleteVault"),
    listContainers: unexpected("listContainers"),
    listProtectable: unexpected("listProtectable"),
    refreshContainers: unexpected("refreshContainers"),
    listArchivable: unexpected("listArchivable"),
    moveToArchive: unexpected("moveToArchive"),
    updatePolicy: unexpected("updatePolicy"),
    reapplyPolicy: unexpected("reapplyPolicy"),
    listPolicyItems: unexpected("listPolicyItems"),
    checkPolicyItems: unexpected("checkPolicyItems"),
    changeVault: unexpected("changeVault"),
    getResourceGuard: unexpected("getResourceGuard"),
    setResourceGuard: unexpected("setResourceGuard"),
    removeResourceGuard: unexpected("removeResourceGuard"),
    listRestorePoints: unexpected("listRestorePoints"),
    getSecondaryItem: unexpected("getSecondaryItem"),
    getRestoreSource: unexpected("getRestoreSource"),
    getRestoreVault: unexpected("getRestoreVault"),
    listStagingAccounts: unexpected("listStagingAccounts"),
    listVirtualNetworks: unexpected("listVirtualNetworks"),
    listDiskResources: unexpected("listDiskResources"),
    validateRestore: unexpected("validateRestore"),
    triggerRestore: unexpected("triggerRestore"),
    provisionFileRecovery: unexpected("provisionFileRecovery"),
    revokeFileRecovery: unexpected("revokeFileRecovery"),
    ...answers,
  };
}

/** A page that is the only one. */
export function onlyPage<T>(
  items: readonly T[],
): () => Promise<{ readonly items: readonly T[]; readonly next: undefined }> {
  return () => Promise.resolve({ items, next: undefined });
}
