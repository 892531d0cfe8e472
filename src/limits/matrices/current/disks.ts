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
  "disk-size-max": {
    value: 65_536,
    supported: "no",
    severity: "error",
    sources: [
      supportMatrix,
      sources.generalSupportMatrix,
      sources.vmBackupFaq,
      sources.instantRestore,
      sources.supportMatrix2019,
      sources.agentTroubleshootingJanuary2018,
    ],
    statement: () => l10n.t("Disks of more than 64 TB (65536 GB) are not supported."),
    contradiction: {
      code: "C7",
      statement: () =>
        l10n.t(
          "The Instant Restore page of June 2025 says 32 TB; the support matrix and the FAQ say 64 TB, as is followed here.",
        ),
      sources: [supportMatrix, sources.instantRestore, sources.vmBackupFaq],
    },
  },
  "disk-size-total": {
    value: 524_288,
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.generalSupportMatrix, sources.vmBackupFaq],
    statement: () => l10n.t("Disks of more than 512 TB (524288 GB) on one virtual machine are not supported."),
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
  "ultra-disk-crr-region": {
    value: [
      "southcentralus",
      "brazilsouth",
      "canadaeast",
      "canadacentral",
      "eastus2",
      "southeastasia",
      "westus",
      "centralus",
      "koreasouth",
      "koreacentral",
      "westeurope",
      "northcentralus",
      "eastasia",
      "usgovtexas",
      "usgovarizona",
      "westus2",
      "northeurope",
      "eastus",
      "westcentralus",
    ],
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.restore, sources.createVault, sources.whatsNew],
    statement: () =>
      l10n.t(
        "Ultra disks go into a geo-redundant vault, with or without cross-region restore, in the listed regions only.",
      ),
    contradiction: {
      code: "C5",
      statement: () =>
        l10n.t(
          "The restore page of May 2026 says that cross-region restore is not supported with Ultra disks; the support matrix, which is followed here, lists regions where it is.",
        ),
      sources: [supportMatrix, sources.restore, sources.createVault, sources.whatsNew],
    },
  },
  "premium-ssd-v2-crr-region": {
    value: [
      "brazilsouth",
      "centralus",
      "eastasia",
      "eastus",
      "eastus2",
      "northcentralus",
      "northeurope",
      "southcentralus",
      "southeastasia",
      "uksouth",
      "ukwest",
      "westeurope",
      "westus",
      "westus3",
      "norwaywest",
      "norwayeast",
      "japanwest",
      "japaneast",
    ],
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.vmBackupFaq, sources.whatsNew],
    statement: () =>
      l10n.t(
        "Premium SSD v2 disks go into a geo-redundant vault, with or without cross-region restore, in the listed regions only.",
      ),
    contradiction: {
      code: "C6",
      statement: () =>
        l10n.t(
          "The FAQ of December 2025 explains why such a vault is not supported; the support matrix, which is followed here, lists regions where it is.",
        ),
      sources: [supportMatrix, sources.vmBackupFaq, sources.whatsNew],
    },
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
  "disk-entra-data-access": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.enhancedPolicy],
    statement: () =>
      l10n.t(
        "Disks that demand a sign-in with Microsoft Entra ID for up- and downloads are not supported; the backup fails.",
      ),
  },
  "ephemeral-os-disk": {
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.agentlessScenarios, sources.troubleshooting2022, sources.troubleshooting2023],
    statement: () =>
      l10n.t("Ephemeral OS disks are listed as supported; crash-consistent backup without the agent leaves them out."),
    contradiction: {
      code: "C19",
      statement: () =>
        l10n.t(
          "Troubleshooting texts of 2022 and 2023 show backup as not available for ephemeral OS disks; the support matrix of 2026 lists them as supported.",
        ),
      sources: [supportMatrix, sources.troubleshooting2022, sources.troubleshooting2023, sources.agentlessScenarios],
    },
  },
  "write-accelerator-data-disk": {
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.vmBackupFaq, sources.agentlessScenarios, sources.supportMatrix2019],
    statement: () =>
      l10n.t(
        "Data disks with Write Accelerator are supported in all public regions; the virtual machine then needs the internet for each backup, even when they are excluded.",
      ),
  },
  "ade-encryption": {
    supported: "conditional",
    severity: "warning",
    sources: [
      supportMatrix,
      sources.overview2026,
      sources.encryptedTroubleshooting,
      sources.selectiveDisk,
      sources.restore,
      sources.vmBackupFaq,
    ],
    statement: () =>
      l10n.t(
        "Supported in the same subscription when the backup service may read the key vault and the keys stand alone; without file restore, replacing the machine, and restores across subscriptions and zones.",
      ),
  },
  "selective-disk-exclusion": {
    supported: "conditional",
    severity: "warning",
    sources: [sources.selectiveDisk, sources.templateSchemas, sources.encryptedTroubleshooting],
    statement: () =>
      l10n.t(
        "Data disks can be left out by their LUN, the OS disk cannot; then only disks can be restored, and encrypted machines need an Enhanced policy.",
      ),
    contradiction: {
      code: "C25",
      statement: () =>
        l10n.t(
          "The text of an error says that encrypted machines cannot leave disks out; the page about selective disks, which is followed here, says so of Standard policies only.",
        ),
      sources: [sources.selectiveDisk, sources.encryptedTroubleshooting],
    },
  },
  "disk-network-access": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.restore, sources.whatsNew, sources.enhancedPolicy],
    statement: () =>
      l10n.t(
        "Disks with private or no network access are supported; PowerShell and the CLI cannot restore that setting.",
      ),
  },
  "cmk-disk-encryption": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.restore, sources.instantRestore],
    statement: () =>
      l10n.t(
        "Customer-managed keys are supported; a restore into another region comes without the disk encryption set, one into another zone with platform keys, and none goes into another subscription.",
      ),
  },
  "zrs-disk": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.vmBackupFaq],
    statement: () =>
      l10n.t(
        "Zone-redundant disks are supported; in a paired region that has none they are restored as locally redundant ones.",
      ),
  },
  "performance-plus-disk": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix],
    statement: () => l10n.t("Performance plus is kept by a restore from a snapshot and lost by one from the vault."),
  },
  "temporary-disk": {
    supported: "no",
    severity: "information",
    sources: [supportMatrix, sources.vmBackupFaq, sources.sizeNames],
    statement: () => l10n.t("The temporary disk is never backed up."),
  },
  "encryption-at-host": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () => l10n.t("Encryption at host is supported."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
