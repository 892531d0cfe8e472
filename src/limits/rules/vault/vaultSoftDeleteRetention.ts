import * as l10n from "@vscode/l10n";
import { outsideRange } from "../../parts/outsideRange";
import { rangeOf } from "../../parts/ranges";
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
    return outsideRange(vault.softDeleteDays, range, {
      place: vault.place,
      certain: (days) =>
        l10n.t(
          "Vault '{0}' keeps deleted backups for {1} days, but {2} takes {3} to {4}.",
          vault.name,
          days,
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
      fixId: "clamp-soft-delete-days",
      fixTitle: (nearest) => l10n.t("Keep deleted backups for {0} days", nearest),
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
