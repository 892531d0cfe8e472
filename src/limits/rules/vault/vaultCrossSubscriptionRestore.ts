import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { RuleExample, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** Cross-subscription restore that is switched off for good. */
export const vaultCrossSubscriptionRestore: VaultRule = {
  code: "vault-cross-subscription-restore",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Cross-subscription restore setting of the vault"),
  text: () => ({
    what: l10n.t("Reads whether backups of the vault may be restored into other subscriptions."),
    why: l10n.t("It is on by default. Disabled can be taken back, PermanentlyDisabled cannot."),
    fix: l10n.t("Use Disabled, unless nobody may ever switch it on again."),
  }),
  check: ({ vault, service }) =>
    breachOfFact(vault.crossSubscriptionRestore, (state) => isSetTo(state, "PermanentlyDisabled"), {
      place: vault.place,
      onlyBounded: true,
      certain: () =>
        l10n.t(
          "Vault '{0}' has cross-subscription restore switched off permanently, which {1} never lets anybody take back.",
          vault.name,
          service,
        ),
      possible: (parameters) =>
        l10n.t(
          "Parameter {0} decides whether vault '{1}' has cross-subscription restore switched off permanently, which nobody can take back.",
          parameters,
          vault.name,
        ),
      fixesFor: () => [
        replacing(vault.crossSubscriptionRestore.place, {
          id: "disable-not-permanently",
          title: l10n.t("Switch it off, but not permanently"),
          by: "Disabled",
        }),
      ],
    }),
};

export const vaultCrossSubscriptionRestoreExample: RuleExample = {
  bad: `"restoreSettings": {
  "crossSubscriptionRestoreSettings": { "crossSubscriptionRestoreState": "PermanentlyDisabled" }
}`,
  good: `"restoreSettings": {
  "crossSubscriptionRestoreSettings": { "crossSubscriptionRestoreState": "Disabled" }
}`,
};
