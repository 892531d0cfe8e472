import * as vscode from "vscode";
import type { PolicyPlan } from "../../azure/policies/policyPlan";
import { isCancellation } from "../../host/errors/errors";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { Step, StepLook } from "../../host/prompts/steps";
import { runSteps, StepBack } from "../../host/prompts/steps";
import { daysText } from "../../wording/countText";
import { heldToArchive, snapshotBounds, withSchedule, within } from "./planBounds";
import { archiveText, consistencyText, planScheduleText, retentionTexts, snapshotGroupText } from "./planText";
import { scheduleSteps } from "./policyQuestions";
import { dailyStep, monthlySteps, weeklySteps, yearlySteps } from "./retentionQuestions";
import { archiveProblem, archiveSteps, consistencyStep, snapshotGroupSteps, snapshotsStep } from "./snapshotQuestions";
import { timeZones } from "./timeZones";

/** A line of the review. */
type Part =
  | "schedule"
  | "timeZone"
  | "snapshots"
  | "consistency"
  | "snapshotGroup"
  | "daily"
  | "weekly"
  | "monthly"
  | "yearly"
  | "archive";

/** The line that ends the review. */
interface Finish {
  readonly label: string;
  readonly detail: string;
}

function lines(plan: PolicyPlan): readonly (Choice<Part> & { readonly description: string })[] {
  const t = vscode.l10n.t;
  const kept = retentionTexts(plan.retention);
  const { least, most } = snapshotBounds(plan);
  const snapshots = plan.instantRestoreDays === undefined ? t("Azure does not say") : daysText(plan.instantRestoreDays);
  return [
    { label: t("Schedule"), description: planScheduleText(plan.schedule), value: "schedule" },
    { label: t("Time zone"), description: plan.timeZone, value: "timeZone" },
    {
      label: t("Snapshots for instant restore"),
      description: snapshots,
      unsuitable: least === most ? t("A policy like this keeps them for {0}.", daysText(least)) : undefined,
      value: "snapshots",
    },
    {
      label: t("Consistency of snapshots"),
      description: consistencyText(plan),
      unsuitable: plan.kind === "Standard" ? t("Only an Enhanced policy has the choice.") : undefined,
      value: "consistency",
    },
    { label: t("Resource groups of snapshots"), description: snapshotGroupText(plan), value: "snapshotGroup" },
    {
      label: t("Daily recovery points"),
      description: kept.daily,
      unsuitable: plan.schedule.frequency === "Weekly" ? t("Backups are made once a week.") : undefined,
      value: "daily",
    },
    { label: t("Weekly recovery points"), description: kept.weekly, value: "weekly" },
    { label: t("Monthly recovery points"), description: kept.monthly, value: "monthly" },
    { label: t("Yearly recovery points"), description: kept.yearly, value: "yearly" },
    {
      label: t("Archive tier"),
      description: archiveText(plan),
      unsuitable: archiveProblem(plan),
      value: "archive",
    },
  ];
}

/** The questions of a line. */
function stepsOf(part: Part, title: string): readonly Step<PolicyPlan>[] {
  switch (part) {
    case "schedule":
      return scheduleSteps(title);
    case "timeZone":
      return [timeZoneStep(title)];
    case "snapshots":
      return [snapshotsStep(title)];
    case "consistency":
      return [consistencyStep(title)];
    case "snapshotGroup":
      return snapshotGroupSteps(title);
    case "daily":
      return [dailyStep(title)];
    case "weekly":
      return weeklySteps(title);
    case "monthly":
      return monthlySteps(title);
    case "yearly":
      return yearlySteps(title);
    case "archive":
      return archiveSteps(title);
  }
}

/** The plan with what follows from the answers of a line. */
function heldTogether(part: Part, before: PolicyPlan, after: PolicyPlan): PolicyPlan {
  switch (part) {
    case "schedule":
      return withSchedule(before, after.schedule);
    case "daily":
    case "weekly":
      return heldToRetention(after);
    case "monthly":
    case "yearly":
      return heldToArchive(after);
    case "timeZone":
    case "snapshots":
    case "consistency":
    case "snapshotGroup":
    case "archive":
      return after;
  }
}

/** Who leaves or goes back from the questions of a line is at the lines again, with nothing changed. */
async function change(part: Part, title: string, plan: PolicyPlan): Promise<PolicyPlan> {
  try {
    return heldTogether(part, plan, await runSteps(plan, stepsOf(part, title), { asked: 0, back: true }));
  } catch (error) {
    if (error instanceof StepBack || isCancellation(error)) {
      return plan;
    }
    throw error;
  }
}

/** Snapshots never outlive the recovery points. */
function heldToRetention(plan: PolicyPlan): PolicyPlan {
  const days = plan.instantRestoreDays;
  return { ...plan, instantRestoreDays: days === undefined ? undefined : within(snapshotBounds(plan), days) };
}

/** Azure never moves the clock by itself ("Support matrix for Azure VM backups", 2026-03-26). */
function timeZoneStep(title: string): Step<PolicyPlan> {
  return {
    ask: async (plan, step) => {
      const present = plan.timeZone;
      const names = timeZones.includes(present) ? timeZones : [present, ...timeZones];
      const timeZone = await pick({
        title,
        placeholder: vscode.l10n.t("Of which time zone are the times? Azure does not follow daylight saving time."),
        step,
        choices: names.map((name) => ({
          label: name,
          description: name === present ? vscode.l10n.t("now") : undefined,
          picked: name === present,
          value: name,
        })),
      });
      return { ...plan, timeZone };
    },
  };
}

/**
 * Shows a policy line by line; choosing a line changes it, the first line ends the review.
 * @throws CancellationError, StepBack
 */
export async function reviewPlan(title: string, plan: PolicyPlan, finish: Finish, step: StepLook): Promise<PolicyPlan> {
  let reviewed = plan;
  let changed: Part | undefined;
  for (;;) {
    const part = await pick<Part | "finish">({
      title,
      placeholder: vscode.l10n.t("Choose a line to change it"),
      unsuitableTitle: vscode.l10n.t("cannot change"),
      step,
      choices: [
        { ...finish, icon: new vscode.ThemeIcon("check"), value: "finish" },
        // The list goes on at the line that has just been changed, to read it there and to go to its neighbours.
        ...lines(reviewed).map((line) => ({ ...line, picked: line.value === changed })),
      ],
    });
    if (part === "finish") {
      return reviewed;
    }
    reviewed = await change(part, title, reviewed);
    changed = part;
  }
}

/** What a change has made of a policy: "Daily recovery points: 60 days; Time zone: UTC". */
export function changesText(before: PolicyPlan, after: PolicyPlan): string {
  const former = lines(before);
  return lines(after)
    .filter(({ description }, index) => description !== former[index]?.description)
    .map(({ label, description }) => `${label}: ${description}`)
    .join("; ");
}
