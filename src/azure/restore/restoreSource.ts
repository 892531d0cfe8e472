import { ifThere } from "../http/azureError";
import type { Arm } from "../http/armPipeline";
import { textAt, valueAt } from "../http/jsonRead";
import { normalLocation, parseResourceId } from "../ids";
import { healthFrom } from "../machines/vmHealth";
import type { RestoreSource, RestoreVault, VaultIdentity } from "./restoreModels";

/**
 * GET of the VM with its instance view. Needs `Microsoft.Compute/virtualMachines/read`.
 * @returns undefined when the VM is gone: its recovery points can be restored all the same
 */
export async function getRestoreSource(arm: Arm, vmId: string): Promise<RestoreSource | undefined> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
  const { virtualMachines } = arm.compute(subscriptionId);
  const vm = await ifThere(virtualMachines.get(resourceGroup, name, { expand: "instanceView" }));
  return vm === undefined
    ? undefined
    : {
        vmId,
        location: normalLocation(vm.location),
        zones: vm.zones ?? [],
        dataDisks: (vm.storageProfile?.dataDisks ?? []).map((disk) => ({
          lun: disk.lun,
          name: disk.name ?? "",
          sizeGB: disk.diskSizeGB,
        })),
        osType: vm.storageProfile?.osDisk?.osType,
        power: vm.instanceView === undefined ? undefined : healthFrom(vm.instanceView).power,
      };
}

/** GET of the vault: what it allows its restores. Needs `Microsoft.RecoveryServices/Vaults/read`. */
export async function getRestoreVault(arm: Arm, vaultId: string): Promise<RestoreVault> {
  const { subscriptionId } = parseResourceId(vaultId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: vaultId, apiVersion: "2024-04-01" });
  const properties = valueAt(body, "properties");
  const redundancy = valueAt(properties, "redundancySettings");
  return {
    id: vaultId,
    location: normalLocation(textAt(body, "location") ?? ""),
    redundancy: textAt(redundancy, "standardTierStorageRedundancy"),
    crossRegionRestore: isEnabled(textAt(redundancy, "crossRegionRestore")),
    crossSubscriptionRestore: isEnabled(
      textAt(properties, "restoreSettings", "crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"),
    ),
    customerKey: textAt(properties, "encryption", "keyVaultProperties", "keyUri") !== undefined,
    identities: identitiesOf(valueAt(body, "identity")),
  };
}

function isEnabled(state: string | undefined): boolean | undefined {
  return state === undefined ? undefined : state === "Enabled";
}

/** `type` is a list: `SystemAssigned, UserAssigned`. */
function identitiesOf(identity: unknown): readonly VaultIdentity[] {
  const types = textAt(identity, "type") ?? "";
  const own: readonly VaultIdentity[] = /systemassigned/i.test(types) ? [{ kind: "system" }] : [];
  const assigned = valueAt(identity, "userAssignedIdentities");
  const ids = typeof assigned === "object" && assigned !== null ? Object.keys(assigned) : [];
  return [...own, ...ids.map((id) => ({ kind: "user" as const, id }))];
}
