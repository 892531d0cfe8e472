import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of where and how a virtual machine runs. */
export const computeRows = {
  "arm-vm": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () =>
      l10n.t("Supported; Azure Resource Manager is the only deployment model left that can be backed up."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
