import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of where and how a virtual machine runs. */
export const computeRows = {
  "arm-vm": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () =>
      l10n.t("Virtual machines deployed through Azure Resource Manager (then called IaaS V2) are not supported."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
