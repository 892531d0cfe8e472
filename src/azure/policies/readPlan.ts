import { booleanAt, listAt, numberAt, textAt, textsAt, timeAt, valueAt } from "../http/jsonRead";
import { months, weekdays, weeksOfMonth } from "./policyPlan";
import type {
  MonthDays,
  PolicyArchive,
  PolicyPlan,
  PolicyRetention,
  PolicySchedule,
  SnapshotGroup,
} from "./policyPlan";

/** Anything that a plan has no words for. */
class NotPlain extends Error {}

/**
 * What a policy's JSON says, as plain choices ("Protection Policies", REST specification 2024-04-01).
 * @param properties the policy's `properties`
 * @returns undefined for a policy that says more than a plan can: such a policy is never overwritten by one
 */
export function planFrom(properties: unknown): PolicyPlan | undefined {
  try {
    return {
      kind: textAt(properties, "policyType") === "V2" ? "Enhanced" : "Standard",
      schedule: scheduleFrom(valueAt(properties, "schedulePolicy")),
      timeZone: textAt(properties, "timeZone") ?? "UTC",
      instantRestoreDays: numberAt(properties, "instantRpRetentionRangeInDays"),
      retention: retentionFrom(valueAt(properties, "retentionPolicy")),
      archive: archiveFrom(valueAt(properties, "tieringPolicy", "ArchivedRP")),
      crashConsistentOnly: onlyCrashConsistent(valueAt(properties, "snapshotConsistencyType")),
      snapshotGroup: snapshotGroupFrom(valueAt(properties, "instantRPDetails")),
    };
  } catch (error) {
    if (error instanceof NotPlain) {
      return undefined;
    }
    throw error;
  }
}

/** The two shapes: SimpleSchedulePolicy has times and days at the top, its V2 inside the frequency's own part. */
function scheduleFrom(schedule: unknown): PolicySchedule {
  const v2 = textAt(schedule, "schedulePolicyType") === "SimpleSchedulePolicyV2";
  const frequency = needed(textAt(schedule, "scheduleRunFrequency"));
  switch (frequency) {
    case "Daily":
      return { frequency, time: onlyTime(v2 ? valueAt(schedule, "dailySchedule") : schedule, "scheduleRunTimes") };
    case "Weekly": {
      const part = v2 ? valueAt(schedule, "weeklySchedule") : schedule;
      return {
        frequency,
        time: onlyTime(part, "scheduleRunTimes"),
        days: known(textsAt(part, "scheduleRunDays"), weekdays),
      };
    }
    case "Hourly": {
      const part = valueAt(schedule, "hourlySchedule");
      return {
        frequency,
        time: needed(timeAt(part, "scheduleWindowStartTime")).slice(11, 16),
        everyHours: needed(numberAt(part, "interval")),
        windowHours: needed(numberAt(part, "scheduleWindowDuration")),
      };
    }
    default:
      throw new NotPlain();
  }
}

function retentionFrom(retention: unknown): PolicyRetention {
  if (textAt(retention, "retentionPolicyType") !== "LongTermRetentionPolicy") {
    throw new NotPlain();
  }
  const daily = present(retention, "dailySchedule");
  const weekly = present(retention, "weeklySchedule");
  const monthly = present(retention, "monthlySchedule");
  const yearly = present(retention, "yearlySchedule");
  return {
    daily: daily === undefined ? undefined : { days: count(daily, "Days") },
    weekly:
      weekly === undefined
        ? undefined
        : { weeks: count(weekly, "Weeks"), days: known(textsAt(weekly, "daysOfTheWeek"), weekdays) },
    monthly: monthly === undefined ? undefined : { months: count(monthly, "Months"), on: monthDays(monthly) },
    yearly:
      yearly === undefined
        ? undefined
        : {
            years: count(yearly, "Years"),
            months: known(textsAt(yearly, "monthsOfYear"), months),
            on: monthDays(yearly),
          },
  };
}

function archiveFrom(tiering: unknown): PolicyArchive | undefined {
  switch (textAt(tiering, "tieringMode")) {
    case undefined:
    case "Invalid":
      return undefined;
    case "DoNotTier":
      return { mode: "none" };
    case "TierRecommended":
      return { mode: "recommended" };
    case "TierAfter":
      if (textAt(tiering, "durationType") !== "Months") {
        throw new NotPlain();
      }
      return { mode: "after", months: needed(numberAt(tiering, "duration")) };
    default:
      throw new NotPlain();
  }
}

function onlyCrashConsistent(consistency: unknown): true | undefined {
  if (consistency !== undefined && consistency !== null && consistency !== "OnlyCrashConsistent") {
    throw new NotPlain();
  }
  return consistency === "OnlyCrashConsistent" ? true : undefined;
}

function snapshotGroupFrom(details: unknown): SnapshotGroup | undefined {
  const prefix = textAt(details, "azureBackupRGNamePrefix") ?? "";
  const suffix = textAt(details, "azureBackupRGNameSuffix") ?? "";
  return prefix === "" ? undefined : { prefix, suffix: suffix === "" ? undefined : suffix };
}

function present(retention: unknown, part: string): unknown {
  return valueAt(retention, part) ?? undefined;
}

function monthDays(schedule: unknown): MonthDays {
  if (textAt(schedule, "retentionScheduleFormatType") === "Weekly") {
    const weekly = valueAt(schedule, "retentionScheduleWeekly");
    return {
      kind: "weeks",
      weekdays: known(textsAt(weekly, "daysOfTheWeek"), weekdays),
      weeks: known(textsAt(weekly, "weeksOfTheMonth"), weeksOfMonth),
    };
  }
  const days = listAt(schedule, "retentionScheduleDaily", "daysOfTheMonth");
  return {
    kind: "days",
    // The last day of the month has the date 0.
    days: days.filter((day) => booleanAt(day, "isLast") !== true).map((day) => needed(numberAt(day, "date"))),
    last: days.some((day) => booleanAt(day, "isLast") === true),
  };
}

function count(schedule: unknown, type: string): number {
  if (textAt(schedule, "retentionDuration", "durationType") !== type) {
    throw new NotPlain();
  }
  return needed(numberAt(schedule, "retentionDuration", "count"));
}

function onlyTime(part: unknown, name: string): string {
  const times = listAt(part, name);
  if (times.length !== 1) {
    throw new NotPlain();
  }
  return needed(timeAt(times[0])).slice(11, 16);
}

function known<T extends string>(texts: readonly string[], words: readonly T[]): readonly T[] {
  return texts.map((text) => needed(words.find((word) => word === text)));
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new NotPlain();
  }
  return value;
}
