import { cancelJob } from "./jobs/cancelJob";
import type { Caller } from "./http/caller";
import type { AzureConnection } from "./connection";
import { createPolicy } from "./policies/createPolicy";
import { deletePolicy } from "./policies/deletePolicy";
import { deleteVault } from "./vaults/deleteVault";
import { getItem } from "./protection/protectedItems";
import { stopDeletingData, stopKeepingData } from "./protection/stopProtection";
import { undelete } from "./protection/undelete";
import { listVaultObstacles } from "./vaults/vaultObstacles";
import { getVaultSecurity } from "./vaults/vaultSecurity";

/** The calls that change or end what is protected already, and those that prepare them. */
export type Operations =
  | "getItem"
  | "stopKeepingData"
  | "stopDeletingData"
  | "undelete"
  | "cancelJob"
  | "getVaultSecurity"
  | "listVaultObstacles"
  | "deleteVault"
  | "createPolicy"
  | "deletePolicy";

/** That part of the connection. */
export function operationCalls(caller: Caller): Pick<AzureConnection, Operations> {
  return {
    getItem: (itemId, call) => caller.about(itemId, call, (arm) => getItem(arm, itemId)),
    stopKeepingData: (itemId, call) => caller.about(itemId, call, (arm) => stopKeepingData(arm, itemId)),
    stopDeletingData: (itemId, call) => caller.about(itemId, call, (arm) => stopDeletingData(arm, itemId)),
    undelete: (itemId, call) => caller.about(itemId, call, (arm) => undelete(arm, itemId)),
    cancelJob: (vaultId, jobName, call) => caller.about(vaultId, call, (arm) => cancelJob(arm, vaultId, jobName)),
    getVaultSecurity: (vaultId, call) => caller.about(vaultId, call, (arm) => getVaultSecurity(arm, vaultId)),
    listVaultObstacles: (vaultId, call) => caller.about(vaultId, call, (arm) => listVaultObstacles(arm, vaultId)),
    deleteVault: (vaultId, call) => caller.about(vaultId, call, (arm) => deleteVault(arm, vaultId)),
    createPolicy: (request, call) => caller.about(request.vaultId, call, (arm) => createPolicy(arm, request)),
    deletePolicy: (policyId, call) => caller.about(policyId, call, (arm) => deletePolicy(arm, policyId)),
  };
}
