import type { AzureConnection } from "../../../src/azure/connection";

/** A connection that answers only what a test lets it answer; every other question fails the test by name. */
export function connectionWith(answers: Partial<AzureConnection>): AzureConnection {
  const refuse = (name: string) => (): Promise<never> => Promise.reject(new Error(`the test did not expect ${name}`));
  return {
    listSubscriptions: refuse("listSubscriptions"),
    listLocations: refuse("listLocations"),
    listResourceGroups: refuse("listResourceGroups"),
    createResourceGroup: refuse("createResourceGroup"),
    listVaults: refuse("listVaults"),
    listVirtualMachines: refuse("listVirtualMachines"),
    countVirtualMachines: refuse("countVirtualMachines"),
    getVirtualMachine: refuse("getVirtualMachine"),
    getVmHealth: refuse("getVmHealth"),
    getVmSnapshot: refuse("getVmSnapshot"),
    getVault: refuse("getVault"),
    checkVaultName: refuse("checkVaultName"),
    createVault: refuse("createVault"),
    getRedundancy: refuse("getRedundancy"),
    setRedundancy: refuse("setRedundancy"),
    listPolicies: refuse("listPolicies"),
    listProtectedItems: refuse("listProtectedItems"),
    listRecoveryPoints: refuse("listRecoveryPoints"),
    listJobs: refuse("listJobs"),
    getJob: refuse("getJob"),
    findProtection: refuse("findProtection"),
    validateProtection: refuse("validateProtection"),
    protect: refuse("protect"),
    backUpNow: refuse("backUpNow"),
    getItem: refuse("getItem"),
    stopKeepingData: refuse("stopKeepingData"),
    stopDeletingData: refuse("stopDeletingData"),
    undelete: refuse("undelete"),
    cancelJob: refuse("cancelJob"),
    getVaultSecurity: refuse("getVaultSecurity"),
    listVaultObstacles: refuse("listVaultObstacles"),
    deleteVault: refuse("deleteVault"),
    createPolicy: refuse("createPolicy"),
    deletePolicy: refuse("deletePolicy"),
    ...answers,
  };
}
