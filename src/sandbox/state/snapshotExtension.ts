import { textAt } from "../http/json";
import type { Estate } from "./estate";

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
