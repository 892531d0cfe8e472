import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of vaults and regions. */
export const vaultRows = {
  "region-mismatch": {
    supported: "no",
    severity: "error",
    sources: [sources.prepare, sources.createVaultInclude, supportMatrix, sources.generalSupportMatrix],
    statement: () => l10n.t("The vault must be in the region of the virtual machines that it protects."),
  },
  "cross-region-backup": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.generalSupportMatrix],
    statement: () => l10n.t("Backup across regions is not supported."),
  },
  "region-support": {
    value: ["public", "usGovernment"],
    onlyFor: "enhancedPolicy",
    supported: "conditional",
    severity: "information",
    sources: [sources.enhancedPolicy, sources.generalSupportMatrix, supportMatrix],
    statement: () =>
      l10n.t(
        "The Enhanced policy is offered in all public and US Government regions; some features have shorter lists.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
