import * as l10n from "@vscode/l10n";
import { geoRedundantBreaches } from "../../parts/geoRedundantDisks";
import type { MachineRule, RuleExample } from "../../rule";

/** Premium SSD v2 disks and the regions in which a geo-redundant vault takes them. */
export const premiumSsdV2CrrRegion: MachineRule = {
  code: "premium-ssd-v2-crr-region",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Premium SSD v2 disks in a geo-redundant vault"),
  text: () => ({
    what: l10n.t(
      "Finds Premium SSD v2 disks (PremiumV2_LRS) of virtual machines that go to a geo-redundant vault, and reads the region of the vault.",
    ),
    why: l10n.t(
      "Geo-redundant vaults, with or without cross-region restore, take Premium SSD v2 disks in some regions only.",
    ),
    fix: l10n.t("Use a locally redundant or zone-redundant vault in other regions, before it protects anything."),
  }),
  check: (context) => geoRedundantBreaches(context, { sku: "PremiumV2_LRS", label: l10n.t("Premium SSD v2 disks") }),
};

export const premiumSsdV2CrrRegionExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "swedencentral",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "GeoRedundant" }
  }
}
// ... which protects a virtual machine with a PremiumV2_LRS disk`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "swedencentral",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "ZoneRedundant" }
  }
}`,
};
