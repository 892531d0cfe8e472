/** What a policy does, as plain choices: what a policy's JSON and the questions to the user have in common. */

/** Azure's days of the week, in order. */
export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** A day of the week as Azure names it. */
export type Weekday = (typeof weekdays)[number];

/** Azure's months, in order. */
export const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** A month as Azure names it. */
export type Month = (typeof months)[number];

/** Azure's weeks of a month, in order. */
export const weeksOfMonth = ["First", "Second", "Third", "Fourth", "Last"] as const;

/** Which of a month's weeks. */
export type WeekOfMonth = (typeof weeksOfMonth)[number];

/** When backups start. Times are of the policy's time zone: 08:30. */
export type PolicySchedule =
  | { readonly frequency: "Daily"; readonly time: string }
  | { readonly frequency: "Weekly"; readonly time: string; readonly days: readonly Weekday[] }
  | {
      readonly frequency: "Hourly";
      readonly time: string;
      readonly everyHours: number;
      /** Hours from `time` on in which the backups start. */
      readonly windowHours: number;
    };

/** Which days of a month: by number, the last one too, or by week. */
export type MonthDays =
  | { readonly kind: "days"; readonly days: readonly number[]; readonly last: boolean }
  | { readonly kind: "weeks"; readonly weekdays: readonly Weekday[]; readonly weeks: readonly WeekOfMonth[] };

/** How long recovery points are kept: of days, weeks, months and years, each on its own. */
export interface PolicyRetention {
  readonly daily: { readonly days: number } | undefined;
  readonly weekly: { readonly weeks: number; readonly days: readonly Weekday[] } | undefined;
  readonly monthly: { readonly months: number; readonly on: MonthDays } | undefined;
  readonly yearly: { readonly years: number; readonly months: readonly Month[]; readonly on: MonthDays } | undefined;
}

/**
 * Which recovery points go to the archive tier by themselves: all that are recommended, or all that can after some months in the
 * vault ("Tiering policy", REST specification 2024-04-01).
 */
export type PolicyArchive =
  { readonly mode: "none" } | { readonly mode: "recommended" } | { readonly mode: "after"; readonly months: number };

/** How the resource groups of snapshots are named: prefix, a number, suffix. */
export interface SnapshotGroup {
  readonly prefix: string;
  readonly suffix: string | undefined;
}

/** A policy for virtual machines. */
export interface PolicyPlan {
  readonly kind: "Standard" | "Enhanced";
  readonly schedule: PolicySchedule;
  /** As Windows names it: UTC, W. Europe Standard Time. */
  readonly timeZone: string;
  /** Undefined where an old policy does not say. */
  readonly instantRestoreDays: number | undefined;
  readonly retention: PolicyRetention;
  /** Undefined where a policy says nothing of it; it stays so. */
  readonly archive?: PolicyArchive | undefined;
  /** Snapshots without an agent, crash-consistent over all disks; only an Enhanced policy has them. */
  readonly crashConsistentOnly?: true | undefined;
  /** Undefined for Azure's own names. */
  readonly snapshotGroup?: SnapshotGroup | undefined;
}
