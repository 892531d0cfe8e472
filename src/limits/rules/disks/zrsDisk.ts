import * as l10n from "@vscode/l10n";
import { noteOnFirstDisk } from "../../parts/diskNotes";
import type { Fact } from "../../profile/fact";
import type { MachineRule, RuleExample } from "../../rule";

/** Zone-redundant disks, which a restore into a region without them makes locally redundant. */
export const zrsDisk: MachineRule = {
  code: "zrs-disk",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Zone-redundant disk"),
  text: () => ({
    what: l10n.t("Finds disks of the SKUs Premium_ZRS and StandardSSD_ZRS."),
    why: l10n.t(
      "Zone-redundant disks are backed up. Restored in a paired region that has none, they become locally redundant disks of the same tier.",
    ),
    fix: l10n.t("Nothing to do."),
  }),
  check: (context) =>
    noteOnFirstDisk(
      context,
      (disk) => zoneRedundant(disk.sku),
      (disk) =>
        l10n.t(
          "{0} of {1} is zone-redundant; restored in a paired region that has no such disks, it becomes locally redundant.",
          disk,
          context.subject,
        ),
    ),
};

function zoneRedundant(sku: Fact<string | undefined>): Fact<boolean> {
  return sku.known
    ? { known: true, value: isZoneRedundant(sku.value), place: sku.place }
    : { ...sku, allowed: sku.allowed?.map(isZoneRedundant) };
}

function isZoneRedundant(sku: string | undefined): boolean {
  return sku?.toLowerCase().endsWith("_zrs") === true;
}

export const zrsDiskExample: RuleExample = {
  bad: `"managedDisk": { "storageAccountType": "StandardSSD_ZRS" }`,
  good: `"managedDisk": { "storageAccountType": "StandardSSD_LRS" }`,
};
