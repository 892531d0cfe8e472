import type { PolicyPlan, PolicyRetention, PolicySchedule } from "../../azure/policies/policyPlan";

/** Smallest and largest of a number. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * How long recovery points can be kept: days from 7 on, 9,999 days, 5,163 weeks, 1,188 months and 99 years at most
 * ("Frequently asked questions: back up Azure VMs", 2025-12-09).
 */
export const retentionBounds = {
  daily: { least: 7, most: 9999 },
  weekly: { least: 1, most: 5163 },
  monthly: { least: 1, most: 1188 },
  yearly: { least: 1, most: 99 },
} as const;

/**
 * Days that snapshots are kept: Standard 1 to 5, weekly always 5 ("Azure Instant Restore capability", 2025-06-16); Enhanced 1
 * to 30, weekly 5 to 20, less for frequent backups: 4-hourly 17, 6-hourly 22, 12-hourly 30 ("Back up Azure VMs with the
 * Enhanced policy", 2025-06-11; 8-hourly is not documented and held to the 22 of the next frequent one). Never longer than
 * the recovery points themselves.
 */
export function snapshotBounds({
  kind,
  schedule,
  retention,
}: Omit<PolicyPlan, "timeZone" | "instantRestoreDays">): Bounds {
  const { least, most } = snapshotBoundsOf(kind, schedule);
  return { least, most: Math.max(least, Math.min(most, longestDays(retention))) };
}

function snapshotBoundsOf(kind: PolicyPlan["kind"], schedule: PolicySchedule): Bounds {
  if (schedule.frequency === "Weekly") {
    return kind === "Standard" ? { least: 5, most: 5 } : { least: 5, most: 20 };
  }
  if (kind === "Standard") {
    return { least: 1, most: 5 };
  }
  if (schedule.frequency === "Daily" || schedule.everyHours >= 12) {
    return { least: 1, most: 30 };
  }
  return { least: 1, most: schedule.everyHours <= 4 ? 17 : 22 };
}

function longestDays({ daily, weekly }: PolicyRetention): number {
  return daily?.days ?? (weekly === undefined ? Number.POSITIVE_INFINITY : weekly.weeks * 7);
}

/**
 * Months after which recovery points can go to the archive: three at least, and six of their retention have to be left ("Use
 * Archive tier support", 2023; `AzureIaasVM` policies of Az.RecoveryServices refuse the rest in these words). Undefined when no
 * monthly or yearly recovery points are kept long enough.
 */
export function archiveBounds({ monthly, yearly }: PolicyRetention): Bounds | undefined {
  const most = Math.max(monthly?.months ?? 0, (yearly?.years ?? 0) * 12) - 6;
  return most < 3 ? undefined : { least: 3, most };
}

/** The plan with an archive that its retention allows; without one where it allows none. */
export function heldToArchive(plan: PolicyPlan): PolicyPlan {
  const { archive } = plan;
  const bounds = archiveBounds(plan.retention);
  if (archive === undefined || archive.mode === "none") {
    return plan;
  }
  if (bounds === undefined) {
    return { ...plan, archive: { mode: "none" } };
  }
  return archive.mode === "after" ? { ...plan, archive: { ...archive, months: within(bounds, archive.months) } } : plan;
}

/** The nearest number within bounds. */
export function within({ least, most }: Bounds, number: number): number {
  return Math.min(most, Math.max(least, number));
}

/** True when some recovery points would be kept for a shorter time than before, which deletes those that are older. */
export function isShorter(after: PolicyPlan, before: PolicyPlan): boolean {
  const times = lengths(before);
  return lengths(after).some((length, index) => length < (times[index] ?? 0));
}

/** How long each kind of recovery point is kept, 0 for those that are not. */
function lengths({ retention, instantRestoreDays }: PolicyPlan): readonly number[] {
  const { daily, weekly, monthly, yearly } = retention;
  return [daily?.days, weekly?.weeks, monthly?.months, yearly?.years, instantRestoreDays].map((length) => length ?? 0);
}

/**
 * The plan with another schedule, and what a schedule asks of the retention ("Create or update protection policies",
 * REST examples 2024-04-01): daily and hourly backups keep daily points, weekly ones weekly points of their own days and
 * no daily ones, and months and years take theirs by weekday.
 */
export function withSchedule(plan: PolicyPlan, schedule: PolicySchedule): PolicyPlan {
  const { retention } = plan;
  const changed: PolicyPlan = {
    ...plan,
    schedule,
    retention:
      schedule.frequency === "Weekly"
        ? weeklyRetention(retention, schedule.days)
        : { ...retention, daily: retention.daily ?? { days: 30 } },
  };
  return {
    ...changed,
    instantRestoreDays:
      plan.instantRestoreDays === undefined ? undefined : within(snapshotBounds(changed), plan.instantRestoreDays),
  };
}

function weeklyRetention(
  { weekly, monthly, yearly }: PolicyRetention,
  days: Extract<PolicySchedule, { readonly frequency: "Weekly" }>["days"],
): PolicyRetention {
  const byWeek = (on: NonNullable<PolicyRetention["monthly"]>["on"]) =>
    ({ kind: "weeks", weekdays: days, weeks: on.kind === "weeks" ? on.weeks : (["First"] as const) }) as const;
  return {
    daily: undefined,
    weekly: { weeks: weekly?.weeks ?? 12, days },
    monthly: monthly === undefined ? undefined : { ...monthly, on: byWeek(monthly.on) },
    yearly: yearly === undefined ? undefined : { ...yearly, on: byWeek(yearly.on) },
  };
}
