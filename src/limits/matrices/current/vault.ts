import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of vaults and regions. */
export const vaultRows = {
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
  "vault-required": {
    supported: "conditional",
    severity: "hint",
    sources: [sources.createVaultInclude, sources.prepare],
    statement: () => l10n.t("A Recovery Services vault must exist first; a virtual machine has one."),
  },
  "subscription-mismatch": {
    supported: "conditional",
    severity: "warning",
    sources: [
      supportMatrix,
      sources.generalSupportMatrix,
      sources.prepare,
      sources.supportMatrixJanuary2026,
      sources.supportMatrixJanuary2026VariantB,
      sources.supportMatrixOctober2025,
      sources.whatsNew,
    ],
    statement: () =>
      l10n.t(
        "A vault in another subscription of the same tenant and region is supported, but not for confidential virtual machines.",
      ),
    contradiction: {
      code: "C1",
      statement: () =>
        l10n.t(
          "The texts of March 2026 support a vault in another subscription, those of October 2025 and January 2026 do not or call it a preview, and the page of May 2026 on what is new does not announce it; it is told as a warning.",
        ),
      sources: [supportMatrix, sources.supportMatrixOctober2025, sources.supportMatrixJanuary2026],
    },
  },
  "one-vault-per-vm": {
    value: 1,
    supported: "no",
    severity: "error",
    sources: [sources.prepare, sources.createVault],
    statement: () =>
      l10n.t("A virtual machine can be in one vault at a time; stop its protection before it goes to another."),
  },
  "vault-name": {
    value: "^[A-Za-z][A-Za-z0-9-]{1,49}$",
    supported: "conditional",
    severity: "error",
    sources: [sources.createVaultInclude, sources.resourceNames],
    statement: () =>
      l10n.t(
        "2 to 50 characters: letters, digits and hyphens, beginning with a letter. It is unique in the subscription by one text, in the resource group by another.",
      ),
  },
  "vault-redundancy": {
    supported: "conditional",
    severity: "information",
    sources: [
      sources.createVault,
      sources.prepare,
      sources.generalSupportMatrix,
      sources.templateSchemas,
      sources.builtInVaultPolicies,
      sources.redundancyTwoWays,
    ],
    statement: () =>
      l10n.t(
        "Geo-redundant by default, or locally or zone-redundant; it can be changed only while the vault protects nothing.",
      ),
  },
  "vault-zrs-region": {
    value: [
      "uksouth",
      "southeastasia",
      "australiaeast",
      "northeurope",
      "centralus",
      "eastus2",
      "brazilsouth",
      "southcentralus",
      "koreacentral",
      "norwayeast",
      "francecentral",
      "westeurope",
      "eastasia",
      "swedencentral",
      "canadacentral",
      "centralindia",
      "southafricanorth",
      "westus2",
      "japaneast",
      "eastus",
      "usgovvirginia",
      "switzerlandnorth",
      "qatarcentral",
      "uaenorth",
      "westus3",
    ],
    supported: "conditional",
    severity: "warning",
    sources: [sources.generalSupportMatrix],
    statement: () => l10n.t("Zone-redundant vaults are offered in a list of regions."),
  },
  "vault-cross-region-restore": {
    value: "GeoRedundant",
    supported: "conditional",
    severity: "error",
    sources: [sources.createVault, sources.restore, sources.generalSupportMatrix, sources.templateSchemas],
    statement: () =>
      l10n.t(
        "Only for geo-redundant vaults, and not to be taken back once something is protected; what is in the second region may be 36 hours old.",
      ),
  },
  "vault-soft-delete": {
    supported: "conditional",
    severity: "warning",
    sources: [
      sources.createVault,
      sources.softDeleteFaq,
      sources.secureByDefault,
      sources.whatsNew,
      sources.enhancedSoftDelete,
      sources.builtInVaultPolicies,
    ],
    statement: () => l10n.t("Soft delete is on by default; when it is made always-on, nobody can take it back."),
  },
  "vault-soft-delete-retention": {
    value: 180,
    numbers: { least: 14 },
    supported: "conditional",
    severity: "error",
    sources: [sources.secureByDefault, sources.whatsNew, sources.softDeleteFaq, sources.templateSchemas],
    statement: () => l10n.t("14 to 180 days, of which the first 14 cost nothing."),
    contradiction: {
      code: "C14",
      statement: () =>
        l10n.t(
          "The questions and answers on soft delete say that it is always 14 days; the other texts, which are followed, let it be 14 to 180.",
        ),
      sources: [sources.secureByDefault, sources.softDeleteFaq],
    },
  },
  "vault-immutability": {
    value: 36135,
    numbers: { least: 30 },
    supported: "conditional",
    severity: "information",
    sources: [sources.immutableVault, sources.whatsNew, sources.templateSchemas, sources.builtInVaultPolicies],
    statement: () =>
      l10n.t("Disabled, unlocked or locked; locked is final. A time-based immutability has 30 to 36135 days."),
  },
  "vault-cmk": {
    supported: "conditional",
    severity: "warning",
    sources: [sources.createVault, sources.moveVault, sources.templateSchemas],
    statement: () =>
      l10n.t(
        "A customer's key must be set before the first item and cannot be taken back; a vault that has one cannot be moved.",
      ),
  },
  "vault-private-endpoint": {
    value: 12,
    supported: "conditional",
    severity: "information",
    sources: [
      sources.privateEndpoints1,
      sources.privateEndpoints2,
      sources.generalSupportMatrix,
      sources.builtInVaultPolicies,
    ],
    statement: () =>
      l10n.t(
        "Only for vaults that have no items yet, at most 12 for each; the backup of virtual machines does not need them.",
      ),
  },
  "vault-count": {
    value: 500,
    supported: "no",
    severity: "warning",
    sources: [sources.generalSupportMatrix, sources.backupFaq],
    statement: () => l10n.t("500 vaults in a subscription."),
    contradiction: {
      code: "C13",
      statement: () =>
        l10n.t(
          "One text counts 500 vaults of both kinds in a subscription, an older one 500 in each region of it; the first is followed.",
        ),
      sources: [sources.generalSupportMatrix, sources.backupFaq],
    },
  },
  "vault-vm-count": {
    value: 1000,
    numbers: { perDay: 250 },
    supported: "no",
    severity: "error",
    sources: [sources.generalSupportMatrix, sources.backupFaq, sources.vmBackupFaq],
    statement: () => l10n.t("1,000 virtual machines in a vault, and 250 new ones a day."),
  },
  "resource-group-lock": {
    value: "AzureBackupRG_",
    supported: "no",
    severity: "warning",
    sources: [sources.vmBackupFaq, supportMatrix, sources.agentTroubleshooting2018, sources.templateSchemas],
    statement: () =>
      l10n.t("A lock on the service's own resource group makes backups fail once old snapshots cannot be deleted."),
    contradiction: {
      code: "C18",
      statement: () =>
        l10n.t(
          "The support matrix does not support managed disks under a resource group's lock and supports virtual machines with locks; the questions and answers only want the service's own group unlocked, which is followed.",
        ),
      sources: [sources.vmBackupFaq, supportMatrix],
    },
  },
  "vault-cross-subscription-restore": {
    supported: "conditional",
    severity: "information",
    sources: [sources.restore, sources.builtInVaultPolicies, sources.templateSchemas],
    statement: () => l10n.t("On by default; it can be disabled, or disabled permanently without a way back."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
