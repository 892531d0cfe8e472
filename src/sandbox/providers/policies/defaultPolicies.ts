import { objectAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { PolicyRecord } from "../../state/records";

/** A daily policy of the classic kind (V1). `time` as `HH:mm`, UTC. */
export function dailyPolicy(time: string, days: number, now: number, instantDays = 2): JsonObject {
  const at = timeOn(time, now);
  return {
    backupManagementType: "AzureIaasVM",
    instantRPDetails: {},
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: [at],
      scheduleWeeklyFrequency: 0,
    },
    retentionPolicy: longTerm(at, days),
    instantRpRetentionRangeInDays: instantDays,
    timeZone: "UTC",
  };
}

/** A weekly policy of the classic kind (V1), on Sundays. */
export function weeklyPolicy(time: string, weeks: number, now: number): JsonObject {
  const at = timeOn(time, now);
  return {
    backupManagementType: "AzureIaasVM",
    instantRPDetails: {},
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Weekly",
      scheduleRunDays: ["Sunday"],
      scheduleRunTimes: [at],
      scheduleWeeklyFrequency: 0,
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      weeklySchedule: {
        daysOfTheWeek: ["Sunday"],
        retentionTimes: [at],
        retentionDuration: { count: weeks, durationType: "Weeks" },
      },
    },
    instantRpRetentionRangeInDays: 5,
    timeZone: "UTC",
  };
}

/** A weekly policy that keeps the point of the first Sunday of each month for some months. */
export function monthlyPolicy(time: string, weeks: number, months: number, now: number): JsonObject {
  const weekly = weeklyPolicy(time, weeks, now);
  return {
    ...weekly,
    retentionPolicy: {
      ...objectAt(weekly, "retentionPolicy"),
      monthlySchedule: {
        retentionScheduleFormatType: "Weekly",
        retentionScheduleWeekly: { daysOfTheWeek: ["Sunday"], weeksOfTheMonth: ["First"] },
        retentionTimes: [timeOn(time, now)],
        retentionDuration: { count: months, durationType: "Months" },
      },
    },
  };
}

/** An Enhanced policy (V2) that runs every few hours. */
export function hourlyPolicy(time: string, everyHours: number, days: number, now: number): JsonObject {
  const at = timeOn(time, now);
  return {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    instantRPDetails: {},
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Hourly",
      hourlySchedule: { interval: everyHours, scheduleWindowStartTime: at, scheduleWindowDuration: 12 },
    },
    retentionPolicy: longTerm(at, days),
    instantRpRetentionRangeInDays: 2,
    timeZone: "UTC",
  };
}

/** The three policies that every new vault has. */
export function defaultPolicies(vaultId: string, now: number): readonly PolicyRecord[] {
  const at = timeOn("17:30", now);
  const logs: JsonObject = {
    backupManagementType: "AzureWorkload",
    workLoadType: "SQLDataBase",
    settings: { timeZone: "UTC", issqlcompression: false, isCompression: false },
    subProtectionPolicy: [
      {
        policyType: "Full",
        schedulePolicy: {
          schedulePolicyType: "SimpleSchedulePolicy",
          scheduleRunFrequency: "Daily",
          scheduleRunTimes: [at],
          scheduleWeeklyFrequency: 0,
        },
        retentionPolicy: longTerm(at, 30),
      },
      {
        policyType: "Log",
        schedulePolicy: { schedulePolicyType: "LogSchedulePolicy", scheduleFrequencyInMins: 60 },
        retentionPolicy: {
          retentionPolicyType: "SimpleRetentionPolicy",
          retentionDuration: { count: 30, durationType: "Days" },
        },
      },
    ],
  };
  const named: readonly (readonly [string, JsonObject])[] = [
    ["HourlyLogBackup", logs],
    ["DefaultPolicy", dailyPolicy("17:30", 30, now)],
    ["EnhancedPolicy", hourlyPolicy("08:00", 4, 30, now)],
  ];
  return named.map(([name, properties]) => policyRecord(vaultId, name, properties));
}

/** A policy of a vault. */
export function policyRecord(vaultId: string, name: string, properties: JsonObject): PolicyRecord {
  return { id: `${vaultId}/backupPolicies/${name}`, name, vaultId, properties };
}

function longTerm(at: string, days: number): JsonObject {
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    dailySchedule: { retentionTimes: [at], retentionDuration: { count: days, durationType: "Days" } },
  };
}

/** Azure writes times of day as a moment of the day on which the policy was made. */
function timeOn(time: string, now: number): string {
  return `${new Date(now).toISOString().slice(0, 10)}T${time}:00Z`;
}
