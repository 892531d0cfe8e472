import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of the operating system and the agent. */
export const guestRows = {
  "os-version-windows-server": {
    value: "2008 R2",
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Windows Server releases older than 2008 R2 are not supported."),
  },
  "vm-agent-disabled": {
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () =>
      l10n.t(
        "The VM agent must be installed; it is optional when the virtual machine is created, so it has to be chosen.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
