/** `/subscriptions/S/resourceGroups/G` */
export function groupId(subscriptionId: string, group: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
}

/** Id of a vault. */
export function vaultId(subscriptionId: string, group: string, vault: string): string {
  return `${groupId(subscriptionId, group)}/providers/Microsoft.RecoveryServices/vaults/${vault}`;
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
