import * as vscode from "vscode";
import type { PolicyPlan } from "../../azure/policies/policyPlan";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import { heldToArchive, snapshotBounds, withSchedule, within } from "./planBounds";
import { archiveText, consistencyText, planScheduleText, retentionTexts, snapshotGroupText } from "./planText";
import { askSchedule } from "./policyQuestions";
import { askDaily, askMonthly, askWeekly, askYearly } from "./retentionQuestions";
import { archiveProblem, askArchive, askConsistency, askSnapshotGroup, askSnapshots } from "./snapshotQuestions";
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
  const snapshots =
    plan.instantRestoreDays === undefined ? t("Azure does not say") : t("{0} days", plan.instantRestoreDays);
  return [
    { label: t("Schedule"), description: planScheduleText(plan.schedule), value: "schedule" },
    { label: t("Time zone"), description: plan.timeZone, value: "timeZone" },
    {
      label: t("Snapshots for instant restore"),
      description: snapshots,
      unsuitable: least === most ? t("A policy like this keeps them for {0} days.", least) : undefined,
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

async function change(part: Part, title: string, plan: PolicyPlan): Promise<PolicyPlan> {
  const { retention } = plan;
  switch (part) {
    case "schedule":
      return withSchedule(plan, await askSchedule(title, plan.kind));
    case "timeZone":
      return { ...plan, timeZone: await askTimeZone(title, plan.timeZone) };
    case "snapshots":
      return { ...plan, instantRestoreDays: await askSnapshots(title, plan) };
    case "consistency":
      return { ...plan, crashConsistentOnly: await askConsistency(title) };
    case "snapshotGroup":
      return { ...plan, snapshotGroup: await askSnapshotGroup(title, plan) };
    case "daily":
      return heldToRetention({ ...plan, retention: { ...retention, daily: await askDaily(title, plan) } });
    case "weekly":
      return heldToRetention({ ...plan, retention: { ...retention, weekly: await askWeekly(title, plan) } });
    case "monthly":
      return heldToArchive({ ...plan, retention: { ...retention, monthly: await askMonthly(title, plan) } });
    case "yearly":
      return heldToArchive({ ...plan, retention: { ...retention, yearly: await askYearly(title, plan) } });
    case "archive":
      return { ...plan, archive: await askArchive(title, plan) };
  }
}

/** Snapshots never outlive the recovery points. */
function heldToRetention(plan: PolicyPlan): PolicyPlan {
  const days = plan.instantRestoreDays;
  return { ...plan, instantRestoreDays: days === undefined ? undefined : within(snapshotBounds(plan), days) };
}

/** Azure never moves the clock by itself ("Support matrix for Azure VM backups", 2026-03-26). */
function askTimeZone(title: string, present: string): Promise<string> {
  const names = timeZones.includes(present) ? timeZones : [present, ...timeZones];
  return pick({
    title,
    placeholder: vscode.l10n.t("Of which time zone are the times? Azure does not follow daylight saving time."),
    choices: names.map((name) => ({
      label: name,
      description: name === present ? vscode.l10n.t("now") : undefined,
      picked: name === present,
      value: name,
    })),
  });
}

/**
 * Shows a policy line by line; choosing a line changes it, the last line ends the review.
 * @throws CancellationError
 */
export async function reviewPlan(title: string, plan: PolicyPlan, finish: Finish): Promise<PolicyPlan> {
  let reviewed = plan;
  let changed: Part | undefined;
  for (;;) {
    const part = await pick<Part | "finish">({
      title,
      placeholder: vscode.l10n.t("Choose a line to change it"),
      unsuitableTitle: vscode.l10n.t("cannot change"),
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
