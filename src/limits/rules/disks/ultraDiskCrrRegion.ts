import * as l10n from "@vscode/l10n";
import { geoRedundantBreaches } from "../../parts/geoRedundantDisks";
import type { MachineRule, RuleExample } from "../../rule";

/** Ultra disks and the regions in which a geo-redundant vault takes them. */
export const ultraDiskCrrRegion: MachineRule = {
  code: "ultra-disk-crr-region",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Ultra disks in a geo-redundant vault"),
  text: () => ({
    what: l10n.t(
      "Finds Ultra disks (UltraSSD_LRS) of virtual machines that go to a geo-redundant vault, and reads the region of the vault.",
    ),
    why: l10n.t("Geo-redundant vaults, with or without cross-region restore, take Ultra disks in some regions only."),
    fix: l10n.t("Use a locally redundant or zone-redundant vault in other regions, before it protects anything."),
  }),
  check: (context) => geoRedundantBreaches(context, { sku: "UltraSSD_LRS", label: l10n.t("Ultra disks") }),
};

export const ultraDiskCrrRegionExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "francecentral",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "GeoRedundant", "crossRegionRestore": "Enabled" }
  }
}
// ... which protects a virtual machine with an UltraSSD_LRS disk`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "francecentral",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "LocallyRedundant" }
  }
}`,
};
