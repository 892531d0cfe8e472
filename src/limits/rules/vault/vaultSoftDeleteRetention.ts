import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { clamped, isOutside, rangeOf } from "../../parts/ranges";
import type { RuleExample, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** For how many days deleted backups are kept. */
export const vaultSoftDeleteRetention: VaultRule = {
  code: "vault-soft-delete-retention",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Soft delete retention days"),
  text: () => ({
    what: l10n.t("Reads for how many days the vault keeps backups that were deleted."),
    why: l10n.t("A number outside the range is refused, and the vault is not created or changed."),
    fix: l10n.t("Use a number in the range; what is beyond the first 14 days is charged."),
  }),
  check: ({ vault, row, service }) => {
    const range = rangeOf(row);
    const off = vault.softDelete.known && isSetTo(vault.softDelete.value, "Disabled");
    if (range === undefined || off) {
      return [];
    }
    const { least, most } = range;
    return breachOfFact(vault.softDeleteDays, (days) => isOutside(days, range), {
      place: vault.place,
      certain: (days) =>
        l10n.t(
          "Vault '{0}' keeps deleted backups for {1} days, but {2} takes {3} to {4}.",
          vault.name,
          days ?? 0,
          service,
          least,
          most,
        ),
      possible: (parameters) =>
        l10n.t(
          "Vault '{0}' keeps deleted backups for as many days as parameter {1} says; {2} takes {3} to {4}.",
          vault.name,
          parameters,
          service,
          least,
          most,
        ),
      fixesFor: (days) => {
        const nearest = clamped(days ?? least, range);
        const title = l10n.t("Keep deleted backups for {0} days", nearest);
        return [
          replacing(vault.softDeleteDays.place, { id: "clamp-soft-delete-days", title, harmless: true, by: nearest }),
        ];
      },
    });
  },
};

export const vaultSoftDeleteRetentionExample: RuleExample = {
  bad: `"securitySettings": {
  "softDeleteSettings": { "softDeleteState": "Enabled", "softDeleteRetentionPeriodInDays": 7 }
}`,
  good: `"securitySettings": {
  "softDeleteSettings": { "softDeleteState": "Enabled", "softDeleteRetentionPeriodInDays": 14 }
}`,
};
