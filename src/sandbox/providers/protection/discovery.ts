import { recoveryServices as versions } from "../../http/apiVersions";
import type { Answer, Call } from "../../http/call";
import { ok, versionOf } from "../../http/call";
import { jsonIn, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { containerId, containerKey, itemId, partsOf } from "../../state/ids";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import { obstacleOf } from "../../state/backups/protectability";
import type { BackupTrouble, ItemRecord, ResourceRecord, VaultRecord } from "../../state/records";
import { troubles } from "../../state/backups/troubles";
import { describeContainer } from "./containers";
import { backupFilter, invalidInput, isOfVms } from "../backupFilters";
import { badProtectionRequest, paths, subscriptionOf, vaultOf } from "../scope";

const provider = "Microsoft.RecoveryServices";
const location = `${paths.subscription}/providers/${provider}/locations/{location}`;
const vaultType = `${provider}/vaults`;
const rowsPerPage = 50;
/** Milliseconds at speed 1. */
const refreshLasts = 2000;

/** Which VMs can be protected, which are, and whether a plan would work. */
export const discoveryRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${location}/backupStatus`,
    versions,
    action: `${provider}/locations/backupStatus/action`,
    handle: backupStatus,
  },
  {
    method: "POST",
    path: `${location}/backupPreValidateProtection`,
    versions,
    action: `${provider}/locations/backupPreValidateProtection/action`,
    handle: preValidate,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupProtectableItems`,
    versions,
    action: `${vaultType}/backupProtectableItems/read`,
    handle: protectableItems,
  },
  {
    method: "POST",
    path: `${paths.vault}/backupFabrics/{fabric}/refreshContainers`,
    versions,
    action: `${vaultType}/backupFabrics/refreshContainers/action`,
    handle: refresh,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupProtectionContainers`,
    versions,
    action: `${vaultType}/backupProtectionContainers/read`,
    handle: registeredContainers,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupDeletedProtectionContainers`,
    versions,
    action: `${vaultType}/backupDeletedProtectionContainers/read`,
    handle: (call) => containers(call, (item) => item.softDeletedAt !== undefined),
  },
];

/** A VM that has left a vault has a stopped item there, and the one that counts in another. */
function itemOfVm(call: Call, vmId: string): ItemRecord | undefined {
  const items = call.estate.itemsOf(vmId);
  return items.find((item) => !["ProtectionStopped", "BackupsSuspended"].includes(item.state)) ?? items[0];
}

function backupStatus(call: Call): Answer {
  subscriptionOf(call);
  const vmId = textAt(call.body, "resourceId") ?? "";
  const parts = partsOf(vmId);
  if (parts === undefined || textAt(call.body, "resourceType") !== "VM") {
    throw badProtectionRequest();
  }
  const item = itemOfVm(call, vmId);
  const key = containerKey(parts.group, parts.name);
  const names = {
    fabricName: "Azure",
    containerName: `iaasvmcontainer;${key}`,
    protectedItemName: `vm;${key}`,
    protectedItemsCount: item === undefined ? 0 : 1,
    objectType: "BackupStatusResponse",
  };
  if (item === undefined) {
    return ok({ protectionStatus: "NotProtected", ...names });
  }
  return ok({
    protectionStatus: !item.configured
      ? "Protecting"
      : item.state === "ProtectionError"
        ? "ProtectionFailed"
        : "Protected",
    vaultId: item.vaultId,
    policyName: item.policyName,
    ...names,
  });
}

/** Answers 200 whatever it finds: the verdict is in the body. */
function preValidate(call: Call): Answer {
  subscriptionOf(call);
  const vmId = textAt(call.body, "resourceId") ?? "";
  const parts = partsOf(vmId);
  if (parts === undefined) {
    throw badProtectionRequest();
  }
  const key = containerKey(parts.group, parts.name);
  const trouble = planTrouble(call, vmId, textAt(call.body, "vaultId") ?? "");
  return ok({
    status: trouble === undefined ? "Succeeded" : "Failed",
    ...(trouble === undefined
      ? {}
      : { errorCode: trouble.title, errorMessage: trouble.message, recommendation: trouble.recommendations.join(" ") }),
    containerName: `iaasvmcontainer;${key}`,
    protectedItemName: `vm;${key}`,
  });
}

function planTrouble(call: Call, vmId: string, vaultId: string): BackupTrouble | undefined {
  const vm = call.estate.resources.get(vmId);
  const vault = call.estate.vaults.get(vaultId);
  if (vm === undefined) {
    return {
      code: 400001,
      title: "UserErrorVmNotFound",
      message: "The virtual machine could not be found.",
      recommendations: ["Check that the virtual machine still exists."],
    };
  }
  const item = itemOfVm(call, vmId);
  if (item !== undefined) {
    return item.vaultId.toLowerCase() === vaultId.toLowerCase()
      ? troubles.alreadyProtected
      : troubles.registeredElsewhere;
  }
  if (vault !== undefined && vm.location !== vault.location) {
    return wrongRegion(vm.location, vault);
  }
  // JSON inside a text, of which the specification says only that it is to be validated.
  const properties = jsonIn(textAt(call.body, "properties") ?? "");
  const policy = call.estate.policies.get(textAt(properties, "policyId") ?? "");
  return policy === undefined ? undefined : obstacleOf(call.estate, vm, policy, undefined, versionOf(call));
}

function wrongRegion(region: string, vault: VaultRecord): BackupTrouble {
  return {
    code: 400019,
    title: "UserErrorVmRegionMismatch",
    message: `The virtual machine is in ${region}, the vault ${vault.name} is in ${vault.location}. Both must be in the same region.`,
    recommendations: [`Choose a vault in ${region}.`],
  };
}

function protectableItems(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "protectableItem");
  const rows = call.estate
    .resourcesOf("Microsoft.Compute/virtualMachines", `/subscriptions/${vault.subscriptionId}/`)
    .filter((vm) => vm.location === vault.location)
    .filter(
      (vm) =>
        allows(filter, "friendlyName", vm.name) &&
        allows(filter, "backupManagementType", "AzureIaasVM") &&
        allows(filter, "workloadType", "VM") &&
        allows(filter, "status", "NotProtected"),
    )
    .filter((vm) => call.estate.guests.get(vm.id)?.discovered !== false)
    .filter((vm) => itemOfVm(call, vm.id) === undefined)
    .map((vm) => protectable(vault, vm));
  return page(call, rows, rowsPerPage);
}

function protectable(vault: VaultRecord, vm: ResourceRecord): JsonObject {
  const id = vm.id;
  const group = partsOf(id)?.group ?? "";
  const key = containerKey(group, vm.name);
  return {
    id: `${containerId(vault.id, key)}/protectableItems/vm;${key}`,
    name: key,
    type: `${vaultType}/backupFabrics/protectionContainers/protectableItems`,
    properties: {
      virtualMachineId: id,
      virtualMachineVersion: "Compute",
      resourceGroup: group,
      backupManagementType: "AzureIaasVM",
      protectableItemType: "Microsoft.Compute/virtualMachines",
      friendlyName: vm.name,
      protectionState: "NotProtected",
    },
  };
}

function refresh(call: Call): Answer {
  const vault = vaultOf(call);
  backupFilter(call, "refresh");
  for (const vm of call.estate.resourcesOf(
    "Microsoft.Compute/virtualMachines",
    `/subscriptions/${vault.subscriptionId}/`,
  )) {
    const guest = call.estate.guests.get(vm.id);
    if (guest?.discovered === false && vm.location === vault.location) {
      call.estate.guests.set(vm.id, { ...guest, discovered: true });
    }
  }
  const { name } = startOperation(call, vault.id, { lasts: refreshLasts });
  const fabric = `${vault.id}/backupFabrics/${call.param("fabric")}`;
  return {
    status: 202,
    headers: pollHeaders(call, `${fabric}/operationsStatus/${name}`, `${fabric}/operationResults/${name}`),
  };
}

/** Unlike all other lists, this one needs a filter. */
function registeredContainers(call: Call): Answer {
  if (!backupFilter(call, "container").has("backupmanagementtype")) {
    throw invalidInput();
  }
  return containers(call, () => true);
}

function containers(call: Call, shown: (item: ItemRecord) => boolean): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "container");
  const rows = call.estate.items
    .below(itemId(vault.id, "").slice(0, vault.id.length + 1))
    .filter((item) => item.configured && shown(item))
    // `status eq 'Registered'` returns soft-deleted containers too: recorded from Azure.
    .filter(
      (item) =>
        isOfVms(filter) &&
        allows(filter, "friendlyName", item.vmName) &&
        allows(filter, "backupManagementType", "AzureIaasVM") &&
        allows(filter, "containerType", "IaasVMContainer"),
    )
    .map((item) => describeContainer(vault.id, item));
  return page(call, rows, rowsPerPage);
}
