import type {
  ProtectionPolicyResource,
  RetentionPolicyUnion,
  SchedulePolicyUnion,
} from "@azure/arm-recoveryservicesbackup";
import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { parseResourceId, sameId } from "../ids";
import type { BackupPolicy, PolicyRequest } from "../models";
import { listPolicies, policyFrom } from "./policies";

type PolicyProperties = ProtectionPolicyResource["properties"] & object;

/**
 * PUT of a policy for virtual machines. One of that name is left alone, as the PUT would change it and all that it
 * protects. Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read` and `…/write`.
 * @throws AzureError `conflict` when the name is taken, `invalid` with Azure's reason
 */
export async function createPolicy(arm: Arm, request: PolicyRequest): Promise<BackupPolicy> {
  const { subscriptionId, resourceGroup, name: vaultName } = parseResourceId(request.vaultId);
  const policies = await listPolicies(arm, request.vaultId);
  if (policies.some((policy) => sameId(policy.name, request.name))) {
    throw new AzureError(l10n.t("The vault '{0}' has a policy named '{1}' already.", vaultName, request.name), {
      kind: "conflict",
      code: "PolicyAlreadyExists",
    });
  }
  const made = policyFrom(
    await arm.backup(subscriptionId).protectionPolicies.createOrUpdate(vaultName, resourceGroup, request.name, {
      properties: propertiesOf(request, arm.now()),
    }),
  );
  if (made === undefined) {
    throw new AzureError(
      l10n.t("Azure's answer for the policy '{0}' is not a policy for virtual machines.", request.name),
      {
        kind: "unexpected",
      },
    );
  }
  return made;
}

function propertiesOf(request: PolicyRequest, now: number): PolicyProperties {
  // Of the moment only the time of the day counts; Azure wants a whole one all the same.
  const at = new Date(`${new Date(now).toISOString().slice(0, 10)}T${request.time}:00Z`);
  return {
    backupManagementType: "AzureIaasVM",
    ...(request.kind === "Enhanced" ? { policyType: "V2" } : {}),
    schedulePolicy: request.kind === "Enhanced" ? enhancedSchedule(request, at) : standardSchedule(request, at),
    retentionPolicy: retentionOf(request, at),
    instantRpRetentionRangeInDays: request.instantRestoreDays,
    timeZone: "UTC",
  };
}

function standardSchedule(request: PolicyRequest, at: Date): SchedulePolicyUnion {
  return {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: request.frequency,
    scheduleRunTimes: [at],
    ...(request.frequency === "Weekly" ? { scheduleRunDays: [request.day] } : {}),
  };
}

function enhancedSchedule(request: PolicyRequest, at: Date): SchedulePolicyUnion {
  const schedulePolicyType = "SimpleSchedulePolicyV2";
  switch (request.frequency) {
    case "Hourly":
      return {
        schedulePolicyType,
        scheduleRunFrequency: "Hourly",
        hourlySchedule: {
          interval: request.everyHours,
          scheduleWindowStartTime: at,
          scheduleWindowDuration: request.windowHours,
        },
      };
    case "Daily":
      return { schedulePolicyType, scheduleRunFrequency: "Daily", dailySchedule: { scheduleRunTimes: [at] } };
    case "Weekly":
      return {
        schedulePolicyType,
        scheduleRunFrequency: "Weekly",
        weeklySchedule: { scheduleRunDays: [request.day], scheduleRunTimes: [at] },
      };
  }
}

function retentionOf(request: PolicyRequest, at: Date): RetentionPolicyUnion {
  const retentionPolicyType = "LongTermRetentionPolicy";
  if (request.frequency === "Weekly") {
    return {
      retentionPolicyType,
      weeklySchedule: {
        daysOfTheWeek: [request.day],
        retentionTimes: [at],
        retentionDuration: { count: request.retentionWeeks, durationType: "Weeks" },
      },
    };
  }
  return {
    retentionPolicyType,
    dailySchedule: { retentionTimes: [at], retentionDuration: { count: request.retentionDays, durationType: "Days" } },
  };
}
