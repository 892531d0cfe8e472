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
  "classic-vm": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix, sources.supportMatrixJanuary2026, sources.vmBackupFaq],
    statement: () =>
      l10n.t(
        "Not supported: the backup of classic virtual machines is no longer available; it was announced to end on 30 September 2025.",
      ),
  },
  "vmss-uniform": {
    supported: "no",
    severity: "error",
    sources: [sources.orchestrationModes, supportMatrix, sources.supportMatrix2019],
    statement: () =>
      l10n.t(
        "The instances of a uniform scale set do not work with Azure Backup; the support matrix lists flexible sets only.",
      ),
  },
  "vmss-flexible": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix],
    statement: () =>
      l10n.t("Supported; each virtual machine of a flexible scale set is backed up and restored by itself."),
  },
  "vm-size-minimum": {
    value: 2,
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.supportMatrix2019, sources.sizeNames, sources.constrainedSizes],
    statement: () => l10n.t("Sizes with at least two cores and 1 GB of memory are supported."),
  },
  "availability-set": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.restore, sources.vmBackupFaq],
    statement: () =>
      l10n.t(
        "Supported; a restored virtual machine is in its availability set again only when its disks are restored and the set is named in the template for them.",
      ),
  },
  "availability-zone": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.restore, sources.vmBackupFaq],
    statement: () =>
      l10n.t(
        "Supported; a restore into another zone needs a zone-redundant vault, or cross-region restore to a region with zones.",
      ),
    contradiction: {
      code: "C22",
      statement: () =>
        l10n.t(
          "The restore page of May 2026 says in one place that any other zone will do, and in another that nothing can be restored while the zone is down; the redundancy of the vault is followed here.",
        ),
      sources: [supportMatrix, sources.restore],
    },
  },
  "extended-zone": {
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.extendedZones],
    statement: () => l10n.t("Supported with an Enhanced policy only; the recovery points are crash-consistent."),
  },
  "spot-vm": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix],
    statement: () => l10n.t("Supported; a restore makes a regular virtual machine, never a Spot VM."),
  },
  "dedicated-host": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix],
    statement: () =>
      l10n.t(
        "Supported; a new virtual machine cannot be restored onto a dedicated host, but its disks can be restored and deployed there.",
      ),
  },
  "gen2-vm": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () => l10n.t("Supported; restored as generation 2."),
  },
  "trusted-launch-needs-enhanced-policy": {
    value: "2025-01-01",
    supported: "conditional",
    severity: "warning",
    sources: [
      supportMatrix,
      sources.enhancedPolicy,
      sources.migrateToEnhanced,
      sources.cliTrustedLaunch,
      sources.templateSchemas,
    ],
    statement: () =>
      l10n.t(
        "Supported with an Enhanced policy; with a Standard policy only for a virtual machine that is not protected yet, and only with API version 2025-01-01 or later.",
      ),
    contradiction: {
      code: "C15",
      statement: () =>
        l10n.t(
          "One line of the Enhanced policy page of June 2025 asks for an Enhanced policy in any case; its first note and the support matrix, which are followed here, go by the API version.",
        ),
      sources: [supportMatrix, sources.enhancedPolicy, sources.migrateToEnhanced, sources.cliTrustedLaunch],
    },
  },
  "trusted-launch-data-disk": {
    supported: "no",
    severity: "error",
    sources: [supportMatrix],
    statement: () => l10n.t("Data disks with the security type Trusted Launch or Confidential are not supported."),
  },
  "confidential-vm": {
    value: ["uaenorth", "koreacentral", "switzerlandnorth", "westcentralus", "southafricanorth", "uksouth"],
    numbers: { sizeVersionLeftOut: 5 },
    supported: "conditional",
    severity: "warning",
    sources: [
      supportMatrix,
      sources.supportMatrixJanuary2026VariantA,
      sources.confidentialVmInclude,
      sources.confidentialVm,
      sources.whatsNew,
    ],
    statement: () =>
      l10n.t(
        "Supported in preview: sizes of version 6 with an encrypted OS disk, in few regions, after the subscription has been opted in.",
      ),
    contradiction: {
      code: "C4",
      statement: () =>
        l10n.t(
          "One text of January 2026 calls confidential VMs unsupported, and the lists of regions hold two or six; the support matrix of March 2026 and the longer list are followed here.",
        ),
      sources: [
        supportMatrix,
        sources.whatsNew,
        sources.supportMatrixJanuary2026VariantA,
        sources.confidentialVmInclude,
      ],
    },
  },
  "marketplace-plan-custom-image": {
    supported: "conditional",
    // Information, although the texts speak of a failure: an image that was made from a Marketplace offer rightly has its plan.
    severity: "information",
    sources: [sources.vmBackupFaq, sources.createVmWithBackup],
    statement: () =>
      l10n.t(
        "A virtual machine with a plan whose disk does not come from that Marketplace offer fails to start after a restore (VMMarketplaceInvalidInput).",
      ),
  },
  "vm-name-length": {
    value: 15,
    supported: "conditional",
    severity: "information",
    sources: [sources.vmBackupFaq, sources.templateSchemas],
    statement: () => l10n.t("A recommendation: Windows takes names of at most 15 characters."),
  },
  "tags-limit": {
    value: 50,
    supported: "conditional",
    severity: "information",
    sources: [sources.vmBackupFaq, sources.troubleshooting2023],
    statement: () =>
      l10n.t(
        "Up to 50 tags of the virtual machine are backed up and restored; those of network interfaces and IP addresses are not.",
      ),
  },
  "diagnostic-settings": {
    supported: "conditional",
    severity: "warning",
    sources: [supportMatrix, sources.templateSchemas],
    statement: () =>
      l10n.t("Not supported: a restore that creates a new virtual machine fails; the disks can be restored."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
