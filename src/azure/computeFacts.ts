import * as l10n from "@vscode/l10n";
import type { VirtualMachine as ComputeVm } from "@azure/arm-compute";
import type { ComputeFacts } from "../limits/profile/compute";
import type { BootSource, GuestFacts } from "../limits/profile/guest";
import { known, unknown } from "./facts";

/** Where and how a live VM runs. Its diagnostic settings are of another service and are not read. */
export function computeFactsOf(vm: ComputeVm): ComputeFacts {
  return {
    availabilitySet: known(vm.availabilitySet?.id !== undefined),
    zones: known(vm.zones ?? []),
    extendedZone: known(vm.extendedLocation?.name),
    spot: known(vm.priority === "Spot"),
    dedicatedHost: known(vm.host?.id !== undefined || vm.hostGroup?.id !== undefined),
    scaleSet: known(vm.virtualMachineScaleSet?.id !== undefined),
    securityType: known(vm.securityProfile?.securityType),
    plan: known(vm.plan?.name !== undefined),
    tagCount: known(Object.keys(vm.tags ?? {}).length),
    diagnosticSettings: [],
  };
}

/** The guest of a live VM, as far as its model tells. */
export function guestFactsOf(vm: ComputeVm): GuestFacts {
  return {
    bootSource: known(bootSourceOf(vm)),
    computerName: known(vm.osProfile?.computerName),
    extensionOperations:
      vm.osProfile === undefined
        ? unknown(l10n.t("the VM was made from an existing disk"))
        : known(vm.osProfile.allowExtensionOperations !== false),
  };
}

function bootSourceOf({ storageProfile }: ComputeVm): BootSource | undefined {
  if (storageProfile?.osDisk?.createOption === "Attach") {
    return "attachedDisk";
  }
  const image = storageProfile?.imageReference;
  if (image?.publisher !== undefined) {
    return "marketplace";
  }
  return (image?.id ?? image?.sharedGalleryImageId ?? image?.communityGalleryImageId) === undefined
    ? undefined
    : "customImage";
}
