import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import type { PolicyPlan, PolicySchedule, Weekday } from "../../azure/policies/policyPlan";
import { input } from "../../host/prompts/inputPrompt";
import { pick, pickMany } from "../../host/prompts/prompts";
import type { Step, StepLook } from "../../host/prompts/steps";
import { hoursText } from "../../wording/countText";
import type { Bounds } from "./planBounds";
import { within } from "./planBounds";
import { weekdays, weekdayText } from "./planText";

/** Standard or Enhanced, with what decides. */
export function kindStep(title: string): Step<PolicyPlan> {
  const t = vscode.l10n.t;
  const choices = [
    {
      label: t("Enhanced"),
      detail: t("Hourly schedules, up to 30 days of snapshots; Ultra, Premium SSD v2, shared disks."),
      value: "Enhanced",
    },
    { label: t("Standard"), detail: t("One backup a day or a week, up to 5 days of snapshots."), value: "Standard" },
  ] as const;
  return {
    ask: async (plan, step, former) => ({
      ...plan,
      kind: await pick<PolicyPlan["kind"]>({
        title,
        placeholder: t("Choose the type of the policy; an Enhanced one never becomes Standard again"),
        step,
        choices: choices.map((choice) => ({ ...choice, picked: choice.value === former.kind })),
      }),
    }),
  };
}

/** How often, on which days and when. */
export function scheduleSteps(title: string): readonly Step<PolicyPlan>[] {
  return [rhythmStep(title), daysStep(title), timeStep(title), windowStep(title)];
}

type Rhythm = "Daily" | "Weekly" | 4 | 6 | 8 | 12;

/** A Standard policy cannot run more than once a day. */
function rhythmStep(title: string): Step<PolicyPlan> {
  const t = vscode.l10n.t;
  return {
    decides: true,
    ask: async (plan, step, { schedule }) => {
      const present = schedule.frequency === "Hourly" ? schedule.everyHours : schedule.frequency;
      const rhythm = await pick<Rhythm>({
        title,
        placeholder: t("How often is a backup made?"),
        step,
        choices: [
          { label: t("Every day"), picked: present === "Daily", value: "Daily" },
          { label: t("Every week"), picked: present === "Weekly", value: "Weekly" },
          ...([4, 6, 8, 12] as const).map((everyHours) => ({
            label: t("Every {0} hours", everyHours),
            unsuitable: plan.kind === "Standard" ? t("Only an Enhanced policy runs several times a day.") : undefined,
            picked: present === everyHours,
            value: everyHours,
          })),
        ],
      });
      return { ...plan, schedule: scheduleOf(rhythm, schedule) };
    },
  };
}

/** The schedule of another rhythm, as far as it can be as before. */
function scheduleOf(rhythm: Rhythm, before: PolicySchedule): PolicySchedule {
  const { time } = before;
  switch (rhythm) {
    case "Daily":
      return { frequency: "Daily", time };
    case "Weekly":
      return { frequency: "Weekly", time, days: before.frequency === "Weekly" ? before.days : [] };
    case 4:
    case 6:
    case 8:
    case 12: {
      const isSame = before.frequency === "Hourly" && before.everyHours === rhythm;
      return { frequency: "Hourly", time, everyHours: rhythm, windowHours: isSame ? before.windowHours : rhythm };
    }
  }
}

function daysStep(title: string): Step<PolicyPlan> {
  return {
    applies: ({ schedule }) => schedule.frequency === "Weekly",
    ask: async (plan, step, { schedule }) => {
      const present = schedule.frequency === "Weekly" ? schedule.days : [];
      const days = await askDays(title, vscode.l10n.t("On which days of the week?"), step, present);
      return { ...plan, schedule: { frequency: "Weekly", time: plan.schedule.time, days } };
    },
  };
}

/** Azure starts backups on the hour and at half past. */
function timeStep(title: string): Step<PolicyPlan> {
  const times = Array.from({ length: 48 }, (_, half) => {
    const hour = String(Math.floor(half / 2)).padStart(2, "0");
    return `${hour}:${half % 2 === 0 ? "00" : "30"}`;
  });
  return {
    ask: async (plan, step, former) => {
      const time = await pick({
        title,
        placeholder:
          plan.schedule.frequency === "Hourly" ? vscode.l10n.t("From which time on?") : vscode.l10n.t("At which time?"),
        step,
        choices: times.map((one) => ({ label: one, picked: one === former.schedule.time, value: one })),
      });
      return { ...plan, schedule: { ...plan.schedule, time } };
    },
  };
}

/** The hours of the day in which hourly backups start: multiples of the interval. */
function windowStep(title: string): Step<PolicyPlan> {
  return {
    applies: ({ schedule }) => schedule.frequency === "Hourly",
    ask: async (plan, step, former) => {
      const { schedule } = plan;
      if (schedule.frequency !== "Hourly") {
        return plan;
      }
      const { everyHours } = schedule;
      const windows = Array.from({ length: Math.floor(24 / everyHours) }, (_, index) => (index + 1) * everyHours);
      const present = former.schedule.frequency === "Hourly" ? former.schedule.windowHours : undefined;
      const windowHours = await pick({
        title,
        placeholder: vscode.l10n.t("For how many hours from then on?"),
        step,
        choices: windows.map((hours) => ({ label: hoursText(hours), picked: hours === present, value: hours })),
      });
      return { ...plan, schedule: { ...schedule, windowHours } };
    },
  };
}

/** One day of the week at least; asked again without. */
export async function askDays(
  title: string,
  placeholder: string,
  step: StepLook,
  present: readonly Weekday[],
): Promise<readonly Weekday[]> {
  let asking = placeholder;
  for (;;) {
    const days = await pickMany<Weekday>({
      title,
      placeholder: asking,
      step,
      choices: weekdays.map((day) => ({ label: weekdayText(day), picked: present.includes(day), value: day })),
    });
    if (days.length > 0) {
      return days;
    }
    asking = vscode.l10n.t("Tick one day of the week at least");
  }
}

/** What is asked for a number. */
export interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly step: StepLook;
  readonly value: number;
  readonly bounds: Bounds;
}

/** A whole number within bounds. */
export async function askNumber({ title, prompt, step, value, bounds }: NumberQuestion): Promise<number> {
  const { least, most } = bounds;
  const text = await input({
    title,
    prompt: vscode.l10n.t("{0} ({1} to {2})", prompt, least, most),
    placeholder: String(within(bounds, value)),
    value: String(within(bounds, value)),
    step,
    validate: (typed) => {
      const number = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
      return number >= least && number <= most
        ? undefined
        : vscode.l10n.t("Enter a whole number from {0} to {1}.", least, most);
    },
  });
  return Number(text);
}

/** What is wrong with the name of a new policy ("Naming rules and restrictions for Azure resources", 2025), or undefined. */
export function policyNameProblem(name: string, policies: readonly BackupPolicy[]): string | undefined {
  if (!/^[a-z][a-z0-9-]{1,148}[a-z0-9]$/i.test(name)) {
    return vscode.l10n.t(
      "A name has 3 to 150 letters, digits and hyphens, starts with a letter and does not end with a hyphen.",
    );
  }
  return policies.some((policy) => policy.name.toLowerCase() === name.toLowerCase())
    ? vscode.l10n.t("The vault has a policy of this name already.")
    : undefined;
}
