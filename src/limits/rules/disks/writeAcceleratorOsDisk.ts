import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible } from "../../breach";
import { ofParameter } from "../../parts/judgement";
import type { Fix } from "../../fix";
import type { Place } from "../../profile/fact";
import type { MachineRule, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";

/** Write Accelerator on the OS disk. */
export const writeAcceleratorOsDisk: MachineRule = {
  code: "write-accelerator-os-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Write Accelerator on the OS disk"),
  text: () => ({
    what: l10n.t("Reads writeAcceleratorEnabled of the OS disk."),
    why: l10n.t(
      "Only data disks with Write Accelerator can be snapshotted, so a virtual machine with it on its OS disk cannot be protected.",
    ),
    fix: l10n.t("Set writeAcceleratorEnabled to false on the OS disk, or delete the property."),
  }),
  check: ({ vm, subject, service }) => {
    const accelerated = vm.osDisk?.writeAccelerator;
    if (accelerated === undefined) {
      return [];
    }
    const place = accelerated.place ?? vm.osDisk?.place ?? vm.place;
    if (accelerated.known) {
      if (!accelerated.value) {
        return [];
      }
      const message = l10n.t("The OS disk of {0} has Write Accelerator, which {1} does not back up.", subject, service);
      return [certain({ message, place, fixes: [turnedOff(accelerated.place)] })];
    }
    if (!parametersMayBreak(accelerated, (enabled) => enabled)) {
      return [];
    }
    const message = l10n.t(
      "Parameter {0} decides whether the OS disk of {1} has Write Accelerator, which {2} does not back up.",
      parameterNames(accelerated.because),
      subject,
      service,
    );
    return [possible(accelerated, { message, place, breakingValues: ofParameter(accelerated, "true") })];
  },
};

/** Not offered for all at once: writes to the disk are slower without it. */
function turnedOff(place: Place | undefined): Fix | undefined {
  return replacing(place, {
    id: "turn-off-write-accelerator",
    title: l10n.t("Set writeAcceleratorEnabled to false on the OS disk"),
    by: false,
  });
}

export const writeAcceleratorOsDiskExample: RuleExample = {
  bad: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "Premium_LRS" },
  "writeAcceleratorEnabled": true
}`,
  good: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "Premium_LRS" },
  "writeAcceleratorEnabled": false
}`,
};
