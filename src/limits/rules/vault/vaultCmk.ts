import * as l10n from "@vscode/l10n";
import { breachOfFact } from "../../parts/judgedBreach";
import type { RuleExample, VaultRule } from "../../rule";

/** A customer's key for the vault, which is chosen once and for good. */
export const vaultCmk: VaultRule = {
  code: "vault-cmk",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Customer-managed key on the vault"),
  text: () => ({
    what: l10n.t("Finds vaults that are encrypted with a customer's key."),
    why: l10n.t(
      "The key can be set only before the first item is protected, cannot be taken back, and keeps the vault from being moved. Its key vault needs soft delete and purge protection.",
    ),
    fix: l10n.t("Set the key in the first deployment of the vault, and protect the key vault from being purged."),
  }),
  check: ({ vault, service }) =>
    breachOfFact(vault.customerKey, (used) => used, {
      place: vault.place,
      onlyBounded: true,
      certain: () =>
        l10n.t(
          "Vault '{0}' is encrypted with a customer's key, which {1} takes only before the first item is protected, and for good.",
          vault.name,
          service,
        ),
      possible: (parameters) =>
        l10n.t(
          "Parameter {0} decides whether vault '{1}' is encrypted with a customer's key, which {2} takes only before the first item is protected, and for good.",
          parameters,
          vault.name,
          service,
        ),
    }),
};

export const vaultCmkExample: RuleExample = {
  bad: `"properties": {
  "encryption": {
    "infrastructureEncryption": "Disabled",
    "kekIdentity": { "useSystemAssignedIdentity": true },
    "keyVaultProperties": { "keyUri": "https://keys.vault.azure.net/keys/backups" }
  }
}`,
  good: `"properties": {}`,
};
