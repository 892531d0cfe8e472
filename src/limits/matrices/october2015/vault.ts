import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

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
} satisfies Partial<Record<RuleCode, MatrixRow>>;
