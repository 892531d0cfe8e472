import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of what only a restore meets. */
export const restoreRows = {
  "restore-in-place": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.restore2015],
    statement: () =>
      l10n.t("A restore cannot replace an existing virtual machine: delete the machine and its disks first."),
  },
  "cross-region-restore": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Restoring into another region is not supported."),
  },
  "restore-domain-controller": {
    supported: "conditional",
    severity: "warning",
    sources: [article, sources.restore2015],
    statement: () => l10n.t("A domain controller that is one of several can only be restored through PowerShell."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
