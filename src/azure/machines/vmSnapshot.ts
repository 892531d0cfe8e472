import { isForbidden, isMissing } from "../http/azureError";
import type { Arm } from "../http/armPipeline";
import { findProtection } from "../protection/findProtection";
import { normalLocation, parseResourceId, vaultIdOf } from "../ids";
import { textAt } from "../http/jsonRead";
import type { VmSnapshot } from "../models";
import { SnapshotReader, vaultVersion } from "./snapshotReader";

/**
 * A running VM and what its backup depends on, as Azure's own JSON, by GET of each: its model and instance view, its disks,
 * network interfaces, addresses, networks, security groups and diagnostic settings, the vaults and locks of its
 * subscription, and the protected item, policy and vault that have it. What the caller may not read, and what is gone, is
 * listed with the reason. Needs `Microsoft.Compute/virtualMachines/read`. What it reads besides needs
 * `…/virtualMachines/instanceView/read`, `Microsoft.Compute/disks/read`, `Microsoft.Network/networkInterfaces/read`,
 * `…/publicIPAddresses/read`, `…/virtualNetworks/read`, `…/networkSecurityGroups/read`,
 * `Microsoft.Insights/diagnosticSettings/read`, `Microsoft.Authorization/locks/read`,
 * `Microsoft.RecoveryServices/locations/backupStatus/action`, `…/Vaults/read`,
 * `…/Vaults/backupFabrics/protectionContainers/protectedItems/read` and `…/Vaults/backupPolicies/read`.
 * @throws AzureError when the VM itself cannot be read
 */
export async function getVmSnapshot(arm: Arm, id: string): Promise<VmSnapshot> {
  const reader = new SnapshotReader(arm);
  const vm = await reader.readMachine(id);
  const { subscriptionId } = parseResourceId(id);
  const vaults = `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/vaults`;
  await Promise.all([
    reader.readAround(vm),
    reader.readList(`${id}/providers/Microsoft.Insights/diagnosticSettings`, "2021-05-01-preview"),
    reader.readList(`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/locks`, "2020-05-01"),
    // The vault that has the VM is most often among these, and not asked for again.
    reader.readList(vaults, vaultVersion).then(() => readProtection(arm, reader, id, vm)),
  ]);
  return { vmId: id, resources: reader.resources, unreadable: reader.unreadable };
}

/** The protected item, and the vault and policy that it is in. */
async function readProtection(arm: Arm, reader: SnapshotReader, id: string, vm: unknown): Promise<void> {
  const itemId = await findItem(arm, id, normalLocation(textAt(vm, "location") ?? ""));
  const item = itemId === undefined ? undefined : await reader.read(itemId);
  if (itemId === undefined || item === undefined) {
    return;
  }
  const vaultId = vaultIdOf(itemId);
  const policyId = textAt(item, "properties", "policyId");
  await reader.readAll([
    vaultId,
    `${vaultId}/backupstorageconfig/vaultstorageconfig`,
    `${vaultId}/backupconfig/vaultconfig`,
    ...(policyId === undefined ? [] : [policyId]),
  ]);
}

/** A VM whose protection may not be asked for is taken for one without, as Azure's own lists do. */
async function findItem(arm: Arm, id: string, location: string): Promise<string | undefined> {
  try {
    return (await findProtection(arm, id, location)).itemId;
  } catch (error) {
    if (isForbidden(error) || isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}
