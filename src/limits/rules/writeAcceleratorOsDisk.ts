import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible } from "../breach";
import type { Rule, RuleExample } from "../rule";

/** Write Accelerator on the OS disk. */
export const writeAcceleratorOsDisk: Rule = {
  code: "write-accelerator-os-disk",
  kind: "template",
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
      return [certain({ message, place })];
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
    return [possible(accelerated, { message, place })];
  },
};

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
