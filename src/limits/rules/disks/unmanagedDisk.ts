import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { allDisks, diskName, onePerPlace } from "../../parts/disks";
import type { MachineRule, RuleExample } from "../../rule";
import type { DiskProfile } from "../../profile/disk";

/** Disks that are page blobs in a storage account. */
export const unmanagedDisk: MachineRule = {
  code: "unmanaged-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Unmanaged disk"),
  text: () => ({
    what: l10n.t("Finds disks that name a page blob (vhd) and not a managed disk."),
    why: l10n.t(
      "Unmanaged disks were the ordinary case in 2015; today a virtual machine that has them cannot be backed up.",
    ),
    fix: l10n.t("Replace vhd with managedDisk, and convert existing virtual machines to managed disks."),
  }),
  check: ({ vm, subject, service }) =>
    onePerPlace(allDisks(vm).filter(isUnmanaged), kindPlace).map((disk) =>
      certain({
        message: l10n.t(
          "{0} of {1} is unmanaged (a page blob in a storage account), which {2} does not back up.",
          diskName(disk),
          subject,
          service,
        ),
        place: kindPlace(disk) ?? vm.place,
        related: [related(l10n.t("The virtual machine."), vm.place)],
      }),
    ),
};

function isUnmanaged({ kind }: DiskProfile): boolean {
  return kind.known && kind.value === "unmanaged";
}

function kindPlace(disk: DiskProfile): DiskProfile["place"] {
  return disk.kind.place ?? disk.place;
}

export const unmanagedDiskExample: RuleExample = {
  bad: `"osDisk": {
  "name": "os",
  "createOption": "FromImage",
  "vhd": { "uri": "[concat(reference('vmstore').primaryEndpoints.blob, 'vhds/os.vhd')]" }
}`,
  good: `"osDisk": {
  "name": "os",
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "StandardSSD_LRS" }
}`,
};
