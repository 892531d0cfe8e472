import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { cleanedName } from "../../parts/names";
import type { RuleExample, VaultRule } from "../../rule";

/** The name of a vault, against the pattern of the row. */
export const vaultName: VaultRule = {
  code: "vault-name",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Vault name"),
  text: () => ({
    what: l10n.t("Compares the name of the vault with the pattern that names of Recovery Services vaults follow."),
    why: l10n.t("A vault with another name is not created, and nothing that is to be protected in it either."),
    fix: l10n.t("Use 2 to 50 letters, digits and hyphens, and begin with a letter."),
  }),
  check: ({ vault, row, service }) => {
    const pattern = typeof row.value === "string" ? new RegExp(row.value) : undefined;
    if (pattern === undefined) {
      return [];
    }
    return breachOfFact(vault.resourceName, (name) => !pattern.test(name), {
      place: vault.place,
      onlyBounded: true,
      certain: () =>
        l10n.t(
          "Vault '{0}' has a name that {1} refuses: 2 to 50 letters, digits and hyphens are allowed, the first a letter.",
          vault.name,
          service,
        ),
      possible: (parameters, breaking) =>
        l10n.t(
          "Parameter {0} allows the vault name '{1}', which {2} refuses: 2 to 50 letters, digits and hyphens are allowed, the first a letter.",
          parameters,
          breaking[0] ?? "",
          service,
        ),
      fixesFor: (name) => {
        const better = cleanedName(name, pattern);
        return better === undefined
          ? []
          : [
              replacing(vault.resourceName.place ?? vault.place, {
                id: "clean-vault-name",
                title: l10n.t("Rename the vault to '{0}'", better),
                by: better,
              }),
            ];
      },
    });
  },
};

export const vaultNameExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backup_vault",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {}
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backup-vault",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {}
}`,
};
