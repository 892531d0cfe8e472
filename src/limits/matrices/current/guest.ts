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
    contradiction: {
      code: "C2",
      statement: () =>
        l10n.t(
          "The support matrix of March 2026, which is followed here, no longer lists 2012 R2 and older; one text of January 2026 lists them with limited support, and Microsoft's own built-in policy takes them.",
        ),
      sources: [supportMatrix, sources.supportMatrixJanuary2026VariantA, sources.builtInPolicy, sources.policySkus],
    },
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
  "os-version-windows-client": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.supportMatrix2019, sources.builtInPolicy],
    statement: () => l10n.t("Windows 10 and Windows 11 with 64 bits are supported."),
  },
  "os-version-linux": {
    // The publishers of the endorsed distributions, as their images name them; "microsoft" for images that build on others.
    value: ["almalinux", "canonical", "ciq", "credativ", "debian", "kinvolk", "microsoft", "oracle", "redhat", "suse"],
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.endorsedDistributions, sources.linuxAgent, sources.builtInPolicy],
    statement: () =>
      l10n.t(
        "Endorsed distributions are supported; others may work while the VM agent is available and Python is supported.",
      ),
  },
  "os-coreos": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.supportMatrix2019, sources.endorsedDistributions],
    statement: () => l10n.t("CoreOS Linux is not supported, unless the backup is crash-consistent only."),
  },
  "os-32bit": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.backupFaq],
    statement: () => l10n.t("32-bit operating systems are not supported, unless the backup is crash-consistent only."),
  },
  "os-custom-image": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.policySkus],
    statement: () => l10n.t("Supported when the operating system inside is supported."),
  },
  "windows-arm64-agent": {
    supported: "conditional",
    severity: "information",
    sources: [sources.windowsAgent, sources.sizeNames],
    statement: () => l10n.t("The VM agent for Windows supports ARM64 on Windows 11 only."),
  },
  "extension-operations-disabled": {
    supported: "no",
    severity: "error",
    sources: [sources.windowsAgent, sources.templateSchemas],
    statement: () => l10n.t("The backup extension cannot be installed while extension operations are not allowed."),
  },
  "agentless-conditions": {
    supported: "conditional",
    severity: "error",
    sources: [
      sources.agentlessScenarios,
      sources.agentlessOverview,
      sources.whatsNew,
      sources.vmBackupFaq,
      sources.confidentialVmInclude,
      sources.templateSchemas,
    ],
    statement: () =>
      l10n.t(
        "Crash-consistent backup without an agent needs an Enhanced policy and a size that takes Premium storage; not with Azure Boost sizes, confidential VMs, Ultra, Premium SSD v2, ephemeral, shared or Write Accelerator disks.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
