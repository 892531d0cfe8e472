import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { containerId, partsOf } from "../../state/ids";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import type { ItemRecord, VaultRecord } from "../../state/records";
import { badProtectionRequest, paths, vaultOf } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers";
/** Milliseconds at speed 1. */
const inquiryLasts = 2000;

/** Containers of VMs: they appear with the first protection and go with the last data, nobody registers them. */
export const containerRoutes: readonly Route[] = [
  { method: "GET", path: paths.container, versions, action: `${type}/read`, handle: get },
  { method: "PUT", path: paths.container, versions, action: `${type}/write`, handle: register },
  { method: "DELETE", path: paths.container, versions, action: `${type}/delete`, handle: unregister },
  { method: "POST", path: `${paths.container}/inquire`, versions, action: `${type}/inquire/action`, handle: inquire },
  {
    method: "GET",
    path: `${paths.container}/items`,
    versions,
    action: `${type}/items/read`,
    handle: listItems,
  },
];

/** A container as Azure shows it. */
export function describeContainer(vaultId: string, item: ItemRecord): JsonObject {
  return {
    id: containerId(vaultId, item.key),
    name: `IaasVMContainer;${item.key}`,
    type,
    properties: {
      virtualMachineId: item.vmId,
      virtualMachineVersion: "Compute",
      resourceGroup: partsOf(item.vmId)?.group ?? "",
      friendlyName: item.vmName,
      backupManagementType: "AzureIaasVM",
      registrationStatus: item.containerSoftDeleted === true ? "SoftDeleted" : "Registered",
      healthStatus: "Healthy",
      containerType: "Microsoft.Compute/virtualMachines",
      protectableObjectType: "Microsoft.Compute/virtualMachines",
    },
  };
}

function keyOfContainer(call: Call): string {
  const [kind = "", version = "", ...rest] = call.param("container").split(";");
  if (kind.toLowerCase() !== "iaasvmcontainer" || version.toLowerCase() !== "iaasvmcontainerv2" || rest.length !== 2) {
    throw badProtectionRequest();
  }
  return [version, ...rest].join(";");
}

function itemIn(call: Call, vault: VaultRecord): ItemRecord | undefined {
  return call.estate.items.below(`${containerId(vault.id, keyOfContainer(call))}/`).find((item) => item.configured);
}

function containerOf(call: Call): { readonly vault: VaultRecord; readonly item: ItemRecord } {
  const vault = vaultOf(call);
  const item = itemIn(call, vault);
  if (item === undefined) {
    throw new ArmFault(404, "BMSUserErrorContainerObjectNotFound", "The specified container could not be found.");
  }
  return { vault, item };
}

function get(call: Call): Answer {
  const { vault, item } = containerOf(call);
  return ok(describeContainer(vault.id, item));
}

/** What could be protected inside of a container: in a VM, nothing but itself. */
function listItems(call: Call): Answer {
  containerOf(call);
  return ok({ value: [] });
}

function register(call: Call): Answer {
  vaultOf(call);
  keyOfContainer(call);
  throw badRequest("BMSUserErrorInvalidInput", "Containers of virtual machines are not registered by themselves.");
}

/** What still holds data, deleted or not, keeps its container. */
function unregister(call: Call): Answer {
  const vault = vaultOf(call);
  if (itemIn(call, vault) !== undefined) {
    throw badRequest(
      "BMSUserErrorContainerHasDatasources",
      "The container cannot be unregistered while it has protected items, soft deleted ones included.",
    );
  }
  return { status: 204 };
}

function inquire(call: Call): Answer {
  const { vault } = containerOf(call);
  const { name } = startOperation(call, vault.id, { lasts: inquiryLasts });
  const fabric = `${vault.id}/backupFabrics/${call.param("fabric")}`;
  return {
    status: 202,
    headers: pollHeaders(call, `${fabric}/operationsStatus/${name}`, `${fabric}/operationResults/${name}`),
  };
}
