import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of the operating system and the agent. */
export const guestRows = {
  "os-version-windows-server": {
    value: "2016",
    supported: "conditional",
    // A warning: the newest matrix dropped 2012 R2 and older, Microsoft's own built-in policy and SKU list still take them.
    severity: "warning",
    sources: [
      supportMatrix,
      sources.supportMatrixJanuary2026,
      sources.supportMatrixJanuary2026VariantA,
      sources.supportMatrixOctober2025,
      sources.builtInPolicy,
      sources.policySkus,
      sources.endOfSupport2008,
    ],
    statement: () =>
      l10n.t(
        "Windows Server 2016 and later are listed; 2012 R2 and older were listed until October 2025, and other pages still list them.",
      ),
  },
  "vm-agent-disabled": {
    supported: "no",
    severity: "error",
    sources: [sources.windowsAgent, sources.templateSchemas, sources.agentlessOverview],
    statement: () =>
      l10n.t(
        "The VM agent is needed for application-consistent and file-system-consistent backups; only a policy for crash-consistent backups does without.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
