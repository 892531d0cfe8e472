import { listAt, objectAt, textAt } from "../../http/json";
import type { Estate } from "../estate";
import type { BackedUpMachine, ItemRecord, ResourceRecord } from "../records";

/** Has the protected items of a VM keep what they have backed up of it. Called before the VM and its disks go. */
export function rememberSource(estate: Estate, vm: ResourceRecord): void {
  const source = machineNow(estate, vm);
  for (const item of estate.itemsOf(vm.id)) {
    estate.items.set(item.id, { ...item, source });
  }
}

/** The VM of an item: as it is, or, once it was deleted, as it was. Undefined for one that the estate never held. */
export function backedUpMachine(
  estate: Estate,
  { vmId, source }: Pick<ItemRecord, "vmId" | "source">,
): BackedUpMachine | undefined {
  const vm = estate.resources.get(vmId);
  return vm === undefined ? source : machineNow(estate, vm);
}

function machineNow(estate: Estate, vm: ResourceRecord): BackedUpMachine {
  const storage = objectAt(vm, "properties", "storageProfile");
  const disks = [storage["osDisk"], ...listAt(storage, "dataDisks")].flatMap(
    (disk) => estate.resources.get(textAt(disk, "managedDisk", "id") ?? "") ?? [],
  );
  return { vm, disks, guest: estate.guests.get(vm.id) };
}
