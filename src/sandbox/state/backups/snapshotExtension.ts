import { textAt } from "../../http/json";
import type { Estate } from "../estate";
import type { ItemRecord, RecoveryPointRecord } from "../records";

/** Puts the extension into a VM that Azure Backup installs with its first snapshot, or changes how it fares. */
export function setSnapshotExtension(estate: Estate, vmId: string, state: "Succeeded" | "Failed"): void {
  const vm = estate.resources.get(vmId);
  if (vm === undefined) {
    return;
  }
  const windows = textAt(vm, "properties", "storageProfile", "osDisk", "osType") === "Windows";
  const name = windows ? "VMSnapshot" : "VMSnapshotLinux";
  const id = `${vm.id}/extensions/${name}`;
  estate.resources.set(id, {
    name,
    id,
    type: "Microsoft.Compute/virtualMachines/extensions",
    location: vm.location,
    properties: {
      autoUpgradeMinorVersion: true,
      provisioningState: state,
      publisher: "Microsoft.Azure.RecoveryServices",
      type: name,
      typeHandlerVersion: "1.0",
      settings: {},
    },
  });
}

/** What a snapshot for a backup leaves in its VM: an agent that has proven itself, and the extension. */
export function noteSnapshot(
  estate: Estate,
  { vmId }: Pick<ItemRecord, "vmId">,
  { consistency }: Pick<RecoveryPointRecord, "consistency">,
): void {
  const guest = estate.guests.get(vmId);
  // A crash-consistent snapshot of a running VM is made from outside: it proves no agent, and needs no extension.
  if (guest?.power === "running" && consistency !== "CrashConsistent") {
    estate.guests.set(vmId, guest.agent === "starting" ? { ...guest, agent: "ready" } : guest);
    setSnapshotExtension(estate, vmId, "Succeeded");
  }
}
