import { valueAt } from "../http/jsonRead";
import type { MonthDays, PolicyArchive, PolicyPlan, PolicyRetention } from "./policyPlan";

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
    ...(plan.archive === undefined ? {} : { tieringPolicy: { ArchivedRP: tieringOf(plan.archive) } }),
    ...(plan.crashConsistentOnly === true ? { snapshotConsistencyType: "OnlyCrashConsistent" } : {}),
    ...(plan.snapshotGroup === undefined
      ? {}
      : {
          instantRPDetails: {
            azureBackupRGNamePrefix: plan.snapshotGroup.prefix,
            ...(plan.snapshotGroup.suffix === undefined ? {} : { azureBackupRGNameSuffix: plan.snapshotGroup.suffix }),
          },
        }),
  };
}

/** The clients of Microsoft send an empty duration with the modes that have none. */
function tieringOf(archive: PolicyArchive): JsonObject {
  switch (archive.mode) {
    case "none":
      return { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" };
    case "recommended":
      return { tieringMode: "TierRecommended", duration: 0, durationType: "Invalid" };
    case "after":
      return { tieringMode: "TierAfter", duration: archive.months, durationType: "Months" };
  }
}

/** Parts of a policy that a plan has words for, by where they are; all else that is there stays through a change. */
const planned: Readonly<Record<string, readonly string[]>> = {
  schedulePolicy: [
    "schedulePolicyType",
    "scheduleRunFrequency",
    "scheduleRunDays",
    "scheduleRunTimes",
    "hourlySchedule",
    "dailySchedule",
    "weeklySchedule",
  ],
  retentionPolicy: ["retentionPolicyType", "dailySchedule", "weeklySchedule", "monthlySchedule", "yearlySchedule"],
  instantRPDetails: ["azureBackupRGNamePrefix", "azureBackupRGNameSuffix"],
  // A plan that says nothing of the archive leaves it as it is.
  tieringPolicy: [],
};

function membersOf(value: unknown, ...left: readonly string[]): JsonObject {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(members.filter(([name]) => !left.includes(name)));
}

/**
 * The `properties` of a policy after a change: the plan's parts, and everything that it has no words for as it was.
 * @param before the policy's `properties` as Azure gave them
 * @param now milliseconds since 1970
 */
export function changedProperties(before: unknown, plan: PolicyPlan, now: number): JsonObject {
  const made = propertiesOf(plan, now);
  // How many VMs it has is Azure's to say; a plan without crash consistency has no word in its JSON.
  const kept = membersOf(before, "protectedItemsCount", "snapshotConsistencyType");
  const parts = Object.entries(planned)
    .map(([name, known]) => [name, { ...membersOf(kept[name], ...known), ...membersOf(valueAt(made, name)) }] as const)
    .filter(([name]) => name in kept || name in made);
  return { ...kept, ...made, ...Object.fromEntries(parts) };
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

/** The `properties` of a policy as they were, to be sent once more. */
export function unchangedProperties(before: unknown): JsonObject {
  return membersOf(before, "protectedItemsCount");
}
