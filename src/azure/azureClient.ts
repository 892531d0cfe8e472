import type { AzureAccount } from "./accounts/account";
import { Arm } from "./http/armPipeline";
import type { ArmOptions } from "./http/armPipeline";
import { runCall } from "./http/call";
import { Caller } from "./http/caller";
import { waitForOperation } from "./http/longRunning";
import type { AzureConnection } from "./connection";
import { inventoryCalls } from "./inventory/inventoryCalls";
import { jobCalls } from "./jobs/jobCalls";
import { policyCalls } from "./policies/policyCalls";
import { protectionCalls } from "./protection/protectionCalls";
import { restoreCalls } from "./restore/restoreCalls";
import { vaultCalls } from "./vaults/vaultCalls";
import { createResourceGroup, listResourceGroups } from "./inventory/resourceGroups";
import { listLocations, listSubscriptions } from "./accounts/subscriptions";
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
  return {
    ...inventory(caller),
    ...vaultCalls(caller),
    ...policyCalls(caller),
    ...protectionCalls(caller),
    ...jobCalls(caller),
    ...restoreCalls(caller),
    ...inventoryCalls(caller),
  };
}

type Inventory =
  | "listSubscriptions"
  | "listLocations"
  | "listResourceGroups"
  | "createResourceGroup"
  | "awaitOperation"
  | "listVirtualMachines"
  | "countVirtualMachines"
  | "getVirtualMachine"
  | "getVmHealth"
  | "getVmSnapshot";

function inventory(caller: Caller): Pick<AzureConnection, Inventory> {
  return {
    listSubscriptions: (call) => runCall(call, () => listSubscriptions(caller.arm, call?.onFound)),
    listLocations: (subscription, call) => caller.within(subscription, call, listLocations),
    listResourceGroups: (subscription, call) => caller.within(subscription, call, listResourceGroups),
    createResourceGroup: (subscription, name, location, call) =>
      caller.within(subscription, call, (arm, id) => createResourceGroup(arm, id, name, location)),
    awaitOperation: ({ subscriptionId, statusUrl, location }, call) =>
      caller.inside(subscriptionId, call, async (arm) => {
        await waitForOperation(arm, subscriptionId, { statusUrl, location, retryAfter: "0" });
      }),
    listVirtualMachines: (subscription, page, call) =>
      caller.within(subscription, call, (arm, id) => listVirtualMachines(arm, id, page)),
    countVirtualMachines: (subscription, call) => caller.within(subscription, call, countVirtualMachines),
    getVirtualMachine: (id, call) => caller.about(id, call, (arm) => getVirtualMachine(arm, id)),
    getVmHealth: (id, call) => caller.about(id, call, (arm) => getVmHealth(arm, id)),
    getVmSnapshot: (id, call) => caller.about(id, call, (arm) => getVmSnapshot(arm, id)),
  };
}
