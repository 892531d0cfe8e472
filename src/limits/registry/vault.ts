import type { Rule, RuleHeader } from "../rule";
import { regionMismatch } from "../rules/vault/regionMismatch";
import { crossRegionBackup } from "../rules/vault/crossRegionBackup";
import { regionSupport } from "../rules/vault/regionSupport";

/** The rules about vaults, regions and redundancy, in the order in which their findings are shown: what stops a backup altogether first. */
export const vaultRules: readonly Rule[] = [regionMismatch, crossRegionBackup, regionSupport];

/** What is told about vaults, regions and redundancy and needs no check, since nothing is outside of it. */
export const vaultHeaders: readonly RuleHeader[] = [];
