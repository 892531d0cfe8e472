import type { Arm } from "../http/armPipeline";
import { parseResourceId, sameId } from "../ids";
import { textAt } from "../http/jsonRead";
import { readAll } from "../http/sdkPage";
import { refreshContainers } from "../vaults/vaultContents";

/**
 * Makes a vault aware of a VM that it does not list as protectable yet: one made a moment ago is unknown to it until it
 * has looked around. POST refreshContainers, then waits. When the VM is not listed even then, Azure's answer to the
 * protection itself tells why, better than we could.
 * Needs `…/backupProtectableItems/read` and `…/backupFabrics/refreshContainers/action`.
 */
export async function makeDiscoverable(arm: Arm, vaultId: string, vmId: string): Promise<void> {
  if (await isListed(arm, vaultId, vmId)) {
    return;
  }
  await refreshContainers(arm, vaultId);
}

async function isListed(arm: Arm, vaultId: string, vmId: string): Promise<boolean> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const vm = parseResourceId(vmId);
  const pager = arm.backup(subscriptionId).backupProtectableItems.list(name, resourceGroup, {
    filter: `backupManagementType eq 'AzureIaasVM' and friendlyName eq '${vm.name}'`,
  });
  const found = await readAll(pager, (item) =>
    sameId(textAt(item, "properties", "virtualMachineId"), vmId) ? true : undefined,
  );
  return found.length > 0;
}
