import * as vscode from "vscode";
import type {
  Month,
  MonthDays,
  PolicyPlan,
  PolicyRetention,
  Weekday,
  WeekOfMonth,
} from "../../azure/policies/policyPlan";
import { pick } from "../../host/prompts/prompts";
import { retentionBounds } from "./planBounds";
import { months, monthText, weekdays, weekdayText, weekText } from "./planText";
import { askDays, askNumber } from "./policyQuestions";

/** Days that daily points are kept. */
export async function askDaily(title: string, { retention }: PolicyPlan): Promise<PolicyRetention["daily"]> {
  const prompt = vscode.l10n.t("Days that daily recovery points are kept");
  return { days: await askNumber(title, prompt, retention.daily?.days ?? 30, retentionBounds.daily) };
}

/** Weekly points: of which days, for how many weeks; a weekly policy has its own days. */
export async function askWeekly(
  title: string,
  { schedule, retention }: PolicyPlan,
): Promise<PolicyRetention["weekly"]> {
  const isWeekly = schedule.frequency === "Weekly";
  if (!isWeekly && !(await askWhether(title, vscode.l10n.t("Keep weekly recovery points?")))) {
    return undefined;
  }
  const days = isWeekly
    ? schedule.days
    : await askDays(title, vscode.l10n.t("Keep the recovery points of which days of the week?"));
  const prompt = vscode.l10n.t("Weeks that weekly recovery points are kept");
  return { days, weeks: await askNumber(title, prompt, retention.weekly?.weeks ?? 12, retentionBounds.weekly) };
}

/** Monthly points: of which day of the month, for how many months. */
export async function askMonthly(title: string, plan: PolicyPlan): Promise<PolicyRetention["monthly"]> {
  if (!(await askWhether(title, vscode.l10n.t("Keep monthly recovery points?")))) {
    return undefined;
  }
  const on = await askMonthDay(title, plan);
  const prompt = vscode.l10n.t("Months that monthly recovery points are kept");
  const present = plan.retention.monthly?.months ?? 12;
  return { on, months: await askNumber(title, prompt, present, retentionBounds.monthly) };
}

/** Yearly points: of which month and day, for how many years. */
export async function askYearly(title: string, plan: PolicyPlan): Promise<PolicyRetention["yearly"]> {
  if (!(await askWhether(title, vscode.l10n.t("Keep yearly recovery points?")))) {
    return undefined;
  }
  const month = await pick<Month>({
    title,
    placeholder: vscode.l10n.t("Of which month?"),
    choices: months.map((one) => ({ label: monthText(one), value: one })),
  });
  const on = await askMonthDay(title, plan);
  const prompt = vscode.l10n.t("Years that yearly recovery points are kept");
  const present = plan.retention.yearly?.years ?? 10;
  return { months: [month], on, years: await askNumber(title, prompt, present, retentionBounds.yearly) };
}

function askWhether(title: string, placeholder: string): Promise<boolean> {
  return pick({
    title,
    placeholder,
    choices: [
      { label: vscode.l10n.t("Keep"), value: true },
      { label: vscode.l10n.t("Keep none"), value: false },
    ],
  });
}

/** By week and day; a policy with daily backups knows days by number too. */
async function askMonthDay(title: string, { schedule }: PolicyPlan): Promise<MonthDays> {
  const t = vscode.l10n.t;
  const way = await pick<WeekOfMonth | "day" | "last">({
    title,
    placeholder: t("The recovery point of which day of the month?"),
    choices: [
      ...(["First", "Second", "Third", "Fourth", "Last"] as const).map((week) => ({
        label: t("A day of its {0} week", weekText(week)),
        value: week,
      })),
      ...(schedule.frequency === "Weekly"
        ? []
        : ([
            { label: t("A day by its number"), value: "day" },
            { label: t("Its last day"), value: "last" },
          ] as const)),
    ],
  });
  if (way === "last") {
    return { kind: "days", days: [], last: true };
  }
  if (way === "day") {
    const day = await askNumber(title, t("Day of the month"), 1, { least: 1, most: 28 });
    return { kind: "days", days: [day], last: false };
  }
  const weekday = await pick<Weekday>({
    title,
    placeholder: t("Which day of that week?"),
    choices: (schedule.frequency === "Weekly" ? schedule.days : weekdays).map((day) => ({
      label: weekdayText(day),
      value: day,
    })),
  });
  return { kind: "weeks", weekdays: [weekday], weeks: [way] };
}
