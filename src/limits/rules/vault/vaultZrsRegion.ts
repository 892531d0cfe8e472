import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { judge } from "../../parts/judgement";
import type { RuleExample, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** Zone-redundant storage in a region that is not on the list of the row. */
export const vaultZrsRegion: VaultRule = {
  code: "vault-zrs-region",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("ZRS vault in a region without ZRS for Backup"),
  text: () => ({
    what: l10n.t("Compares the region of a zone-redundant vault with the regions that offer such vaults."),
    why: l10n.t("In other regions zone-redundant storage for backups is not offered, so the vault cannot be made so."),
    fix: l10n.t("Make the vault geo-redundant or locally redundant, or put it in a region of the list."),
  }),
  check: ({ vault, row, service }) => {
    const regions = row.value;
    const zoneRedundant = judge(vault.redundancy, (value) => isSetTo(value, "ZoneRedundant")).verdict === "breaks";
    if (typeof regions !== "object" || !zoneRedundant) {
      return [];
    }
    const { place } = vault.redundancy;
    return breachOfFact(vault.location, (region) => !regions.includes(region), {
      place: vault.place,
      onlyBounded: true,
      certain: (region) =>
        l10n.t(
          "Vault '{0}' is zone-redundant and in {1}, which is not among the regions where {2} offers that.",
          vault.name,
          region,
          service,
        ),
      possible: (parameters, breaking) =>
        l10n.t(
          "Parameter {0} allows {1} for the zone-redundant vault '{2}', which is not among the regions where {3} offers that.",
          parameters,
          breaking.join(", "),
          vault.name,
          service,
        ),
      related: [related(l10n.t("The redundancy of the vault."), place)],
      fixesFor: () => [
        replacing(place, { id: "redundancy-grs", title: l10n.t("Make the vault GeoRedundant"), by: "GeoRedundant" }),
        replacing(place, {
          id: "redundancy-lrs",
          title: l10n.t("Make the vault LocallyRedundant"),
          by: "LocallyRedundant",
        }),
      ],
    });
  },
};

export const vaultZrsRegionExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "ukwest",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "ZoneRedundant" }
  }
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "uksouth",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "ZoneRedundant" }
  }
}`,
};
