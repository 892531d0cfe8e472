import type { Rule, RuleHeader } from "../rule";
import { regionMismatch } from "../rules/vault/regionMismatch";
import { crossRegionBackup } from "../rules/vault/crossRegionBackup";
import { oneVaultPerVm } from "../rules/vault/oneVaultPerVm";
import { vaultName } from "../rules/vault/vaultName";
import { vaultVmCount } from "../rules/vault/vaultVmCount";
import { vaultCrossRegionRestore } from "../rules/vault/vaultCrossRegionRestore";
import { vaultSoftDeleteRetention } from "../rules/vault/vaultSoftDeleteRetention";
import { subscriptionMismatch } from "../rules/vault/subscriptionMismatch";
import { vaultZrsRegion } from "../rules/vault/vaultZrsRegion";
import { resourceGroupLock } from "../rules/vault/resourceGroupLock";
import { vaultSoftDelete } from "../rules/vault/vaultSoftDelete";
import { vaultCmk } from "../rules/vault/vaultCmk";
import { vaultCount } from "../rules/vault/vaultCount";
import { vaultImmutability } from "../rules/vault/vaultImmutability";
import { vaultRedundancy } from "../rules/vault/vaultRedundancy";
import { vaultPrivateEndpoint } from "../rules/vault/vaultPrivateEndpoint";
import { vaultCrossSubscriptionRestore } from "../rules/vault/vaultCrossSubscriptionRestore";
import { regionSupport } from "../rules/vault/regionSupport";
import { vaultRequired } from "../rules/vault/vaultRequired";

/** The rules about vaults, regions and redundancy, in the order in which their findings are shown: what stops a backup altogether first. */
export const vaultRules: readonly Rule[] = [
  regionMismatch,
  crossRegionBackup,
  oneVaultPerVm,
  vaultName,
  vaultVmCount,
  vaultCrossRegionRestore,
  vaultSoftDeleteRetention,
  subscriptionMismatch,
  vaultZrsRegion,
  resourceGroupLock,
  vaultSoftDelete,
  vaultCmk,
  vaultCount,
  vaultImmutability,
  vaultRedundancy,
  vaultPrivateEndpoint,
  vaultCrossSubscriptionRestore,
  regionSupport,
  vaultRequired,
];

/** What is told about vaults, regions and redundancy and needs no check, since nothing is outside of it. */
export const vaultHeaders: readonly RuleHeader[] = [];
