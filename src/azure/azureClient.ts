import * as l10n from "@vscode/l10n";
import type { AzureAccount } from "./accounts/account";
import { Arm } from "./http/armPipeline";
import type { ArmOptions } from "./http/armPipeline";
import { AzureError } from "./http/azureError";
import { backUpNow } from "./protection/backUpNow";
import { runCall } from "./http/call";
import { Caller } from "./http/caller";
import type { AzureConnection } from "./connection";
import { findProtection } from "./protection/findProtection";
import { getJob, listJobs } from "./jobs/jobs";
import { operationCalls } from "./operationCalls";
import type { Operations } from "./operationCalls";
import { listPolicies } from "./policies/policies";
import { protect } from "./protection/protect";
import { listProtectedItems } from "./protection/protectedItems";
import { listRecoveryPoints } from "./protection/recoveryPoints";
import { getRedundancy, setRedundancy } from "./vaults/redundancy";
import { createResourceGroup, listResourceGroups } from "./inventory/resourceGroups";
import { listLocations, listSubscriptions } from "./accounts/subscriptions";
import { validateProtection } from "./protection/validateProtection";
import { checkVaultName, createVault, getVault, listVaults } from "./vaults/vaults";
import { countVirtualMachines, getVirtualMachine, listVirtualMachines } from "./machines/virtualMachines";
import { getVmHealth } from "./machines/vmHealth";
import { getVmSnapshot } from "./machines/vmSnapshot";

// This file is the door of the bundle `azure.js`; whoever starts the sandbox needs its account too.
export { sandboxAccount } from "./accounts/sandboxAccount";
// Each bundle has its own copy of @vscode/l10n; whoever loads this one tells it the translations.
export { config as configureTranslations } from "@vscode/l10n";

/**
 * Opens the way to Azure for an account. Nothing is asked before the first call.
 * @param options `log` gets one line per request, never tokens or bodies
 */
export function connect(account: AzureAccount, options: ArmOptions): AzureConnection {
  const caller = new Caller(new Arm(account, options));
  return { ...inventory(caller), ...vaultCalls(caller), ...protectionCalls(caller), ...operationCalls(caller) };
}

type Inventory =
  | "listSubscriptions"
  | "listLocations"
  | "listResourceGroups"
  | "createResourceGroup"
  | "listVirtualMachines"
  | "countVirtualMachines"
  | "getVirtualMachine"
  | "getVmHealth"
  | "getVmSnapshot";

function inventory(caller: Caller): Pick<AzureConnection, Inventory> {
  return {
    listSubscriptions: (call) => runCall(call, () => listSubscriptions(caller.arm)),
    listLocations: (subscription, call) => caller.within(subscription, call, listLocations),
    listResourceGroups: (subscription, call) => caller.within(subscription, call, listResourceGroups),
    createResourceGroup: (subscription, name, location, call) =>
      caller.within(subscription, call, (arm, id) => createResourceGroup(arm, id, name, location)),
    listVirtualMachines: (subscription, page, call) =>
      caller.within(subscription, call, (arm, id) => listVirtualMachines(arm, id, page)),
    countVirtualMachines: (subscription, call) => caller.within(subscription, call, countVirtualMachines),
    getVirtualMachine: (id, call) => caller.about(id, call, (arm) => getVirtualMachine(arm, id)),
    getVmHealth: (id, call) => caller.about(id, call, (arm) => getVmHealth(arm, id)),
    getVmSnapshot: (id, call) => caller.about(id, call, (arm) => getVmSnapshot(arm, id)),
  };
}

type VaultCalls =
  "listVaults" | "getVault" | "checkVaultName" | "createVault" | "getRedundancy" | "setRedundancy" | "listPolicies";

function vaultCalls(caller: Caller): Pick<AzureConnection, VaultCalls> {
  return {
    listVaults: (subscription, page, call) => caller.within(subscription, call, (arm, id) => listVaults(arm, id, page)),
    getVault: (id, call) => caller.about(id, call, (arm) => getVault(arm, id)),
    checkVaultName: (subscription, resourceGroup, location, name, call) =>
      caller.within(subscription, call, (arm, id) => checkVaultName(arm, id, resourceGroup, location, name)),
    createVault: (request, call) => caller.within(request.subscription, call, (arm) => createVault(arm, request)),
    getRedundancy: (vaultId, call) => caller.about(vaultId, call, (arm) => getRedundancy(arm, vaultId)),
    setRedundancy: (vaultId, redundancy, call) =>
      caller.about(vaultId, call, (arm) => setRedundancy(arm, vaultId, redundancy)),
    listPolicies: (vaultId, call) => caller.about(vaultId, call, (arm) => listPolicies(arm, vaultId)),
  };
}

function protectionCalls(caller: Caller): Omit<AzureConnection, Inventory | VaultCalls | Operations> {
  return {
    listProtectedItems: (vaultId, page, call) =>
      caller.about(vaultId, call, (arm) => listProtectedItems(arm, vaultId, page)),
    listRecoveryPoints: (itemId, call) => caller.about(itemId, call, (arm) => listRecoveryPoints(arm, itemId)),
    listJobs: (vaultId, page, call) => caller.about(vaultId, call, (arm) => listJobs(arm, vaultId, page)),
    getJob: (vaultId, jobName, call) =>
      caller.about(vaultId, call, async (arm) => {
        const job = await getJob(arm, vaultId, jobName);
        if (job === undefined) {
          throw new AzureError(l10n.t("The job '{0}' is none of a virtual machine.", jobName), { kind: "notFound" });
        }
        return job;
      }),
    findProtection: (vmId, location, call) =>
      caller.about(vmId, call, async (arm) => {
        const { vaultId, state } = await findProtection(arm, vmId, location);
        return { vaultId, state };
      }),
    validateProtection: (vmId, vault, policyName, call) =>
      caller.about(vmId, call, (arm) => validateProtection(arm, vmId, vault, policyName)),
    protect: (vmId, policyId, call) => caller.about(vmId, call, (arm) => protect(arm, vmId, policyId)),
    backUpNow: (itemId, retainUntil, call) => caller.about(itemId, call, (arm) => backUpNow(arm, itemId, retainUntil)),
  };
}
