import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode, SupportMatrix } from "./matrix";
import { sources } from "./sources";

const { supportMatrix } = sources;

const machines = {
  "arm-vm": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () =>
      l10n.t("Supported; Azure Resource Manager is the only deployment model left that can be backed up."),
  },
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

const disks = {
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

const network = {
  "reserved-ip-multiple": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () => l10n.t("Supported; a restore of the disks is the way to get a special network layout back."),
  },
  "reserved-ip-no-endpoint": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () =>
      l10n.t("Never applied to Azure Resource Manager; classic virtual machines can no longer be backed up."),
  },
  "multiple-nics": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () =>
      l10n.t("Supported, as many as the VM size allows; restore the disks to rebuild a special network layout."),
  },
  "load-balanced": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () =>
      l10n.t("Supported; after restoring the disks, the place in the back-end pool has to be set up again."),
  },
  "outbound-connectivity": {
    supported: "conditional",
    severity: "warning",
    sources: [
      sources.prepare,
      supportMatrix,
      sources.privateEndpoints1,
      sources.privateEndpoints2,
      sources.vmBackupFaq,
    ],
    statement: () =>
      l10n.t(
        "No outbound access is needed for the backup of a virtual machine, unless it has disks with Write Accelerator.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

const regions = {
  "region-mismatch": {
    supported: "no",
    severity: "error",
    sources: [sources.prepare, sources.createVaultInclude, supportMatrix, sources.generalSupportMatrix],
    statement: () => l10n.t("The vault must be in the region of the virtual machines that it protects."),
  },
  "cross-region-backup": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.generalSupportMatrix],
    statement: () => l10n.t("Backup across regions is not supported."),
  },
  "region-support": {
    value: ["public", "usGovernment"],
    onlyFor: "enhancedPolicy",
    supported: "conditional",
    severity: "information",
    sources: [sources.enhancedPolicy, sources.generalSupportMatrix, supportMatrix],
    statement: () =>
      l10n.t(
        "The Enhanced policy is offered in all public and US Government regions; some features have shorter lists.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

const restores = {
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

/** The limits of the newest texts that could be read; the support matrix among them is of 26 March 2026. */
export const current: SupportMatrix = {
  id: "current",
  service: () => l10n.t("Azure Backup"),
  title: () => l10n.t("Today"),
  rows: { ...machines, ...disks, ...network, ...regions, ...restores },
};
