import { at, listAt, objectAt, textAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { RecoveryPointRecord } from "../records";
import { months, weekdays } from "../../../template/functions/dateFormat";

const dayLasts = 86_400_000;
const weeks = ["First", "Second", "Third", "Fourth"];

/** Until when the rules of a policy keep a recovery point, in milliseconds since 1970; `-Infinity` where none does. */
export interface Kept {
  /** By a daily or weekly rule, or by the expiry that an on-demand backup was given. */
  readonly shortUntil: number;
  /** By a monthly or yearly rule. */
  readonly longUntil: number;
}

/**
 * How long a policy keeps each of an item's recovery points, by name. The longest rule counts. A changed policy goes for
 * the points that there are, too, and after a change from daily to weekly the daily ones are cleaned up ("Azure Backup
 * architecture", Microsoft Learn, 2026: impact of policy change). A backup on demand has only the expiry that it was asked
 * for ("Manage recovery points", Microsoft Learn, 2025). Days are those of UTC, as in the policies of the estate.
 * @param points oldest first
 */
export function keptBy(points: readonly RecoveryPointRecord[], policy: JsonObject): ReadonlyMap<string, Kept> {
  const known = remembered.get(points);
  if (known?.policy === policy) {
    return known.kept;
  }
  const retention = objectAt(policy, "retentionPolicy");
  const days = new Set<number>();
  const kept = new Map<string, Kept>();
  for (const { name, time, retainUntil } of points) {
    if (retainUntil !== undefined) {
      kept.set(name, { shortUntil: retainUntil, longUntil: -Infinity });
      continue;
    }
    // Where a policy runs every few hours, one point of the day stands for it in the longer rules: the first.
    const day = Math.floor(time / dayLasts);
    const isFirst = !days.has(day);
    days.add(day);
    kept.set(name, keptByRules(retention, time, isFirst));
  }
  remembered.set(points, { policy, kept });
  return kept;
}

/**
 * How long the rules of a `retentionPolicy` keep the recovery point of a moment.
 * @param isFirst whether it is the first of its day: the others have the daily rule alone
 */
export function keptByRules(retention: JsonObject, time: number, isFirst: boolean): Kept {
  return {
    shortUntil: Math.max(dailyEnd(retention, time), isFirst ? weeklyEnd(retention, time) : -Infinity),
    longUntil: isFirst ? longEnd(retention, time) : -Infinity,
  };
}

/** The longest that a `retentionPolicy` may keep anything, in milliseconds; months and years are taken as long ones. */
export function longestKept(retention: JsonObject): number {
  const { dailySchedule, weeklySchedule, monthlySchedule, yearlySchedule } = retention;
  return (
    dayLasts *
    Math.max(
      0,
      countOf(dailySchedule),
      7 * countOf(weeklySchedule),
      31 * countOf(monthlySchedule),
      366 * countOf(yearlySchedule),
    )
  );
}

/** Lists and policies are replaced, never changed: what was worked out for a pair of them stays right. */
const remembered = new WeakMap<
  readonly RecoveryPointRecord[],
  { readonly policy: JsonObject; readonly kept: ReadonlyMap<string, Kept> }
>();

function dailyEnd(retention: JsonObject, time: number): number {
  return time + countOf(retention["dailySchedule"]) * dayLasts;
}

function weeklyEnd(retention: JsonObject, time: number): number {
  const rule = retention["weeklySchedule"];
  return listAt(rule, "daysOfTheWeek").includes(weekdayOf(time)) ? time + countOf(rule) * 7 * dayLasts : -Infinity;
}

function longEnd(retention: JsonObject, time: number): number {
  const { monthlySchedule: monthly, yearlySchedule: yearly } = retention;
  // Not by toLocaleString, which takes most of the time of making an estate.
  const month = months[new Date(time).getUTCMonth()] ?? "";
  return Math.max(
    isDayOf(monthly, time) ? addMonths(time, countOf(monthly)) : -Infinity,
    isDayOf(yearly, time) && listAt(yearly, "monthsOfYear").includes(month)
      ? addMonths(time, countOf(yearly) * 12)
      : -Infinity,
  );
}

/** How many days, weeks, months or years a rule keeps; without the rule, `-Infinity`. */
function countOf(rule: Json | undefined): number {
  const count = at(rule, "retentionDuration", "count");
  return typeof count === "number" ? count : -Infinity;
}

/** Whether a monthly or yearly rule takes its point from this day of the month. */
function isDayOf(rule: Json | undefined, time: number): boolean {
  const date = new Date(time);
  const day = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  if (textAt(rule, "retentionScheduleFormatType") === "Daily") {
    return listAt(rule, "retentionScheduleDaily", "daysOfTheMonth").some((one) =>
      at(one, "isLast") === true ? day === last : at(one, "date") === day,
    );
  }
  const named = listAt(rule, "retentionScheduleWeekly", "weeksOfTheMonth").map(textOf);
  return (
    listAt(rule, "retentionScheduleWeekly", "daysOfTheWeek").includes(weekdayOf(time)) &&
    (named.includes(weeks[Math.ceil(day / 7) - 1] ?? "Last") || (named.includes("Last") && day > last - 7))
  );
}

/** `Monday`, of UTC, as policies name the days of the week. */
export function weekdayOf(time: number): string {
  return weekdays[new Date(time).getUTCDay()] ?? "";
}

/** The same day and time some months later; the last day of the month where that month is shorter. */
export function addMonths(time: number, months: number): number {
  if (!Number.isFinite(months)) {
    return months;
  }
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) + (time % dayLasts);
}
