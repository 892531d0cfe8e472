import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import type { PolicyPlan, PolicySchedule, Weekday } from "../../azure/policies/policyPlan";
import { input } from "../../host/prompts/inputPrompt";
import { pick, pickMany } from "../../host/prompts/prompts";
import type { Bounds } from "./planBounds";
import { within } from "./planBounds";
import { weekdays, weekdayText } from "./planText";

type Kind = PolicyPlan["kind"];

/** Standard or Enhanced, with what decides. */
export function askKind(title: string): Promise<Kind> {
  const t = vscode.l10n.t;
  return pick<Kind>({
    title,
    placeholder: t("Choose the type of the policy; an Enhanced one never becomes Standard again"),
    choices: [
      {
        label: t("Enhanced"),
        detail: t("Hourly schedules, up to 30 days of snapshots; Ultra, Premium SSD v2, shared disks."),
        value: "Enhanced",
      },
      { label: t("Standard"), detail: t("One backup a day or a week, up to 5 days of snapshots."), value: "Standard" },
    ],
  });
}

/** How often and when; a Standard policy cannot run more than once a day. */
export async function askSchedule(title: string, kind: Kind): Promise<PolicySchedule> {
  const t = vscode.l10n.t;
  const hours = [4, 6, 8, 12] as const;
  const rhythm = await pick<"Daily" | "Weekly" | (typeof hours)[number]>({
    title,
    placeholder: t("How often is a backup made?"),
    choices: [
      { label: t("Every day"), value: "Daily" },
      { label: t("Every week"), value: "Weekly" },
      ...hours.map((everyHours) => ({
        label: t("Every {0} hours", everyHours),
        unsuitable: kind === "Standard" ? t("Only an Enhanced policy runs several times a day.") : undefined,
        value: everyHours,
      })),
    ],
  });
  if (rhythm === "Daily") {
    return { frequency: "Daily", time: await askTime(title, t("At which time?")) };
  }
  if (rhythm === "Weekly") {
    const days = await askDays(title, t("On which days of the week?"));
    return { frequency: "Weekly", days, time: await askTime(title, t("At which time?")) };
  }
  const time = await askTime(title, t("From which time on?"));
  return { frequency: "Hourly", everyHours: rhythm, time, windowHours: await askWindow(title, rhythm) };
}

/** One day of the week at least; asked again without. */
export async function askDays(title: string, placeholder: string): Promise<readonly Weekday[]> {
  for (;;) {
    const days = await pickMany<Weekday>({
      title,
      placeholder,
      choices: weekdays.map((day) => ({ label: weekdayText(day), value: day })),
    });
    if (days.length > 0) {
      return days;
    }
  }
}

/** Azure starts backups on the hour and at half past. */
function askTime(title: string, placeholder: string): Promise<string> {
  const times = Array.from({ length: 48 }, (_, half) => {
    const hour = String(Math.floor(half / 2)).padStart(2, "0");
    return `${hour}:${half % 2 === 0 ? "00" : "30"}`;
  });
  return pick({ title, placeholder, choices: times.map((time) => ({ label: time, value: time })) });
}

/** The hours of the day in which hourly backups start: multiples of the interval. */
function askWindow(title: string, everyHours: number): Promise<number> {
  const windows = Array.from({ length: Math.floor(24 / everyHours) }, (_, index) => (index + 1) * everyHours);
  return pick({
    title,
    placeholder: vscode.l10n.t("For how many hours from then on?"),
    choices: windows.map((hours) => ({ label: vscode.l10n.t("{0} hours", hours), value: hours })),
  });
}

/** A whole number within bounds. */
export async function askNumber(title: string, prompt: string, value: number, bounds: Bounds): Promise<number> {
  const { least, most } = bounds;
  const text = await input({
    title,
    prompt: vscode.l10n.t("{0} ({1} to {2})", prompt, least, most),
    value: String(within(bounds, value)),
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
