import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { regionMismatchExample } from "../rules/vault/regionMismatch";
import { crossRegionBackupExample } from "../rules/vault/crossRegionBackup";
import { regionSupportExample } from "../rules/vault/regionSupport";

/** The examples on the pages of the rules about vaults, regions and redundancy. */
export const vaultExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "region-mismatch": regionMismatchExample,
  "cross-region-backup": crossRegionBackupExample,
  "region-support": regionSupportExample,
};
