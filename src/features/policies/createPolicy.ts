import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import type { PolicyPlan } from "../../azure/policies/policyPlan";
import { withVault } from "../../host/prompts/chosenVault";
import { input } from "../../host/prompts/inputPrompt";
import type { FlowPlace, Step } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { resourceNameOf } from "../../host/resources/resourceId";
import { snapshotBounds } from "./planBounds";
import { kindStep, policyNameProblem, scheduleSteps } from "./policyQuestions";
import { dailyStep, weeklySteps } from "./retentionQuestions";
import { reviewPlan } from "./reviewPlan";
import type { PolicyServices } from "./services";
import { snapshotsStep } from "./snapshotQuestions";

interface Answers {
  readonly plan: PolicyPlan;
  /** The plan as it was when its review began. */
  readonly asked?: PolicyPlan | undefined;
  readonly name?: string | undefined;
}

/** What the questions begin with. */
const start: PolicyPlan = {
  kind: "Enhanced",
  schedule: { frequency: "Daily", time: "00:00" },
  timeZone: "UTC",
  instantRestoreDays: undefined,
  retention: { daily: undefined, weekly: undefined, monthly: undefined, yearly: undefined },
};

/** A question about the plan alone. */
function ofPlan({ applies, decides, ask }: Step<PolicyPlan>): Step<Answers> {
  return {
    applies: ({ plan }) => applies?.(plan) ?? true,
    decides,
    ask: async (answers, place, former) => ({ ...answers, plan: await ask(answers.plan, place, former.plan) }),
  };
}

/** What every policy needs, then a review that has the rest. */
function stepsOf(title: string, policies: readonly BackupPolicy[]): readonly Step<Answers>[] {
  const isWeekly = ({ schedule }: PolicyPlan) => schedule.frequency === "Weekly";
  const finish = {
    label: vscode.l10n.t("Create the policy"),
    detail: vscode.l10n.t("Asks for its name first."),
  };
  return [
    ...[kindStep(title), ...scheduleSteps(title)].map(ofPlan),
    ofPlan({ ...dailyStep(title), applies: (plan) => !isWeekly(plan) }),
    ...weeklySteps(title).map((step) =>
      ofPlan({ ...step, applies: (plan) => isWeekly(plan) && (step.applies?.(plan) ?? true) }),
    ),
    ofPlan(snapshotsStep(title)),
    {
      ask: async (answers, step, former) => {
        const asked = complete(answers.plan);
        // What the review has changed is there again when the user goes back to it, but not over newer answers.
        const isSame = former.asked !== undefined && JSON.stringify(former.asked) === JSON.stringify(asked);
        return { ...answers, asked, plan: await reviewPlan(title, isSame ? former.plan : asked, finish, step) };
      },
    },
    {
      ask: async (answers, step, former) => {
        const name = await input({
          title,
          prompt: vscode.l10n.t("Name of the policy"),
          placeholder: proposedName(answers.plan),
          value: former.name ?? proposedName(answers.plan),
          step,
          validate: (value) => policyNameProblem(value.trim(), policies),
        });
        return { ...answers, name: name.trim() };
      },
    },
  ];
}

/** Where there was nothing to ask about snapshots, Azure takes only one number of days. */
function complete(plan: PolicyPlan): PolicyPlan {
  return { ...plan, instantRestoreDays: plan.instantRestoreDays ?? snapshotBounds(plan).least };
}

/** "daily-2230-30d", as a first proposal. */
function proposedName({ schedule, retention }: PolicyPlan): string {
  const days = `${retention.daily?.days ?? 0}d`;
  switch (schedule.frequency) {
    case "Daily":
      return `daily-${schedule.time.replace(":", "")}-${days}`;
    case "Weekly":
      return `weekly-${schedule.days.map((day) => day.toLowerCase()).join("-")}-${retention.weekly?.weeks ?? 0}w`;
    case "Hourly":
      return `every-${schedule.everyHours}h-${days}`;
  }
}

/**
 * The command *Create Policy*: type, schedule, retention, snapshots and name, one question after the other, each within
 * what Azure allows, and a review in which everything can be changed.
 * @param argument a node of a vault or of its policies, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function createPolicy(argument: unknown, services: PolicyServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Create Policy"), (vaultId, from) =>
    createIn(vaultId, from, services),
  );
}

async function createIn(vaultId: string, from: FlowPlace, { session, operations }: PolicyServices): Promise<void> {
  const vaultName = resourceNameOf(vaultId);
  const title = vscode.l10n.t("Create a policy in the vault {0}", vaultName);
  const connection = await session.connection();
  const policies = await connection.listPolicies(vaultId);
  const { plan, name } = await runSteps<Answers>({ plan: start }, stepsOf(title, policies), from);
  if (name === undefined) {
    return;
  }
  await operations.run(
    { title: vscode.l10n.t("Creating the policy {0}", name), resourceId: `${vaultId}/backupPolicies/${name}` },
    (options) => connection.createPolicy({ vaultId, name, plan }, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} has the policy {1} now.", vaultName, name));
}
