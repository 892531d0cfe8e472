/** `/subscriptions/S/resourceGroups/G` */
export function groupId(subscriptionId: string, group: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
}

/** Id of a vault. */
export function vaultId(subscriptionId: string, group: string, vault: string): string {
  return `${groupId(subscriptionId, group)}/providers/Microsoft.RecoveryServices/vaults/${vault}`;
}

/** Id of a deleted vault, which is of its region: it may come back into another resource group. */
export function deletedVaultId(subscriptionId: string, location: string, name: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/locations/${location}/deletedVaults/${name}`;
}

/** Id of a VM. */
export function vmId(subscriptionId: string, group: string, vm: string): string {
  return `${groupId(subscriptionId, group)}/providers/Microsoft.Compute/virtualMachines/${vm}`;
}

/** `iaasvmcontainerv2;group;vm`: how Azure Backup names a VM that was made through Azure Resource Manager. */
export function containerKey(group: string, vm: string): string {
  return `iaasvmcontainerv2;${group};${vm}`.toLowerCase();
}

/** Id of a protection container below a vault. */
export function containerId(vault: string, key: string): string {
  return `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}`;
}

/** Id of a protected item below a vault. */
export function itemId(vault: string, key: string): string {
  return `${containerId(vault, key)}/protectedItems/VM;${key}`;
}

/** The subscription of an id, or of a path below one; empty for other texts. */
export function subscriptionOfId(id: string): string {
  return /^\/subscriptions\/([^/]+)/iu.exec(id)?.[1] ?? "";
}

/** The type and name of the last resource of an id, `Microsoft.Network/virtualNetworks/subnets` and `subnet`; undefined for none. */
export function typeOfId(id: string): { readonly type: string; readonly name: string } | undefined {
  const start = id.toLowerCase().lastIndexOf("/providers/");
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/iu.exec(id)?.[1];
  if (start < 0) {
    return group === undefined ? undefined : { type: "Microsoft.Resources/resourceGroups", name: group };
  }
  const [namespace = "", ...pairs] = id.slice(start + "/providers/".length).split("/");
  const types = pairs.filter((_, index) => index % 2 === 0);
  return pairs.length === 0 || pairs.length % 2 === 1
    ? undefined
    : { type: [namespace, ...types].join("/"), name: pairs.at(-1) ?? "" };
}

/** The id of the resource that holds another one; undefined when none does. */
export function parentOfId(id: string): string | undefined {
  const start = id.toLowerCase().lastIndexOf("/providers/");
  const pairs = start < 0 ? [] : id.slice(start + "/providers/".length).split("/");
  return pairs.length < 5 ? undefined : id.split("/").slice(0, -2).join("/");
}

/** The parts of an Azure resource id that matter here; undefined for other texts. */
export function partsOf(
  id: string,
):
  | { readonly subscriptionId: string; readonly group: string; readonly type: string; readonly name: string }
  | undefined {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)/iu.exec(id);
  const [, subscriptionId, group, type, name] = match ?? [];
  return subscriptionId === undefined || group === undefined || type === undefined || name === undefined
    ? undefined
    : { subscriptionId, group, type, name };
}
