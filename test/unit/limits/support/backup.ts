import type { CheckOptions } from "../../../../src/limits/check/checkOptions";
import type { Finding, LimitsId } from "../../../../src/limits/finding";
import { check, id, type TemplateParts } from "./templates";

type Json = Readonly<Record<string, unknown>>;

/** The vault 'backups' in West Europe, locally redundant. */
export function vault(properties: Json = {}, head: Json = {}): unknown {
  return {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name: "backups",
    location: "westeurope",
    sku: { name: "RS0", tier: "Standard" },
    ...head,
    properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" }, ...properties },
  };
}

/** A daily Standard policy 'nightly' of the vault 'backups' that keeps backups for 30 days. */
export function policy(properties: Json = {}, head: Json = {}): unknown {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupPolicies",
    apiVersion: "2024-04-01",
    name: "backups/nightly",
    ...head,
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V1",
      instantRpRetentionRangeInDays: 2,
      timeZone: "UTC",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicy",
        scheduleRunFrequency: "Daily",
        scheduleRunTimes: ["2026-01-01T02:00:00Z"],
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: { retentionDuration: { count: 30, durationType: "Days" } },
      },
      ...properties,
    },
  };
}

/** The protected item that binds a machine of group 'group' to a vault and a policy of it. */
export function item(vm = "web", vaultName = "backups", policyName = "nightly", head: Json = {}): unknown {
  const { properties, ...rest } = head;
  return {
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    apiVersion: "2024-04-01",
    name: `${vaultName}/Azure/iaasvmcontainer;iaasvmcontainerv2;group;${vm}/vm;iaasvmcontainerv2;group;${vm}`,
    ...rest,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", vaultName, policyName),
      sourceResourceId: id("Microsoft.Compute/virtualMachines", vm),
      ...(typeof properties === "object" ? properties : {}),
    },
  };
}

/** A parameter without a value. */
export function parameter(type: string, bounds: Json = {}): Json {
  return { p: { type, ...bounds } };
}

/** The findings of one rule in a template. */
export function found(
  code: string,
  parts: TemplateParts,
  limits: LimitsId = "current",
  lifted: CheckOptions["lifted"] = "hint",
): readonly Finding[] {
  return check(parts, { limits, lifted }).findings.filter((finding) => finding.code === code);
}

/** "certain error" for each finding of one rule in a template. */
export function told(code: string, parts: TemplateParts, limits: LimitsId = "current"): readonly string[] {
  return found(code, parts, limits).map(({ certainty, severity }) => `${certainty} ${severity}`);
}

/** The names of the parameters that decide the findings of one rule. */
export function deciding(code: string, parts: TemplateParts): readonly string[] {
  return found(code, parts).flatMap(({ decidedBy }) => decidedBy);
}
