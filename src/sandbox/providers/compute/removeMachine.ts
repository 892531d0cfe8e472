import { at, objectAt, textAt, without } from "../../http/json";
import type { Json } from "../../http/json";
import { rememberSource } from "../../state/backups/backedUpMachine";
import type { Estate } from "../../state/estate";
import type { ResourceRecord } from "../../state/records";
import { children } from "../putResource";

/**
 * A virtual machine goes, with its extensions and what else lies below it. Its disks and interfaces go with it where their
 * `deleteOption` says so, and belong to nobody otherwise; protected items stay in their vaults, and keep what was backed up.
 *
 * Source: "Delete a VM and attached resources" (Microsoft Learn, June 2026).
 */
export function removeMachine(estate: Estate, vm: ResourceRecord): void {
  rememberSource(estate, vm);
  for (const below of estate.resources.below(`${vm.id}/`)) {
    estate.resources.delete(below.id);
  }
  estate.guests.delete(vm.id);
  estate.resources.delete(vm.id);
  const { osDisk, dataDisks } = objectAt(vm.properties, "storageProfile");
  for (const disk of [objectAt({ osDisk }, "osDisk"), ...children(dataDisks)]) {
    letGo(estate, vm.id, textAt(disk, "managedDisk", "id"), at(disk, "deleteOption"));
  }
  for (const nic of children(at(vm.properties, "networkProfile", "networkInterfaces"))) {
    letGo(estate, vm.id, textAt(nic, "id"), at(nic, "properties", "deleteOption"));
  }
}

function letGo(estate: Estate, vmId: string, id: string | undefined, deleteOption: Json | undefined): void {
  const body = id === undefined ? undefined : estate.resources.get(id);
  if (body === undefined) {
    return;
  }
  const isOwn = [textAt(body, "managedBy"), textAt(body, "properties", "virtualMachine", "id")].some(
    (owner) => owner?.toLowerCase() === vmId.toLowerCase(),
  );
  if (isOwn && deleteOption === "Delete") {
    estate.resources.delete(body.id);
  } else if (isOwn) {
    estate.resources.set(body.id, free(body));
  }
}

/** A disk or an interface that belongs to no machine. */
function free(body: ResourceRecord): ResourceRecord {
  const { id, name, type, location, properties } = body;
  return textAt(body, "managedBy") === undefined
    ? { ...body, properties: without(properties, "virtualMachine") }
    : {
        ...without(body, "managedBy", "managedByExtended"),
        id,
        name,
        type,
        location,
        properties: { ...properties, diskState: "Unattached" },
      };
}
