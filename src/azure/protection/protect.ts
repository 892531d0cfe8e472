import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { changeItem, putItem } from "./changeItem";
import type { ItemProperties } from "./changeItem";
import type { DiskSelection } from "../models";
import { guardedWhenRefused } from "../vaults/resourceGuard";
import { diskSelectionFrom, extendedPropertiesOf, sameDisks } from "./diskSelection";
import { makeDiscoverable } from "./discovery";
import { findProtection } from "./findProtection";
import { normalLocation, parseResourceId, sameId, vaultIdOf } from "../ids";
import { itemNamesOf } from "../itemNames";
import { textAt, valueAt } from "../http/jsonRead";
import { getProtectedItem } from "./protectedItems";
import { protectionStateOf } from "./protectionState";
import { bringBack } from "./undelete";
import { getVault } from "../vaults/vaults";

/** What a protection can say beside its policy. */
export interface ProtectSettings {
  /** Those that are backed up; as before when left out, all for a new protection. */
  readonly disks?: DiskSelection | undefined;
  /** The VM leaves another vault, which keeps its backups, stopped: that it has them is no reason against this. */
  readonly leavesVault?: boolean | undefined;
}

interface Plan {
  readonly vmId: string;
  readonly vaultId: string;
  readonly policyId: string;
  readonly itemId: string;
  readonly settings: ProtectSettings;
}

/**
 * Protects a VM with a policy of a vault, by PUT of its protected item, from whatever state it is in: new, stopped,
 * soft-deleted, or protected with another policy. Nothing is sent when it is protected that way already. Cancelling stops
 * the waiting only. In a vault with a Resource Guard, a policy with a shorter retention has to be allowed by the guard.
 * Needs `…/protectedItems/write` in the vault and `Microsoft.Compute/virtualMachines/write` on the VM.
 * @returns the name of the ConfigureBackup job
 * @throws AzureError `conflict` when another vault has the VM, `invalid` when the vault is in another region
 */
export async function protect(
  arm: Arm,
  vmId: string,
  policyId: string,
  settings: ProtectSettings = {},
): Promise<{ readonly jobName: string | undefined }> {
  const vaultId = vaultIdOf(policyId);
  const names = itemNamesOf(vmId);
  const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/${names.container}/protectedItems/${names.item}`;
  const plan = { vmId, vaultId, policyId, itemId, settings };
  await refuseOtherRegion(arm, plan);
  const item = await getProtectedItem(arm, itemId);
  const properties = valueAt(item, "properties");
  if (item === undefined) {
    await makeDiscoverable(arm, vaultId, vmId);
    return configure(arm, plan, undefined);
  }
  const state = protectionStateOf(properties).kind;
  const sameSelection = settings.disks === undefined || sameDisks(settings.disks, diskSelectionFrom(properties));
  if (state === "protected" && sameId(textAt(properties, "policyId"), policyId) && sameSelection) {
    return { jobName: undefined };
  }
  if (state === "softDeleted") {
    await bringBack(arm, plan.vmId, plan.itemId);
  }
  return configure(arm, plan, properties);
}

/** A vault protects VMs of its own region only, and a VM has one vault. Azure tells both late, in a failed job. */
async function refuseOtherRegion(arm: Arm, { vmId, vaultId, settings }: Plan): Promise<void> {
  const vm = parseResourceId(vmId);
  const [machine, vault] = await Promise.all([
    arm.compute(vm.subscriptionId).virtualMachines.get(vm.resourceGroup, vm.name),
    getVault(arm, vaultId),
  ]);
  const location = normalLocation(machine.location);
  if (location !== vault.location) {
    throw new AzureError(
      l10n.t(
        "The VM '{0}' is in '{1}' and the vault '{2}' in '{3}': a vault protects VMs of its own region only.",
        vm.name,
        location,
        vault.name,
        vault.location,
      ),
      { kind: "invalid", code: "VmInAnotherRegion" },
    );
  }
  if (settings.leavesVault === true) {
    return;
  }
  const { vaultId: other } = await findProtection(arm, vmId, location);
  if (other !== undefined && !sameId(other, vaultId)) {
    throw new AzureError(
      l10n.t("The VM '{0}' is protected by the vault '{1}' already.", vm.name, parseResourceId(other).name),
      { kind: "conflict", code: "VirtualMachineAlreadyProtected" },
    );
  }
}

/** PUT of the protected item: new protection, another policy and resuming are the same request. */
async function configure(arm: Arm, plan: Plan, before: unknown): Promise<{ readonly jobName: string | undefined }> {
  const properties: ItemProperties = {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: plan.vmId,
    policyId: plan.policyId,
    ...disksOf(plan, before),
  };
  const jobName = await changeItem(arm, {
    vmId: plan.vmId,
    itemId: plan.itemId,
    operation: "ConfigureBackup",
    send: () =>
      guardedWhenRefused(arm, plan.vaultId, "changeProtection", (requests) =>
        putItem(arm, plan.itemId, {
          ...properties,
          ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: [...requests] }),
        }),
      ),
  });
  return { jobName };
}

/** Disks that were left out stay out, unless something else is wished for. */
function disksOf(
  { settings }: Plan,
  before: unknown,
): { readonly extendedProperties?: ReturnType<typeof extendedPropertiesOf> } {
  if (settings.disks !== undefined) {
    return { extendedProperties: extendedPropertiesOf(settings.disks) };
  }
  const kept = diskSelectionFrom(before);
  return kept.kind === "all" ? {} : { extendedProperties: extendedPropertiesOf(kept) };
}
