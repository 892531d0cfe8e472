import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of disks. */
export const diskRows = {
  "data-disk-count": {
    value: 32,
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.supportMatrix2019],
    statement: () => l10n.t("More than 32 disks are not supported."),
  },
  "premium-storage": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () => l10n.t("Premium SSD disks are supported."),
  },
  "ultra-disk-needs-enhanced-policy": {
    supported: "conditional",
    severity: "error",
    sources: [supportMatrix, sources.enhancedPolicy, sources.instantRestore, sources.agentlessScenarios],
    statement: () =>
      l10n.t(
        "Virtual machines with Ultra disks are supported with an Enhanced policy only; single files cannot be restored.",
      ),
  },
  "premium-ssd-v2-needs-enhanced-policy": {
    supported: "conditional",
    severity: "error",
    sources: [supportMatrix, sources.enhancedPolicy, sources.instantRestore, sources.agentlessScenarios],
    statement: () =>
      l10n.t(
        "Virtual machines with Premium SSD v2 disks are supported with an Enhanced policy only; single files cannot be restored.",
      ),
  },
  "shared-disk": {
    supported: "conditional",
    severity: "error",
    sources: [
      supportMatrix,
      sources.enhancedPolicy,
      sources.selectiveDisk,
      sources.migrateToEnhanced,
      sources.diskBackupMatrix,
    ],
    statement: () =>
      l10n.t(
        "A shared disk is not backed up with its virtual machine; an Enhanced policy protects the rest when the disk is excluded, a Standard policy protects nothing.",
      ),
  },
  "unmanaged-disk": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.supportMatrixJanuary2026, sources.restore, sources.vmBackupFaq],
    statement: () => l10n.t("Unmanaged disks (page blobs in a storage account) are not supported."),
  },
  "write-accelerator-os-disk": {
    supported: "no",
    severity: "error",
    sources: [sources.vmBackupFaq],
    statement: () =>
      l10n.t("An OS disk with Write Accelerator cannot be protected; only data disks with it can be snapshotted."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
