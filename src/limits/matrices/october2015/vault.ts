import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of vaults and regions. */
export const vaultRows = {
  "region-mismatch": {
    supported: "no",
    severity: "error",
    sources: [article, sources.backUp2015],
    statement: () => l10n.t("The vault must be in the region of the virtual machines that it protects."),
  },
  "cross-region-backup": {
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Backup across regions is not supported; each region needs a vault of its own."),
  },
  "region-support": {
    value: ["public"],
    supported: "conditional",
    severity: "warning",
    sources: [article],
    statement: () =>
      l10n.t(
        "Supported in the public regions of Azure; a region without it is missing from the list of vault regions.",
      ),
  },
  "vault-required": {
    supported: "conditional",
    severity: "hint",
    sources: [article],
    statement: () => l10n.t("A backup vault must exist first."),
  },
  "subscription-mismatch": {
    ...unmentioned,
    sources: [sources.backUp2015],
    statement: () => l10n.t("No limit is stated; the virtual machines of the vault's own subscription are discovered."),
  },
  "one-vault-per-vm": {
    value: 1,
    supported: "no",
    severity: "warning",
    sources: [sources.backUp2015],
    statement: () => l10n.t("A virtual machine belongs to one policy at a time."),
  },
  "vault-name": {
    supported: "conditional",
    severity: "warning",
    sources: [article],
    statement: () => l10n.t("A friendly name that is unique in the subscription; no pattern is given."),
  },
  "vault-redundancy": {
    supported: "conditional",
    severity: "warning",
    sources: [article],
    statement: () => l10n.t("The redundancy is to be chosen right after the vault was created."),
  },
  "vault-zrs-region": unmentioned,
  "vault-cross-region-restore": unmentioned,
  "vault-soft-delete": unmentioned,
  "vault-soft-delete-retention": unmentioned,
  "vault-immutability": unmentioned,
  "vault-cmk": unmentioned,
  "vault-private-endpoint": unmentioned,
  "vault-count": {
    supported: "yes",
    severity: "none",
    sources: [article],
    statement: () => l10n.t("A subscription can have several vaults; no number is given."),
  },
  "vault-vm-count": unmentioned,
  "resource-group-lock": unmentioned,
  "vault-cross-subscription-restore": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
