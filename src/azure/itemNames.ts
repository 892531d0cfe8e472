import { parseResourceId } from "./ids";

/** Names of a VM in the backup API; derived, never asked for. The only fabric is `Azure`. */
export interface ItemNames {
  readonly container: string;
  readonly item: string;
}

/**
 * Container and protected item of a VM: `IaasVMContainer;iaasvmcontainerv2;group;vm` and `VM;iaasvmcontainerv2;group;vm`.
 * VMs of the classic deployment model have `iaasvmcontainer` in place of `iaasvmcontainerv2`.
 */
export function itemNamesOf(vmId: string): ItemNames {
  const vm = parseResourceId(vmId);
  const model = vm.provider.toLowerCase() === "microsoft.classiccompute" ? "iaasvmcontainer" : "iaasvmcontainerv2";
  const tail = `${model};${vm.resourceGroup};${vm.name}`.toLowerCase();
  return { container: `IaasVMContainer;${tail}`, item: `VM;${tail}` };
}

/** Container and item as they stand in the id of a protected item. */
export function itemNamesIn(itemId: string): ItemNames {
  const { names } = parseResourceId(itemId);
  return { container: names["protectioncontainers"] ?? "", item: names["protecteditems"] ?? "" };
}
