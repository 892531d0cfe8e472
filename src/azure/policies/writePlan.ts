import type { MonthDays, PolicyPlan, PolicyRetention } from "./policyPlan";

/** JSON to be sent. */
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * A plan as the `properties` of a policy: Standard ones have a SimpleSchedulePolicy, Enhanced ones its V2 ("Protection
 * Policies", REST specification 2024-04-01).
 * @param now milliseconds since 1970: of the moments in a policy only the time of the day counts, Azure wants whole ones
 */
export function propertiesOf(plan: PolicyPlan, now: number): JsonObject {
  const at = `${new Date(now).toISOString().slice(0, 10)}T${plan.schedule.time}:00Z`;
  return {
    backupManagementType: "AzureIaasVM",
    ...(plan.kind === "Enhanced" ? { policyType: "V2" } : {}),
    schedulePolicy: plan.kind === "Enhanced" ? enhancedSchedule(plan, at) : standardSchedule(plan, at),
    retentionPolicy: retentionOf(plan.retention, at),
    ...(plan.instantRestoreDays === undefined ? {} : { instantRpRetentionRangeInDays: plan.instantRestoreDays }),
    timeZone: plan.timeZone,
  };
}

function standardSchedule({ schedule }: PolicyPlan, at: string): JsonObject {
  return {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: schedule.frequency,
    scheduleRunTimes: [at],
    ...(schedule.frequency === "Weekly" ? { scheduleRunDays: schedule.days } : {}),
  };
}

function enhancedSchedule({ schedule }: PolicyPlan, at: string): JsonObject {
  const schedulePolicyType = "SimpleSchedulePolicyV2";
  switch (schedule.frequency) {
    case "Hourly":
      return {
        schedulePolicyType,
        scheduleRunFrequency: "Hourly",
        hourlySchedule: {
          interval: schedule.everyHours,
          scheduleWindowStartTime: at,
          scheduleWindowDuration: schedule.windowHours,
        },
      };
    case "Daily":
      return { schedulePolicyType, scheduleRunFrequency: "Daily", dailySchedule: { scheduleRunTimes: [at] } };
    case "Weekly":
      return {
        schedulePolicyType,
        scheduleRunFrequency: "Weekly",
        weeklySchedule: { scheduleRunDays: schedule.days, scheduleRunTimes: [at] },
      };
  }
}

function retentionOf({ daily, weekly, monthly, yearly }: PolicyRetention, at: string): JsonObject {
  const kept = (count: number, durationType: string): JsonObject => ({
    retentionTimes: [at],
    retentionDuration: { count, durationType },
  });
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    ...(daily === undefined ? {} : { dailySchedule: kept(daily.days, "Days") }),
    ...(weekly === undefined ? {} : { weeklySchedule: { daysOfTheWeek: weekly.days, ...kept(weekly.weeks, "Weeks") } }),
    ...(monthly === undefined
      ? {}
      : { monthlySchedule: { ...formatOf(monthly.on), ...kept(monthly.months, "Months") } }),
    ...(yearly === undefined
      ? {}
      : {
          yearlySchedule: { monthsOfYear: yearly.months, ...formatOf(yearly.on), ...kept(yearly.years, "Years") },
        }),
  };
}

function formatOf(on: MonthDays): JsonObject {
  if (on.kind === "weeks") {
    return {
      retentionScheduleFormatType: "Weekly",
      retentionScheduleWeekly: { daysOfTheWeek: on.weekdays, weeksOfTheMonth: on.weeks },
    };
  }
  const days: readonly JsonObject[] = [
    ...on.days.map((date) => ({ date, isLast: false })),
    // The last day of the month has the date 0.
    ...(on.last ? [{ date: 0, isLast: true }] : []),
  ];
  return { retentionScheduleFormatType: "Daily", retentionScheduleDaily: { daysOfTheMonth: days } };
}
