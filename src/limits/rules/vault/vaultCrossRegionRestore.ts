import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { judge } from "../../parts/judgement";
import type { RuleExample, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** Redundancies of which the texts say that there is nothing to restore from in another region. */
const oneRegion = ["LocallyRedundant", "ZoneRedundant"];

/** Cross-region restore of a vault that keeps its data in one region. */
export const vaultCrossRegionRestore: VaultRule = {
  code: "vault-cross-region-restore",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Cross-region restore switched on"),
  text: () => ({
    what: l10n.t("Finds vaults with cross-region restore whose storage is not geo-redundant."),
    why: l10n.t(
      "Only a geo-redundant vault has its data in a second region. Cross-region restore cannot be switched off again once something is protected.",
    ),
    fix: l10n.t("Make the vault geo-redundant, or leave cross-region restore off."),
  }),
  check: ({ vault, service }) => {
    const { redundancy, crossRegionRestore } = vault;
    if (judge(crossRegionRestore, (on) => on === true).verdict !== "breaks") {
      return [];
    }
    return breachOfFact(redundancy, (value) => oneRegion.some((one) => isSetTo(value, one)), {
      place: vault.place,
      certain: (value) =>
        l10n.t(
          "Vault '{0}' has cross-region restore switched on, but is {1}; {2} takes it for geo-redundant vaults only.",
          vault.name,
          value ?? "",
          service,
        ),
      possible: (parameters) =>
        l10n.t(
          "Parameter {0} decides whether vault '{1}', which has cross-region restore switched on, is geo-redundant, as {2} needs it to be.",
          parameters,
          vault.name,
          service,
        ),
      related: [related(l10n.t("Cross-region restore is switched on here."), crossRegionRestore.place)],
      fixesFor: () => [
        replacing(redundancy.place, {
          id: "redundancy-grs",
          title: l10n.t("Make the vault GeoRedundant"),
          by: "GeoRedundant",
        }),
      ],
    });
  },
};

export const vaultCrossRegionRestoreExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": {
      "standardTierStorageRedundancy": "LocallyRedundant",
      "crossRegionRestore": "Enabled"
    }
  }
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": {
      "standardTierStorageRedundancy": "GeoRedundant",
      "crossRegionRestore": "Enabled"
    }
  }
}`,
};
