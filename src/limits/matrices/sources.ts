import type { Source } from "../finding";

/**
 * Every text that a row of a matrix rests on, with the date that stands on it. The addresses are those of the dated copy that was
 * read (a fixed commit), because the live pages move on; a text with no address was read as a public copy.
 */
export const sources = {
  october2015Article: {
    title: "Preparing your environment to back up Azure virtual machines",
    url: "https://azure.microsoft.com/documentation/articles/backup-azure-vms-prepare/",
    date: "2015-10-23",
  },
  introduction2015: {
    title: "Introduction to Azure virtual machine backup (backup-azure-vms-introduction)",
    date: "2015-09-24",
  },
  backUp2015: { title: "Back up Azure virtual machines (backup-azure-vms)", date: "2015-09-24" },
  restore2015: { title: "Restore a virtual machine (backup-azure-restore-vms)", date: "2015-08-11" },
  supportMatrix: {
    title: "Support matrix for Azure VM backups (backup-support-matrix-iaas)",
    url: "https://github.com/johntrogan/azure-docs/blob/10cd48d808f3eca3bfabc5263c9dbbac46c6ca9c/articles/backup/backup-support-matrix-iaas.md",
    date: "2026-03-26",
  },
  supportMatrixJanuary2026: {
    title: "Support matrix for Azure VM backups, January 2026 text",
    url: "https://github.com/specialized806/azure-docs/blob/6e67dd5fa332003c4055477bb2fe7ed4bc0043ac/articles/backup/backup-support-matrix-iaas.md",
    date: "2026-01-28",
  },
  supportMatrixJanuary2026VariantA: {
    title: "Support matrix for Azure VM backups, variant A with the same date",
    url: "https://github.com/specialized806/azure-docs/blob/00659025663c77ff6eb3877bff5cb5b41dd59a19/articles/backup/backup-support-matrix-iaas.md",
    date: "2026-01-28",
  },
  supportMatrixOctober2025: {
    title: "Support matrix for Azure VM backups, October 2025 text",
    url: "https://github.com/xtqqczze/MicrosoftDocs-azure-docs/blob/049d3143288a4410585d69ca02631131f82c9e59/articles/backup/backup-support-matrix-iaas.md",
    date: "2025-10-27",
  },
  supportMatrix2019: {
    title: "Support matrix for Azure VM backup, 2019 text",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/001317213112efe4669ff2b898fc41d276ac195b/articles/backup/backup-support-matrix-iaas.md",
    date: "2019-07-02",
  },
  generalSupportMatrix: {
    title: "Azure Backup support matrix (backup-support-matrix)",
    url: "https://github.com/johntrogan/azure-docs/blob/10cd48d808f3eca3bfabc5263c9dbbac46c6ca9c/articles/backup/backup-support-matrix.md",
    date: "2026-03-25",
  },
  prepare: {
    title: "Back up Azure VMs in a Recovery Services vault (backup-azure-arm-vms-prepare)",
    url: "https://github.com/johntrogan/azure-docs/blob/6f7f08605dd5b7e891769698dd89cee8ba8016b1/articles/backup/backup-azure-arm-vms-prepare.md",
    date: "2026-03-25",
  },
  restore: {
    title: "Restore VMs by using the Azure portal (backup-azure-arm-restore-vms)",
    url: "https://github.com/johntrogan/azure-docs/blob/6181b09b68fa93a44c44599350cf59634cf4aeec/articles/backup/backup-azure-arm-restore-vms.md",
    date: "2026-05-04",
  },
  enhancedPolicy: {
    title: "Back up Azure VMs with the Enhanced policy (backup-azure-vms-enhanced-policy)",
    url: "https://github.com/specialized806/azure-docs/blob/c59c6dd208969d4335ac9763e7e0efeeee803d54/articles/backup/backup-azure-vms-enhanced-policy.md",
    date: "2025-06-11",
  },
  migrateToEnhanced: {
    title: "Migrate VM backups from Standard to Enhanced policy (backup-azure-vm-migrate-enhanced-policy)",
    url: "https://github.com/specialized806/azure-docs/blob/4fd886e2f08810822dd60a0be747b2d1524acd7e/articles/backup/backup-azure-vm-migrate-enhanced-policy.md",
    date: "2025-06-24",
  },
  instantRestore: {
    title: "Azure Instant Restore capability (backup-instant-restore-capability)",
    url: "https://github.com/johntrogan/azure-docs/blob/9a1338625a0981b508f1658e395bea60853111b3/articles/backup/backup-instant-restore-capability.md",
    date: "2025-06-16",
  },
  selectiveDisk: {
    title: "Selective disk backup and restore (selective-disk-backup-restore)",
    url: "https://github.com/specialized806/azure-docs/blob/6fc3a5c6a6312aa8749881400208d10adde489c7/articles/backup/selective-disk-backup-restore.md",
    date: "2026-01-23",
  },
  vmBackupFaq: {
    title: "FAQ: backing up Azure VMs (backup-azure-vm-backup-faq)",
    url: "https://github.com/johntrogan/azure-docs/blob/9a1338625a0981b508f1658e395bea60853111b3/articles/backup/backup-azure-vm-backup-faq.yml",
    date: "2025-12-09",
  },
  createVault: {
    title: "Create and configure Recovery Services vaults (backup-create-recovery-services-vault)",
    url: "https://github.com/specialized806/azure-docs/blob/117ab0f20bdfa0d3d6a76eb44bf1879029439441/articles/backup/backup-create-recovery-services-vault.md",
    date: "2025-12-10",
  },
  createVaultInclude: {
    title: "Create a Recovery Services vault include (backup-create-rs-vault)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/03e5750af10b23b5ba437d5b333ec5e9437844f9/includes/backup-create-rs-vault.md",
    date: "2025-12-10",
  },
  privateEndpoints1: {
    title: "Private endpoints overview, v1 experience",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/4d8fa32416a63c5c1f7da5f578091ef3861efca2/articles/backup/private-endpoints-overview.md",
    date: "2023-08-14",
  },
  privateEndpoints2: {
    title: "Private endpoints overview, v2 experience",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/85c6377a302cdce9b925c16320bdfd9e3e80debd/articles/backup/backup-azure-private-endpoints-concept.md",
    date: "2023-05-24",
  },
  agentlessScenarios: {
    title: "Agentless multi-disk crash-consistent backup: supported scenarios include",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/03e5750af10b23b5ba437d5b333ec5e9437844f9/includes/backup-azure-agentless-multi-disk-crash-consistent-vm-backup-support-scenarios.md",
    date: "2024-03-13",
  },
  agentlessOverview: {
    title: "About agentless multi-disk crash-consistent backup",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/ef9233b4187c941b20f7cdb5e23210d5d0481d11/articles/backup/backup-azure-vms-agentless-multi-disk-crash-consistent-overview.md",
    date: "2024-03-14",
  },
  windowsAgent: {
    title: "Azure Windows VM Agent overview (agent-windows)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/02773904e1bc237bc0c6251323af05c0dc7f5c3b/articles/virtual-machines/extensions/agent-windows.md",
    date: "2025-08-18",
  },
  agentTroubleshooting2018: {
    title: "Troubleshoot Azure Backup failure: issues with the agent or extension (snapshot-timeout article)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/31b86a0707c62b252087a2f197b23327d1162648/articles/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout.md",
    date: "2018-06-25",
  },
  troubleshooting2023: {
    title: "Troubleshooting backup failures on Azure virtual machines (backup-azure-vms-troubleshoot)",
    date: "2023-09-20",
  },
  windowsExtensions: {
    title: "Azure VM extensions and features for Windows (features-windows)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/6cb3ee9613730b83bbb68d0294bb59839a6ccc10/articles/virtual-machines/extensions/features-windows.md",
    date: "2025-08-18",
  },
  builtInPolicy: {
    title: "Built-in policy 'Configure backup on virtual machines without a given tag ...' version 9.5.0",
    url: "https://github.com/Azure/azure-policy/blob/f4a50bacae07ddb096943c597669bcae494a6e29/built-in-policies/policyDefinitions/Backup/VirtualMachineBackup_DINE.json",
    date: "2026-02-12",
  },
  policySkus: {
    title: "Supported VM SKUs for Azure Policy (backup-azure-policy-supported-skus)",
    url: "https://github.com/specialized806/azure-docs/blob/42c80d9d3fb30f77779fb0805b0b4ee7060c1a4e/articles/backup/backup-azure-policy-supported-skus.md",
    date: "2026-03-17",
  },
  endOfSupport2008: {
    title: "End of support notes include, Windows Server 2008 and 2008 R2",
    url: "https://github.com/specialized806/azure-docs/blob/27ea1bc4093cdff9aa17efbf0746cead4359bcb8/includes/end-of-support-notes-windows-server-2008.md",
    date: "2026-02-27",
  },
  templateSchemas: {
    title: "Azure Resource Manager template schemas and Bicep types",
    url: "https://github.com/Azure/bicep-types-az/tree/1f896de2db966ad91e8f7d7d981e11d32e4f5d8d",
    date: "2026-08-20",
  },
  confidentialVmInclude: {
    title: "Confidential VM backup support matrix include",
    url: "https://github.com/specialized806/azure-docs/blob/c571613b16555be9aed8e9dedc339fedffbdeff0/includes/confidential-vm-backup-support-matrix.md",
    date: "2026-01-28",
  },
  confidentialVm: {
    title: "Back up Confidential VM using Azure Backup (preview)",
    url: "https://github.com/specialized806/azure-docs/blob/00659025663c77ff6eb3877bff5cb5b41dd59a19/articles/backup/confidential-vm-backup.md",
    date: "2026-01-28",
  },
  extendedZones: {
    title: "Back up an Azure virtual machine in Azure Extended Zones",
    url: "https://github.com/specialized806/azure-docs/blob/10ac2accde8118050478731312301e2b57255df1/articles/backup/backup-azure-vms-extended-zones.md",
    date: "2026-01-21",
  },
  cliTrustedLaunch: {
    title: "Azure/azure-cli pull request 31062: warning text for Trusted Launch protection",
    url: "https://github.com/Azure/azure-cli/pull/31062",
    date: "2025-03-18",
  },
  createVmWithBackup: {
    title: "Enable backup when you create an Azure VM (backup-during-vm-creation)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/backup/backup-during-vm-creation.md",
    date: "2024-05-02",
  },
  orchestrationModes: {
    title: "Orchestration modes for Virtual Machine Scale Sets in Azure",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/01e1fb7d0835e0ffcfa3b75dbd23d5c0110b84bc/articles/virtual-machine-scale-sets/virtual-machine-scale-sets-orchestration-modes.md",
    date: "2024-06-14",
  },
  sizeNames: {
    title: "Azure virtual machine sizes naming conventions (vm-naming-conventions)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/028a4dc444fb9409f8467699765632007dcfc1dc/articles/virtual-machines/vm-naming-conventions.md",
    date: "2023-05-01",
  },
  constrainedSizes: {
    title: "Constrained vCPU sizes for database workloads (constrained-vcpu)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/4efd854f2e171f3e668e769fe21b572592c59aeb/articles/virtual-machines/constrained-vcpu.md",
    date: "2025-10-16",
  },
  endorsedDistributions: {
    title: "Endorsed Linux distributions on Azure (endorsed-distros)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/0fbe238d4091c9315cfb04d2f942d2fc70cfcef1/articles/virtual-machines/linux/endorsed-distros.md",
    date: "2024-11-14",
  },
  linuxAgent: {
    title: "Azure Linux VM Agent overview (agent-linux)",
    url: "https://github.com/MicrosoftDocs/azure-compute-docs/blob/5fc1600e5ecee23f694b0c230a0b597a1dd0da79/articles/virtual-machines/extensions/agent-linux.md",
    date: "2025-08-18",
  },
  whatsNew: {
    title: "What's new in Azure Backup (whats-new)",
    url: "https://github.com/johntrogan/azure-docs/blob/6181b09b68fa93a44c44599350cf59634cf4aeec/articles/backup/whats-new.md",
    date: "2026-05-04",
  },
  backupFaq: {
    title: "Azure Backup frequently asked questions (backup-azure-backup-faq)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/b12dfcbb6dbd9616933505d7c86c36814c741b55/articles/backup/backup-azure-backup-faq.yml",
    date: "2023-07-20",
  },
  overview2026: {
    title: "An overview of Azure VM backup (backup-azure-vms-introduction)",
    url: "https://github.com/specialized806/azure-docs/blob/b417eeaa02d4c367efad48e05004e6764b28f1ff/articles/backup/backup-azure-vms-introduction.md",
    date: "2026-01-28",
  },
  encryptedTroubleshooting: {
    title: "Troubleshoot encrypted Azure VM backup errors",
    url: "https://github.com/specialized806/azure-docs/blob/1981c21c712b5c830822038f858da6345aee68ad/articles/backup/backup-azure-encrypted-vm-troubleshoot.md",
    date: "2025-03-27",
  },
  troubleshooting2022: {
    title: "Troubleshooting backup failures on Azure virtual machines, 2022 text",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/02bd31bca755a5517ad65633216f8065861b7447/articles/backup/backup-azure-vms-troubleshoot.md",
    date: "2022-06-16",
  },
  agentTroubleshootingJanuary2018: {
    title: "Troubleshoot Azure Backup failure: Guest Agent Status Unavailable, January 2018 text",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/000f3e4e8f2c82bc546e1ed36e40cf285d30e0e0/articles/backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout.md",
    date: "2018-01-09",
  },
  supportMatrixJanuary2026VariantB: {
    title: "Support matrix for Azure VM backups, variant B with the same date",
    url: "https://github.com/Reaper1-1/azure-docs/blob/2f8a70e397816cab3eb0fd9c0984f34922488d02/articles/backup/backup-support-matrix-iaas.md",
    date: "2026-01-28",
  },
  softDeleteFaq: {
    title: "FAQ: soft delete in Azure Backup",
    url: "https://github.com/specialized806/azure-docs/blob/84f108830a3b15c1f6775bdd861889ff053199f2/articles/backup/soft-delete-azure-backup-faq.yml",
    date: "2026-01-12",
  },
  secureByDefault: {
    title: "Secure by default with Azure Backup (preview)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/a26e2a48f3e96be779a1a39b11506449b5e8a78a/articles/backup/secure-by-default.md",
    date: "2024-11-20",
  },
  enhancedSoftDelete: {
    title: "Quickstart: enable enhanced soft delete",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/backup/quick-backup-azure-enable-enhanced-soft-delete.md",
    date: "2023-09-11",
  },
  immutableVault: {
    title: "Immutable vault for Azure Backup (concept)",
    url: "https://github.com/MicrosoftDocs/azure-docs/blob/b7a53cae1a5e276bafe50126c577f8a9bf093952/articles/backup/backup-azure-immutable-vault-concept.md",
    date: "2023-05-25",
  },
  moveVault: {
    title: "Move a Recovery Services vault (backup-azure-move-recovery-services-vault)",
    url: "https://github.com/johntrogan/azure-docs/blob/10cd48d808f3eca3bfabc5263c9dbbac46c6ca9c/articles/backup/backup-azure-move-recovery-services-vault.md",
    date: "2026-03-25",
  },
  builtInVaultPolicies: {
    title:
      "Built-in Backup policies on vault settings (soft delete, immutability, redundancy, cross-subscription restore, public network access)",
    url: "https://github.com/Azure/azure-policy/tree/f4a50bacae07ddb096943c597669bcae494a6e29/built-in-policies/policyDefinitions/Backup",
    date: "2026-04-29",
  },
  defaultPolicyAnswer: {
    title: "Microsoft Q&A 5925058: default backup policy",
    url: "https://learn.microsoft.com/en-us/answers/questions/5925058/default-backup-policy",
    date: "2026-06-19",
  },
  resourceNames: {
    title: "Naming rules and restrictions for Azure resources (resource-name-rules), Microsoft.RecoveryServices table",
    url: "https://github.com/xtqqczze/MicrosoftDocs-azure-docs/blob/fa91c9dd975e99eba2d8e105d639bc2b20edc200/articles/azure-resource-manager/management/resource-name-rules.md",
    date: "2025-08-04",
  },
  redundancyTwoWays: {
    title: "Azure/bicep-registry-modules issue 5156: redundancy settings cannot be modified using this API",
    url: "https://github.com/Azure/bicep-registry-modules/issues/5156",
    date: "2025-05-07",
  },
  diskBackupMatrix: {
    title: "Azure Disk Backup support matrix",
    url: "https://learn.microsoft.com/en-SG/azure/backup/disk-backup-support-matrix",
  },
} as const satisfies Readonly<Record<string, Source>>;
