import * as vscode from "vscode";
import type { BackupPolicy, PolicyRequest, Weekday } from "../../azure/models";
import { input } from "../../host/inputPrompt";
import { pick } from "../../host/prompts";

type Kind = PolicyRequest["kind"];

/** When backups start: the part of a policy that decides all others. */
export type Rhythm =
  | { readonly frequency: "Daily" }
  | { readonly frequency: "Weekly"; readonly day: Weekday }
  | { readonly frequency: "Hourly"; readonly everyHours: 4 | 6 | 8 | 12 };

/** Standard or Enhanced, with what decides. */
export function askKind(title: string): Promise<Kind> {
  const t = vscode.l10n.t;
  return pick<Kind>({
    title,
    placeholder: t("Choose the type of the policy; an Enhanced one never becomes Standard again"),
    choices: [
      {
        label: t("Enhanced"),
        detail: t(
          "Several backups a day if you like, up to 30 days of snapshots, Ultra, Premium SSD v2 and shared disks.",
        ),
        value: "Enhanced",
      },
      { label: t("Standard"), detail: t("One backup a day or a week, up to 5 days of snapshots."), value: "Standard" },
    ],
  });
}

/** How often; a Standard policy cannot run more than once a day. */
export async function askRhythm(title: string, kind: Kind): Promise<Rhythm> {
  const t = vscode.l10n.t;
  const hours = [4, 6, 8, 12] as const;
  const rhythm = await pick<Rhythm | "Weekly">({
    title,
    placeholder: t("How often is a backup made?"),
    choices: [
      { label: t("Every day"), value: { frequency: "Daily" } },
      { label: t("Every week"), value: "Weekly" },
      ...hours.map((everyHours) => ({
        label: t("Every {0} hours", everyHours),
        unsuitable: kind === "Standard" ? t("Only an Enhanced policy runs several times a day.") : undefined,
        value: { frequency: "Hourly", everyHours } as const,
      })),
    ],
  });
  return rhythm === "Weekly" ? { frequency: "Weekly", day: await askDay(title) } : rhythm;
}

const days: readonly Weekday[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A Monday, at noon UTC. */
const someMonday = Date.UTC(2024, 0, 1, 12);

function askDay(title: string): Promise<Weekday> {
  const format = new Intl.DateTimeFormat(vscode.env.language, { weekday: "long", timeZone: "UTC" });
  return pick({
    title,
    placeholder: vscode.l10n.t("On which day of the week?"),
    choices: days.map((day, index) => ({ label: format.format(someMonday + index * 86_400_000), value: day })),
  });
}

/** Azure starts backups on the hour and at half past. */
export function askTime(title: string, rhythm: Rhythm): Promise<string> {
  const times = Array.from({ length: 48 }, (_, half) => {
    const hour = String(Math.floor(half / 2)).padStart(2, "0");
    return `${hour}:${half % 2 === 0 ? "00" : "30"}`;
  });
  return pick({
    title,
    placeholder:
      rhythm.frequency === "Hourly"
        ? vscode.l10n.t("From which time on, in UTC?")
        : vscode.l10n.t("At which time, in UTC?"),
    choices: times.map((time) => ({ label: time, value: time })),
  });
}

/** The hours of the day in which hourly backups start: multiples of the interval. */
export function askWindow(title: string, everyHours: number): Promise<number> {
  const windows = Array.from({ length: Math.floor(24 / everyHours) }, (_, index) => (index + 1) * everyHours);
  return pick({
    title,
    placeholder: vscode.l10n.t("For how many hours from then on?"),
    choices: windows.map((hours) => ({ label: vscode.l10n.t("{0} hours", hours), value: hours })),
  });
}

/** Smallest and largest of a number. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Days or weeks that recovery points are kept ("Support matrix for Azure VM backups", 2026-03-26). */
export function retentionBounds(rhythm: Rhythm): Bounds {
  return rhythm.frequency === "Weekly" ? { least: 1, most: 5163 } : { least: 7, most: 9999 };
}

/**
 * Days that snapshots are kept ("Instant Restore capability", 2026): Standard 1 to 5, weekly always 5; Enhanced 1 to 30, weekly
 * 5 to 20, less for frequent backups (4-hourly 17, 6-hourly 22; 8-hourly is not documented and held to the same 22). Never
 * longer than the recovery points themselves.
 */
export function snapshotBounds(kind: Kind, rhythm: Rhythm, retentionDays: number): Bounds {
  const bounds = snapshotBoundsOf(kind, rhythm);
  return { least: bounds.least, most: Math.max(bounds.least, Math.min(bounds.most, retentionDays)) };
}

function snapshotBoundsOf(kind: Kind, rhythm: Rhythm): Bounds {
  if (rhythm.frequency === "Weekly") {
    return kind === "Standard" ? { least: 5, most: 5 } : { least: 5, most: 20 };
  }
  if (kind === "Standard") {
    return { least: 1, most: 5 };
  }
  const most = { 4: 17, 6: 22, 8: 22, 12: 30 };
  return { least: 1, most: rhythm.frequency === "Hourly" ? most[rhythm.everyHours] : 30 };
}

/** A whole number within bounds. */
export async function askNumber(
  title: string,
  prompt: string,
  value: number,
  { least, most }: Bounds,
): Promise<number> {
  const text = await input({
    title,
    prompt: vscode.l10n.t("{0} ({1} to {2})", prompt, least, most),
    value: String(Math.min(most, Math.max(least, value))),
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
