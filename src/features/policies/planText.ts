import * as vscode from "vscode";
import { months, weekdays as weekdayNames } from "../../template/functions/dateFormat";
import { daysText, monthsText, weeksText, yearsText } from "../../wording/countText";
import type {
  Month,
  MonthDays,
  PolicyPlan,
  PolicyRetention,
  PolicySchedule,
  Weekday,
  WeekOfMonth,
} from "../../azure/policies/policyPlan";

/** Azure's days of the week, in order: the English words, as in templates, which begin with Sunday. */
export const weekdays: readonly Weekday[] = [...weekdayNames.slice(1), "Sunday"];

/** A day of the week in the user's language. */
export function weekdayText(day: Weekday): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(vscode.env.language, { weekday: "long", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, 1 + weekdays.indexOf(day), 12),
  );
}

/** A month in the user's language. */
export function monthText(month: Month): string {
  return new Intl.DateTimeFormat(vscode.env.language, { month: "long", timeZone: "UTC" }).format(
    Date.UTC(2024, months.indexOf(month), 1, 12),
  );
}

/** "first", as in the first Sunday of a month. */
export function weekText(week: WeekOfMonth): string {
  const t = vscode.l10n.t;
  const words: Readonly<Record<WeekOfMonth, string>> = {
    First: t("first"),
    Second: t("second"),
    Third: t("third"),
    Fourth: t("fourth"),
    Last: t("last"),
  };
  return words[week];
}

function listed(words: readonly string[]): string {
  return words.join(", ");
}

/** "first Sunday", "day 1, last day". */
export function monthDaysText(on: MonthDays): string {
  const t = vscode.l10n.t;
  if (on.kind === "weeks") {
    return t("{0} {1}", listed(on.weeks.map(weekText)), listed(on.weekdays.map(weekdayText)));
  }
  return listed([...on.days.map((day) => t("day {0}", day)), ...(on.last ? [t("last day")] : [])]);
}

/** "every day at 22:30", "every 4 hours from 08:00 on, for 12 hours". */
export function planScheduleText(schedule: PolicySchedule): string {
  const t = vscode.l10n.t;
  switch (schedule.frequency) {
    case "Daily":
      return t("every day at {0}", schedule.time);
    case "Weekly":
      return t("every {0} at {1}", listed(schedule.days.map(weekdayText)), schedule.time);
    case "Hourly":
      return t("every {0} hours from {1} on, for {2} hours", schedule.everyHours, schedule.time, schedule.windowHours);
  }
}

/** How long the points of days, weeks, months and years are kept. */
export function retentionTexts({ daily, weekly, monthly, yearly }: PolicyRetention): {
  readonly daily: string;
  readonly weekly: string;
  readonly monthly: string;
  readonly yearly: string;
} {
  const t = vscode.l10n.t;
  const none = t("none");
  return {
    daily: daily === undefined ? none : daysText(daily.days),
    weekly:
      weekly === undefined ? none : t("{0}, of {1}", weeksText(weekly.weeks), listed(weekly.days.map(weekdayText))),
    monthly: monthly === undefined ? none : t("{0}, of the {1}", monthsText(monthly.months), monthDaysText(monthly.on)),
    yearly:
      yearly === undefined
        ? none
        : t(
            "{0}, of the {1} of {2}",
            yearsText(yearly.years),
            monthDaysText(yearly.on),
            listed(yearly.months.map(monthText)),
          ),
  };
}

/** Which recovery points go to the archive tier by themselves. */
export function archiveText({ archive }: Pick<PolicyPlan, "archive">): string {
  const t = vscode.l10n.t;
  switch (archive?.mode) {
    case undefined:
    case "none":
      return t("not moved");
    case "recommended":
      return t("moved when Azure recommends it");
    case "after":
      return t("moved after {0}", monthsText(archive.months));
  }
}

/** How consistent snapshots are. */
export function consistencyText({ crashConsistentOnly }: Pick<PolicyPlan, "crashConsistentOnly">): string {
  const t = vscode.l10n.t;
  return crashConsistentOnly === true ? t("crash-consistent, without an agent") : t("application or file system");
}

/** "rg-snap-N-weu", where N is Azure's number. */
export function snapshotGroupText({ snapshotGroup }: Pick<PolicyPlan, "snapshotGroup">): string {
  return snapshotGroup === undefined
    ? vscode.l10n.t("named by Azure")
    : `${snapshotGroup.prefix}N${snapshotGroup.suffix ?? ""}`;
}
