import type { Finding, LimitsId } from "../../../../src/limits/finding";
import { check, id, machine, type TemplateParts } from "./templates";

/** The findings of one rule in a template, without hints of lifted limits. */
export function findingsIn(code: string, parts: TemplateParts, limits: LimitsId = "current"): readonly Finding[] {
  return check(parts, { limits, lifted: "off" }).findings.filter((finding) => finding.code === code);
}

/** `certain error`, `possible information` … of one rule in a template, for short expectations. */
export function outcomesIn(code: string, parts: TemplateParts, limits: LimitsId = "current"): readonly string[] {
  return findingsIn(code, parts, limits).map(({ certainty, severity }) => `${certainty} ${severity}`);
}

/** A machine 'web' with these data disks. */
export function withDataDisks(dataDisks: unknown, head: Readonly<Record<string, unknown>> = {}): unknown {
  return machine({ storageProfile: { dataDisks } }, head);
}

/** A machine 'web' with the disk 'data' attached at LUN 0, and that disk with these properties. */
export function withAttachedDisk(
  properties: Readonly<Record<string, unknown>>,
  head: Readonly<Record<string, unknown>> = {},
): readonly unknown[] {
  const disk = {
    type: "Microsoft.Compute/disks",
    apiVersion: "2024-03-02",
    name: "data",
    location: "westeurope",
    ...head,
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 128, ...properties },
  };
  const attached = { lun: 0, createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "data") } };
  return [withDataDisks([attached]), disk];
}

/** What a test tells of the protection of 'web'. */
export interface ProtectionParts {
  readonly policy?: Readonly<Record<string, unknown>> | undefined;
  readonly vault?: Readonly<Record<string, unknown>> | undefined;
  readonly vaultLocation?: string | undefined;
  readonly exclusion?: unknown;
}

/** The vault 'backups' with the policy 'nightly' (Standard unless told otherwise), and the protected item of 'web'. */
export function protectedBy({ policy, vault, vaultLocation, exclusion }: ProtectionParts = {}): readonly unknown[] {
  const extendedProperties = exclusion === undefined ? {} : { diskExclusionProperties: exclusion };
  const container = "iaasvmcontainer;iaasvmcontainerv2;rg;web";
  return [
    {
      type: "Microsoft.RecoveryServices/vaults",
      apiVersion: "2024-04-01",
      name: "backups",
      location: vaultLocation ?? "westeurope",
      sku: { name: "RS0", tier: "Standard" },
      properties: vault ?? {},
    },
    {
      type: "Microsoft.RecoveryServices/vaults/backupPolicies",
      apiVersion: "2024-04-01",
      name: "backups/nightly",
      properties: { backupManagementType: "AzureIaasVM", ...(policy ?? standardPolicy) },
    },
    {
      type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
      apiVersion: "2024-04-01",
      name: `backups/Azure/${container}/vm;iaasvmcontainerv2;rg;web`,
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", "nightly"),
        sourceResourceId: id("Microsoft.Compute/virtualMachines", "web"),
        extendedProperties,
      },
    },
  ];
}

/** The properties of a Standard policy with a daily schedule. */
export const standardPolicy = {
  policyType: "V1",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Daily",
    scheduleRunTimes: ["2024-01-01T02:00:00Z"],
  },
};

/** The properties of an Enhanced policy with a daily schedule. */
export const enhancedPolicy = {
  policyType: "V2",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Daily",
    dailySchedule: { scheduleRunTimes: ["2024-01-01T02:00:00Z"] },
  },
};
