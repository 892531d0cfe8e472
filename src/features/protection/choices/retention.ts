import * as vscode from "vscode";
import { input } from "../../../host/prompts/inputPrompt";
import { pick } from "../../../host/prompts/prompts";
import type { FlowPlace, StepPlace } from "../../../host/prompts/steps";
import { runSteps } from "../../../host/prompts/steps";
import { daysText } from "../../../wording/countText";

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** What Azure itself proposes for a backup on demand. */
const defaultDays = 30;
/** 99 years, the longest retention that a policy can have. */
const longestDays = 99 * 365;

function daysLater(now: Date, days: number): Date {
  return new Date(now.getTime() + days * dayMilliseconds);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Reads a day of the form 2026-12-31 as its end in UTC; undefined for anything else, impossible days included. */
export function parseDay(text: string): Date | undefined {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) {
    return undefined;
  }
  const date = new Date(`${trimmed}T23:59:59.000Z`);
  return Number.isNaN(date.getTime()) || isoDay(date) !== trimmed ? undefined : date;
}

/** What is wrong with a day to keep a recovery point until, or undefined. */
export function retentionProblem(text: string, now: Date): string | undefined {
  const date = parseDay(text);
  if (date === undefined) {
    return vscode.l10n.t("Enter a day like {0}.", isoDay(daysLater(now, defaultDays)));
  }
  if (date.getTime() <= daysLater(now, 1).getTime()) {
    return vscode.l10n.t("The day has to be later than tomorrow.");
  }
  return date.getTime() > daysLater(now, longestDays).getTime()
    ? vscode.l10n.t("A recovery point is kept for 99 years at most.")
    : undefined;
}

interface Answers {
  /** 0 for another day. */
  readonly days?: number | undefined;
  readonly day?: string | undefined;
}

/** Asks until when to keep the recovery point; 30 days is the first choice. @throws CancellationError, StepBack */
export async function askRetention(title: string, now: Date, from?: FlowPlace): Promise<Date> {
  const proposed = isoDay(daysLater(now, defaultDays));
  const { days = defaultDays, day } = await runSteps<Answers>(
    {},
    [
      {
        decides: true,
        ask: async (_answers, step, former) => ({ days: await pickDays(title, now, step, former.days) }),
      },
      {
        applies: (answers) => answers.days === 0,
        ask: async (answers, step, former) => ({
          ...answers,
          day: await input({
            title,
            prompt: vscode.l10n.t("Keep the recovery point until (year-month-day)"),
            placeholder: proposed,
            value: former.day ?? proposed,
            step,
            validate: (value) => retentionProblem(value, now),
          }),
        }),
      },
    ],
    from,
  );
  return parseDay(day ?? "") ?? daysLater(now, days);
}

function pickDays(title: string, now: Date, step: StepPlace, former: number | undefined): Promise<number> {
  const choices = [defaultDays, 7, 90, 365].map((days) => ({
    label: daysText(days),
    description: vscode.l10n.t("until {0}", isoDay(daysLater(now, days))),
    value: days,
  }));
  return pick({
    title,
    placeholder: vscode.l10n.t("Keep the recovery point for"),
    step,
    choices: [...choices, { label: vscode.l10n.t("Another day…"), value: 0 }].map((choice) => ({
      ...choice,
      picked: choice.value === former,
    })),
  });
}
