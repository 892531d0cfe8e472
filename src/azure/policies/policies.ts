import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { mapBounded } from "../http/bounded";
import { listAll } from "../http/listAll";
import { AzureError } from "../http/azureError";
import { parseResourceId, sameId } from "../ids";
import { listAt, numberAt, textAt, timeAt, valueAt } from "../http/jsonRead";
import type { BackupPolicy, ProtectedItem } from "../models";
import { readAll } from "../http/sdkPage";
import { getProtectedItem, protectedItemFrom } from "../protection/protectedItems";
import { planFrom } from "./readPlan";

/**
 * The SDK's version, 2023-06-01, does not know all that a policy may say: what it leaves out would be lost when a policy is
 * changed. Consistency of snapshots: "Microsoft.RecoveryServices vaults/backupPolicies", Bicep reference 2025-08-01.
 */
export const policyVersion = "2025-08-01";

/** "Back up a virtual machine in Azure with the Azure CLI" (2025): every vault has it from the beginning. */
const defaultPolicyName = "DefaultPolicy";

/** A policy for virtual machines; undefined for those of other workloads, which are listed too when Azure ignores the filter. */
export function policyFrom(resource: unknown): BackupPolicy | undefined {
  const id = textAt(resource, "id");
  const properties = valueAt(resource, "properties");
  if (id === undefined || textAt(properties, "backupManagementType") !== "AzureIaasVM") {
    return undefined;
  }
  const name = textAt(resource, "name") ?? parseResourceId(id).name;
  return {
    id,
    name,
    isDefault: sameId(name, defaultPolicyName),
    kind: textAt(properties, "policyType") === "V2" ? "Enhanced" : "Standard",
    schedule: {
      ...scheduleOf(valueAt(properties, "schedulePolicy")),
      timeZone: textAt(properties, "timeZone") ?? "UTC",
    },
    plan: planFrom(properties),
    dailyRetentionDays: retentionDays(valueAt(properties, "retentionPolicy")),
    instantRestoreDays: numberAt(properties, "instantRpRetentionRangeInDays"),
    protectedItems: numberAt(properties, "protectedItemsCount") ?? 0,
  };
}

/** GET backupPolicies for virtual machines, by name. Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read`. */
export async function listPolicies(arm: Arm, vaultId: string): Promise<readonly BackupPolicy[]> {
  const filter = encodeURIComponent("backupManagementType eq 'AzureIaasVM'");
  const policies = await listAll(arm, parseResourceId(vaultId).subscriptionId, {
    path: `${vaultId}/backupPolicies?$filter=${filter}`,
    apiVersion: policyVersion,
  });
  return policies.flatMap((one) => policyFrom(one) ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
}

/**
 * GET one policy. Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read`.
 * @throws AzureError of kind `notFound` when there is none, or it is for other things than virtual machines
 */
export async function getPolicy(arm: Arm, policyId: string): Promise<BackupPolicy> {
  const { subscriptionId, name } = parseResourceId(policyId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: policyId, apiVersion: policyVersion });
  return policyIn(body, name);
}

/** The policy in Azure's answer. @throws AzureError of kind `notFound` when it is for other things than virtual machines */
export function policyIn(body: unknown, name: string): BackupPolicy {
  const policy = policyFrom(body);
  if (policy === undefined) {
    throw new AzureError(l10n.t("'{0}' is not a policy for virtual machines.", name), {
      kind: "notFound",
      code: "NotAVirtualMachinePolicy",
    });
  }
  return policy;
}

/**
 * GET backupProtectedItems of a policy: the VMs that it protects, by name.
 * Needs `Microsoft.RecoveryServices/Vaults/backupProtectedItems/read`.
 */
export async function listPolicyItems(arm: Arm, policyId: string): Promise<readonly ProtectedItem[]> {
  const { subscriptionId, resourceGroup, rootName, name } = parseResourceId(policyId);
  const pager = arm.backup(subscriptionId).backupProtectedItems.list(rootName, resourceGroup, {
    filter: `backupManagementType eq 'AzureIaasVM' and itemType eq 'VM' and policyName eq '${name}'`,
  });
  const items = await readAll(pager, protectedItemFrom);
  return items
    .filter((item) => item.policyName?.toLowerCase() === name.toLowerCase())
    .toSorted((a, b) => a.vmName.localeCompare(b.vmName));
}

/** Items that are asked after at the same time. */
const atOnce = 8;

/**
 * The VMs that a policy protects, by name, each asked whether it follows the policy: GET backupProtectedItems of the policy,
 * then GET of each of them with its extended info ("policyInconsistent": REST specification 2024-04-01), which no list has.
 * Needs `Microsoft.RecoveryServices/Vaults/backupProtectedItems/read` and `…/protectedItems/read`.
 */
export async function checkPolicyItems(arm: Arm, policyId: string): Promise<readonly ProtectedItem[]> {
  const items = await listPolicyItems(arm, policyId);
  return mapBounded(items, atOnce, async (item) => ({
    ...item,
    followsPolicy: protectedItemFrom(await getProtectedItem(arm, item.id, { extended: true }))?.followsPolicy,
  }));
}

/** The two schedule shapes: SimpleSchedulePolicy (times at the top) and its V2 (times inside the frequency's own part). */
function scheduleOf(schedule: unknown): Omit<BackupPolicy["schedule"], "timeZone"> {
  const frequency = textAt(schedule, "scheduleRunFrequency") ?? "Daily";
  switch (frequency) {
    case "Hourly":
      return {
        frequency,
        time: timeOfDay(timeAt(schedule, "hourlySchedule", "scheduleWindowStartTime")),
        everyHours: numberAt(schedule, "hourlySchedule", "interval"),
      };
    case "Weekly":
      return { frequency, time: runTime(schedule, "weeklySchedule"), everyHours: undefined };
    default:
      return { frequency: "Daily", time: runTime(schedule, "dailySchedule"), everyHours: undefined };
  }
}

function runTime(schedule: unknown, part: string): string | undefined {
  const times = [...listAt(schedule, "scheduleRunTimes"), ...listAt(schedule, part, "scheduleRunTimes")];
  return timeOfDay(timeAt(times[0]));
}

/** `22:30`; the date in Azure's schedule times means nothing. */
function timeOfDay(time: string | undefined): string | undefined {
  return time?.slice(11, 16);
}

const daysIn: Readonly<Record<string, number>> = { Days: 1, Weeks: 7, Months: 30, Years: 365 };

function retentionDays(retention: unknown): number | undefined {
  // LongTermRetentionPolicy has a daily part; SimpleRetentionPolicy is one duration.
  const duration = valueAt(retention, "dailySchedule", "retentionDuration") ?? valueAt(retention, "retentionDuration");
  const count = numberAt(duration, "count");
  return count === undefined ? undefined : count * (daysIn[textAt(duration, "durationType") ?? "Days"] ?? 1);
}
