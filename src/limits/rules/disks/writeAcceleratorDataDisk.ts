import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { diskName } from "../../parts/disks";
import { judge, ofParameter } from "../../parts/judgement";
import type { DiskProfile } from "../../profile/disk";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";

/** Data disks with Write Accelerator, for which the machine needs the internet at each backup. */
export const writeAcceleratorDataDisk: MachineRule = {
  code: "write-accelerator-data-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Write Accelerator on a data disk"),
  text: () => ({
    what: l10n.t("Reads writeAcceleratorEnabled of the data disks."),
    why: l10n.t(
      "The backup of a virtual machine with such disks succeeds only while it reaches the internet, even when they are excluded; crash-consistent backup without the agent does not take them, and single files cannot be restored.",
    ),
    fix: l10n.t("Make sure that the virtual machine has outbound access, or do without Write Accelerator."),
  }),
  check: (context) => {
    const disks = context.vm.dataDisks;
    const breaches = disks.known ? disks.value.flatMap((disk) => checkDisk(context, disk)) : [];
    // The machine needs its outbound access once, however many of its disks are the reason.
    const one = breaches.find(({ certainty }) => certainty === "certain") ?? breaches[0];
    return one === undefined ? [] : [one];
  },
};

function checkDisk(context: RuleContext, disk: DiskProfile): readonly Breach[] {
  const { vm, subject, service } = context;
  const place = disk.writeAccelerator.place ?? disk.place ?? vm.place;
  const judgement = judge(disk.writeAccelerator, (enabled) => enabled);
  switch (judgement.verdict) {
    case "keeps":
      return [];
    case "breaks":
      return [
        certain({
          message: l10n.t(
            "{0} of {1} has Write Accelerator, so {2} needs outbound access from the VM for each backup.",
            diskName(disk),
            subject,
            service,
          ),
          place,
          condition: l10n.t("Give the VM outbound access."),
        }),
      ];
    case "open": {
      const message = l10n.t(
        "Parameter {0} decides whether a data disk of {1} has Write Accelerator; {2} then needs outbound access from the VM.",
        parameterNames(judgement.fact.because),
        subject,
        service,
      );
      return [possible(judgement.fact, { message, place, breakingValues: ofParameter(judgement.fact, "true") })];
    }
  }
}

export const writeAcceleratorDataDiskExample: RuleExample = {
  bad: `"dataDisks": [
  {
    "lun": 0, "createOption": "Empty", "diskSizeGB": 512,
    "managedDisk": { "storageAccountType": "Premium_LRS" },
    "writeAcceleratorEnabled": true
  }
]`,
  good: `"dataDisks": [
  {
    "lun": 0, "createOption": "Empty", "diskSizeGB": 512,
    "managedDisk": { "storageAccountType": "Premium_LRS" }
  }
]`,
};
