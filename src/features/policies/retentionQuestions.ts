import * as vscode from "vscode";
import type {
  Month,
  MonthDays,
  PolicyPlan,
  PolicyRetention,
  Weekday,
  WeekOfMonth,
} from "../../azure/policies/policyPlan";
import { months } from "../../template/functions/dateFormat";
import { pick } from "../../host/prompts/prompts";
import type { Step, StepLook } from "../../host/prompts/steps";
import { retentionBounds } from "./planBounds";
import { monthText, weekdays, weekdayText, weekText } from "./planText";
import { askDays, askNumber } from "./policyQuestions";

/** What the questions propose where a policy keeps no such recovery points yet. */
const usual = {
  days: 30,
  weeks: 12,
  months: 12,
  years: 10,
  on: { kind: "weeks", weekdays: [], weeks: ["First"] },
} as const;

/** Days that daily points are kept. */
export function dailyStep(title: string): Step<PolicyPlan> {
  return {
    ask: async (plan, step, former) => {
      const prompt = vscode.l10n.t("Days that daily recovery points are kept");
      const value = former.retention.daily?.days ?? usual.days;
      const days = await askNumber({ title, prompt, step, value, bounds: retentionBounds.daily });
      return keeping(plan, { daily: { days } });
    },
  };
}

/** Weekly points: of which days, for how many weeks; a weekly policy has its own days. */
export function weeklySteps(title: string): readonly Step<PolicyPlan>[] {
  const isWeekly = ({ schedule }: PolicyPlan) => schedule.frequency === "Weekly";
  return [
    {
      applies: (plan) => !isWeekly(plan),
      decides: true,
      ask: async (plan, step) => {
        const kept = await askWhether(title, vscode.l10n.t("Keep weekly recovery points?"), step);
        const weekly = plan.retention.weekly ?? { weeks: usual.weeks, days: [] };
        return keeping(plan, { weekly: kept ? weekly : undefined });
      },
    },
    {
      applies: (plan) => !isWeekly(plan) && plan.retention.weekly !== undefined,
      ask: async (plan, step, { retention }) => {
        const placeholder = vscode.l10n.t("Keep the recovery points of which days of the week?");
        const days = await askDays(title, placeholder, step, retention.weekly?.days ?? []);
        return keeping(plan, { weekly: { weeks: plan.retention.weekly?.weeks ?? usual.weeks, days } });
      },
    },
    {
      applies: (plan) => isWeekly(plan) || plan.retention.weekly !== undefined,
      ask: async (plan, step, former) => {
        const prompt = vscode.l10n.t("Weeks that weekly recovery points are kept");
        const value = former.retention.weekly?.weeks ?? usual.weeks;
        const weeks = await askNumber({ title, prompt, step, value, bounds: retentionBounds.weekly });
        const { schedule, retention } = plan;
        const days = schedule.frequency === "Weekly" ? schedule.days : (retention.weekly?.days ?? []);
        return keeping(plan, { weekly: { weeks, days } });
      },
    },
  ];
}

/** Monthly points: of which day of the month, for how many months. */
export function monthlySteps(title: string): readonly Step<PolicyPlan>[] {
  return [
    {
      decides: true,
      ask: async (plan, step) => {
        const kept = await askWhether(title, vscode.l10n.t("Keep monthly recovery points?"), step);
        const monthly = plan.retention.monthly ?? { months: usual.months, on: usual.on };
        return keeping(plan, { monthly: kept ? monthly : undefined });
      },
    },
    ...monthDaySteps(title, {
      of: ({ retention }) => retention.monthly?.on,
      set: (plan, on) => keeping(plan, { monthly: { months: plan.retention.monthly?.months ?? usual.months, on } }),
    }),
    {
      applies: ({ retention }) => retention.monthly !== undefined,
      ask: async (plan, step, former) => {
        const prompt = vscode.l10n.t("Months that monthly recovery points are kept");
        const value = former.retention.monthly?.months ?? usual.months;
        const kept = await askNumber({ title, prompt, step, value, bounds: retentionBounds.monthly });
        return keeping(plan, { monthly: { months: kept, on: plan.retention.monthly?.on ?? usual.on } });
      },
    },
  ];
}

/** Yearly points: of which month and day, for how many years. */
export function yearlySteps(title: string): readonly Step<PolicyPlan>[] {
  const yearlyOf = ({ retention }: PolicyPlan) => retention.yearly ?? { years: usual.years, months: [], on: usual.on };
  return [
    {
      decides: true,
      ask: async (plan, step) => {
        const kept = await askWhether(title, vscode.l10n.t("Keep yearly recovery points?"), step);
        return keeping(plan, { yearly: kept ? yearlyOf(plan) : undefined });
      },
    },
    {
      applies: ({ retention }) => retention.yearly !== undefined,
      ask: async (plan, step, former) => {
        const month = await pick<Month>({
          title,
          placeholder: vscode.l10n.t("Of which month?"),
          step,
          choices: months.map((one) => ({
            label: monthText(one),
            picked: one === yearlyOf(former).months[0],
            value: one,
          })),
        });
        return keeping(plan, { yearly: { ...yearlyOf(plan), months: [month] } });
      },
    },
    ...monthDaySteps(title, {
      of: ({ retention }) => retention.yearly?.on,
      set: (plan, on) => keeping(plan, { yearly: { ...yearlyOf(plan), on } }),
    }),
    {
      applies: ({ retention }) => retention.yearly !== undefined,
      ask: async (plan, step, former) => {
        const prompt = vscode.l10n.t("Years that yearly recovery points are kept");
        const { years: value } = yearlyOf(former);
        const years = await askNumber({ title, prompt, step, value, bounds: retentionBounds.yearly });
        return keeping(plan, { yearly: { ...yearlyOf(plan), years } });
      },
    },
  ];
}

function keeping(plan: PolicyPlan, changes: Partial<PolicyRetention>): PolicyPlan {
  return { ...plan, retention: { ...plan.retention, ...changes } };
}

function askWhether(title: string, placeholder: string, step: StepLook): Promise<boolean> {
  return pick({
    title,
    placeholder,
    step,
    choices: [
      { label: vscode.l10n.t("Keep"), value: true },
      { label: vscode.l10n.t("Keep none"), value: false },
    ],
  });
}

/** Where in a policy the days of a month are; undefined where no such points are kept. */
interface MonthDaysPlace {
  readonly of: (plan: PolicyPlan) => MonthDays | undefined;
  readonly set: (plan: PolicyPlan, on: MonthDays) => PolicyPlan;
}

/** By week and day; a policy with daily backups knows days by number too. */
function monthDaySteps(title: string, place: MonthDaysPlace): readonly Step<PolicyPlan>[] {
  const { of, set } = place;
  return [
    {
      applies: (plan) => of(plan) !== undefined,
      decides: true,
      ask: async (plan, step, former) => set(plan, await askMonthDay(title, plan, step, of(former) ?? usual.on)),
    },
    {
      applies: (plan) => {
        const on = of(plan);
        return on?.kind === "days" && !on.last;
      },
      ask: async (plan, step, former) => {
        const before = of(former);
        const day = await askNumber({
          title,
          prompt: vscode.l10n.t("Day of the month"),
          step,
          value: (before?.kind === "days" ? before.days[0] : undefined) ?? 1,
          bounds: { least: 1, most: 28 },
        });
        return set(plan, { kind: "days", days: [day], last: false });
      },
    },
    {
      applies: (plan) => of(plan)?.kind === "weeks",
      ask: async (plan, step, former) => {
        const on = of(plan);
        const before = of(former);
        const weekday = await askWeekday(title, plan, step, before?.kind === "weeks" ? before.weekdays[0] : undefined);
        return set(plan, { kind: "weeks", weekdays: [weekday], weeks: on?.kind === "weeks" ? on.weeks : ["First"] });
      },
    },
  ];
}

async function askMonthDay(
  title: string,
  { schedule }: PolicyPlan,
  step: StepLook,
  former: MonthDays,
): Promise<MonthDays> {
  const t = vscode.l10n.t;
  const present = former.kind === "weeks" ? former.weeks[0] : former.last ? "last" : "day";
  const choices = [
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
  ];
  const way = await pick<WeekOfMonth | "day" | "last">({
    title,
    placeholder: t("The recovery point of which day of the month?"),
    step,
    choices: choices.map((choice) => ({ ...choice, picked: choice.value === present })),
  });
  if (way === "last") {
    return { kind: "days", days: [], last: true };
  }
  return way === "day"
    ? { kind: "days", days: former.kind === "days" ? former.days : [], last: false }
    : { kind: "weeks", weekdays: former.kind === "weeks" ? former.weekdays : [], weeks: [way] };
}

function askWeekday(
  title: string,
  { schedule }: PolicyPlan,
  step: StepLook,
  former: Weekday | undefined,
): Promise<Weekday> {
  return pick<Weekday>({
    title,
    placeholder: vscode.l10n.t("Which day of that week?"),
    step,
    choices: (schedule.frequency === "Weekly" ? schedule.days : weekdays).map((day) => ({
      label: weekdayText(day),
      picked: day === former,
      value: day,
    })),
  });
}
