import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { RuleExample, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** Soft delete switched off. */
export const vaultSoftDelete: VaultRule = {
  code: "vault-soft-delete",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Soft delete off"),
  text: () => ({
    what: l10n.t("Reads the soft delete state of the vault, or of its backupconfig."),
    why: l10n.t("Without soft delete, backups that somebody deletes are gone at once, also when an attacker did it."),
    fix: l10n.t("Leave soft delete on: it is on by default, and the first 14 days cost nothing."),
  }),
  check: ({ vault, service }) =>
    breachOfFact(vault.softDelete, (state) => isSetTo(state, "Disabled"), {
      place: vault.place,
      certain: () =>
        l10n.t(
          "Vault '{0}' has soft delete switched off, so {1} keeps nothing of backups that are deleted.",
          vault.name,
          service,
        ),
      possible: (parameters) =>
        l10n.t("Parameter {0} decides whether vault '{1}' has soft delete switched off.", parameters, vault.name),
      fixesFor: () => [
        replacing(vault.softDelete.place, {
          id: "enable-soft-delete",
          title: l10n.t("Switch soft delete on"),
          harmless: true,
          by: "Enabled",
        }),
      ],
    }),
};

export const vaultSoftDeleteExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "securitySettings": { "softDeleteSettings": { "softDeleteState": "Disabled" } }
  }
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "securitySettings": { "softDeleteSettings": { "softDeleteState": "Enabled" } }
  }
}`,
};
