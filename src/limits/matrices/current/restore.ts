import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of what only a restore meets. */
export const restoreRows = {
  "restore-in-place": {
    supported: "conditional",
    severity: "information",
    sources: [sources.restore, supportMatrix, sources.vmBackupFaq, sources.selectiveDisk],
    statement: () =>
      l10n.t(
        "Replacing the existing virtual machine is supported while it exists, is stopped and has managed, unencrypted disks, none of them excluded from the backup.",
      ),
  },
  "cross-region-restore": {
    supported: "conditional",
    severity: "information",
    sources: [sources.restore, supportMatrix, sources.generalSupportMatrix, sources.createVault],
    statement: () =>
      l10n.t(
        "Supported into the paired region, from a geo-redundant vault that has cross-region restore switched on; not with managed identities.",
      ),
  },
  "restore-domain-controller": {
    supported: "conditional",
    severity: "information",
    sources: [sources.restore, supportMatrix],
    statement: () =>
      l10n.t(
        "One of several domain controllers of a domain is restored like any virtual machine while another one answers; a forest of several domains needs a forest recovery.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
