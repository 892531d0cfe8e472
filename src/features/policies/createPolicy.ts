import * as vscode from "vscode";
import type { PolicyPlan } from "../../azure/policies/policyPlan";
import { pickVaultId, vaultIdOfArgument } from "../../host/prompts/chosenVault";
import { input } from "../../host/prompts/inputPrompt";
import { resourceNameOf } from "../../host/resources/resourceId";
import { snapshotBounds } from "./planBounds";
import { askKind, askSchedule, policyNameProblem } from "./policyQuestions";
import { askDaily, askWeekly } from "./retentionQuestions";
import { reviewPlan } from "./reviewPlan";
import type { PolicyServices } from "./services";
import { askSnapshots } from "./snapshotQuestions";

/** What every policy needs; the review has the rest. */
async function askPlan(title: string): Promise<PolicyPlan> {
  const kind = await askKind(title);
  const schedule = await askSchedule(title, kind);
  const nothing = { daily: undefined, weekly: undefined, monthly: undefined, yearly: undefined };
  const base: PolicyPlan = { kind, schedule, timeZone: "UTC", instantRestoreDays: undefined, retention: nothing };
  const plan: PolicyPlan = {
    ...base,
    retention:
      schedule.frequency === "Weekly"
        ? { ...nothing, weekly: await askWeekly(title, base) }
        : { ...nothing, daily: await askDaily(title, base) },
  };
  const { least, most } = snapshotBounds(plan);
  return { ...plan, instantRestoreDays: least === most ? least : await askSnapshots(title, plan) };
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
export async function createPolicy(argument: unknown, { session, operations }: PolicyServices): Promise<void> {
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(session, vscode.l10n.t("Create Policy")));
  const vaultName = resourceNameOf(vaultId);
  const title = vscode.l10n.t("Create a policy in the vault {0}", vaultName);
  const connection = await session.connection();
  const policies = await connection.listPolicies(vaultId);
  const plan = await reviewPlan(title, await askPlan(title), {
    label: vscode.l10n.t("Create the policy"),
    detail: vscode.l10n.t("Asks for its name first."),
  });
  const typed = await input({
    title,
    prompt: vscode.l10n.t("Name of the policy"),
    value: proposedName(plan),
    validate: (value) => policyNameProblem(value.trim(), policies),
  });
  const name = typed.trim();
  await operations.run(
    { title: vscode.l10n.t("Creating the policy {0}", name), resourceId: `${vaultId}/backupPolicies/${name}` },
    (options) => connection.createPolicy({ vaultId, name, plan }, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} has the policy {1} now.", vaultName, name));
}
