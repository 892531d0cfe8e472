import type { Arm } from "../http/armPipeline";
import { textAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { readAll } from "../http/sdkPage";
import { parseResourceId } from "../ids";
import type { ProtectableVm, VaultContainer } from "../models";

/**
 * GET backupProtectionContainers: the VMs that are registered with a vault, by name.
 * Needs `Microsoft.RecoveryServices/Vaults/backupProtectionContainers/read`.
 */
export async function listContainers(arm: Arm, vaultId: string): Promise<readonly VaultContainer[]> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const pager = arm.backup(subscriptionId).backupProtectionContainers.list(name, resourceGroup, {
    filter: "backupManagementType eq 'AzureIaasVM'",
  });
  const containers = await readAll(pager, containerFrom);
  return containers.toSorted((a, b) => a.vmName.localeCompare(b.vmName));
}

/**
 * GET backupDeletedProtectionContainers: the VMs of which a vault has soft-deleted backups only, by name.
 * Needs `Microsoft.RecoveryServices/Vaults/backupDeletedProtectionContainers/read`.
 */
export async function listDeletedContainers(arm: Arm, vaultId: string): Promise<readonly VaultContainer[]> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  // The SDK takes these two the other way round here.
  const pager = arm.backup(subscriptionId).deletedProtectionContainers.list(resourceGroup, name, {
    filter: "backupManagementType eq 'AzureIaasVM'",
  });
  const containers = await readAll(pager, containerFrom);
  return containers.toSorted((a, b) => a.vmName.localeCompare(b.vmName));
}

function containerFrom(container: unknown): VaultContainer | undefined {
  const id = textAt(container, "id");
  return id === undefined
    ? undefined
    : {
        id,
        vmName: textAt(container, "properties", "friendlyName") ?? textAt(container, "name") ?? "",
        status: textAt(container, "properties", "registrationStatus"),
        health: textAt(container, "properties", "healthStatus"),
      };
}

/**
 * GET backupProtectableItems: the VMs that a vault could protect and that no vault protects, by name.
 * Needs `Microsoft.RecoveryServices/Vaults/backupProtectableItems/read`.
 */
export async function listProtectable(arm: Arm, vaultId: string): Promise<readonly ProtectableVm[]> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const pager = arm.backup(subscriptionId).backupProtectableItems.list(name, resourceGroup, {
    filter: "backupManagementType eq 'AzureIaasVM'",
  });
  const machines = await readAll(pager, (one): ProtectableVm | undefined => {
    const vmId = textAt(one, "properties", "virtualMachineId");
    return vmId === undefined
      ? undefined
      : { vmId, vmName: textAt(one, "properties", "friendlyName") ?? parseResourceId(vmId).name };
  });
  return machines.toSorted((a, b) => a.vmName.localeCompare(b.vmName));
}

/**
 * POST refreshContainers: the vault looks around for VMs anew; waits until it has.
 * Needs `…/backupFabrics/refreshContainers/action`.
 */
export async function refreshContainers(arm: Arm, vaultId: string): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  let accepted: Accepted | undefined;
  await arm.backup(subscriptionId).protectionContainers.refresh(name, resourceGroup, "Azure", {
    onResponse: (raw) => (accepted = acceptedFrom((header) => raw.headers.get(header))),
  });
  if (accepted !== undefined) {
    await waitForOperation(arm, subscriptionId, accepted);
  }
}
