import * as l10n from "@vscode/l10n";
import type { MatrixRow } from "../matrix";
import { sources } from "../sources";

/** The row of October 2015 for what did not exist then, or was no limit. */
export const unmentioned: MatrixRow = {
  supported: "unmentioned",
  severity: "none",
  sources: [sources.october2015Article],
  statement: () => l10n.t("The article does not mention it."),
};
