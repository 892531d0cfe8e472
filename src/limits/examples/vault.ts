import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { regionMismatchExample } from "../rules/vault/regionMismatch";
import { crossRegionBackupExample } from "../rules/vault/crossRegionBackup";
import { oneVaultPerVmExample } from "../rules/vault/oneVaultPerVm";
import { vaultNameExample } from "../rules/vault/vaultName";
import { vaultVmCountExample } from "../rules/vault/vaultVmCount";
import { vaultCrossRegionRestoreExample } from "../rules/vault/vaultCrossRegionRestore";
import { vaultSoftDeleteRetentionExample } from "../rules/vault/vaultSoftDeleteRetention";
import { subscriptionMismatchExample } from "../rules/vault/subscriptionMismatch";
import { vaultZrsRegionExample } from "../rules/vault/vaultZrsRegion";
import { resourceGroupLockExample } from "../rules/vault/resourceGroupLock";
import { vaultSoftDeleteExample } from "../rules/vault/vaultSoftDelete";
import { vaultCmkExample } from "../rules/vault/vaultCmk";
import { vaultCountExample } from "../rules/vault/vaultCount";
import { vaultImmutabilityExample } from "../rules/vault/vaultImmutability";
import { vaultRedundancyExample } from "../rules/vault/vaultRedundancy";
import { vaultPrivateEndpointExample } from "../rules/vault/vaultPrivateEndpoint";
import { vaultCrossSubscriptionRestoreExample } from "../rules/vault/vaultCrossSubscriptionRestore";
import { regionSupportExample } from "../rules/vault/regionSupport";
import { vaultRequiredExample } from "../rules/vault/vaultRequired";

/** The examples on the pages of the rules about vaults, regions and redundancy. */
export const vaultExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "region-mismatch": regionMismatchExample,
  "cross-region-backup": crossRegionBackupExample,
  "one-vault-per-vm": oneVaultPerVmExample,
  "vault-name": vaultNameExample,
  "vault-vm-count": vaultVmCountExample,
  "vault-cross-region-restore": vaultCrossRegionRestoreExample,
  "vault-soft-delete-retention": vaultSoftDeleteRetentionExample,
  "subscription-mismatch": subscriptionMismatchExample,
  "vault-zrs-region": vaultZrsRegionExample,
  "resource-group-lock": resourceGroupLockExample,
  "vault-soft-delete": vaultSoftDeleteExample,
  "vault-cmk": vaultCmkExample,
  "vault-count": vaultCountExample,
  "vault-immutability": vaultImmutabilityExample,
  "vault-redundancy": vaultRedundancyExample,
  "vault-private-endpoint": vaultPrivateEndpointExample,
  "vault-cross-subscription-restore": vaultCrossSubscriptionRestoreExample,
  "region-support": regionSupportExample,
  "vault-required": vaultRequiredExample,
};
