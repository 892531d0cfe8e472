import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { diskName, onePerPlace } from "../../parts/disks";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { DiskProfile } from "../../profile/disk";
import type { Place } from "../../profile/fact";

/** Data disks with the security type of an OS disk. */
export const trustedLaunchDataDisk: MachineRule = {
  code: "trusted-launch-data-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Data disk with a security type"),
  text: () => ({
    what: l10n.t("Reads the security type of the disks that are attached as data disks."),
    why: l10n.t(
      "A data disk that carries the security type Trusted Launch or Confidential is not supported; it comes about when the OS disk of such a virtual machine is attached to another one.",
    ),
    fix: l10n.t("Detach the disk, or copy its contents to a plain data disk."),
  }),
  check: (context) => {
    const { dataDisks } = context.vm;
    return dataDisks.known ? onePerPlace(dataDisks.value, placeOf).flatMap((disk) => checkDisk(context, disk)) : [];
  },
};

function checkDisk({ vm, subject, service }: RuleContext, disk: DiskProfile): readonly Breach[] {
  const judged = judge(disk.securityType, isSecured);
  const where = {
    place: placeOf(disk) ?? vm.place,
    related: [related(l10n.t("The disk."), disk.securityType.place ?? disk.resourcePlace)],
  };
  switch (judged.verdict) {
    case "keeps":
      return [];
    case "breaks": {
      const message = l10n.t(
        "{0} of {1} has the security type '{2}', but {3} does not back up data disks that have one.",
        diskName(disk),
        subject,
        judged.value ?? "",
        service,
      );
      return [certain({ ...where, message })];
    }
    case "open": {
      const message = l10n.t(
        "Parameter {0} decides the security type of a data disk of {1}, but {2} does not back up data disks that have one.",
        parameterNames(judged.fact.because),
        subject,
        service,
      );
      const breakingValues = judged.breaking.filter((type) => type !== undefined);
      const listed = breakingValues.length === 0 ? undefined : breakingValues;
      return [possible(judged.fact, { ...where, message, breakingValues: listed })];
    }
  }
}

/** `TrustedLaunch`, `ConfidentialVM` and the longer forms of it that disks have. */
function isSecured(type: string | undefined): boolean {
  return type !== undefined && /^(?:trustedlaunch|confidentialvm)/i.test(type);
}

function placeOf(disk: DiskProfile): Place | undefined {
  return disk.place ?? disk.securityType.place;
}

export const trustedLaunchDataDiskExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "old-os",
  "location": "westeurope",
  "properties": {
    "creationData": { "createOption": "Copy", "sourceResourceId": "[parameters('snapshotId')]" },
    "securityProfile": { "securityType": "TrustedLaunch" }
  }
}
// ... attached as a data disk of a virtual machine`,
  good: `{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "data",
  "location": "westeurope",
  "properties": { "creationData": { "createOption": "Empty" }, "diskSizeGB": 128 }
}`,
};
