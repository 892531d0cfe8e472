import * as vscode from "vscode";
import type { PolicyRequest } from "../../azure/models";
import { input } from "../../host/inputPrompt";
import { runWithProgress } from "../../host/progress";
import type { ResourceChanges } from "../../host/resourceChanges";
import { resourceNameOf } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import {
  askKind,
  askNumber,
  askRhythm,
  askTime,
  askWindow,
  policyNameProblem,
  retentionBounds,
  snapshotBounds,
} from "./policyQuestions";
import { pickVaultId, vaultIdOfArgument } from "../../host/chosenVault";

async function askPlan(title: string, vaultId: string): Promise<PolicyRequest> {
  const t = vscode.l10n.t;
  const kind = await askKind(title);
  const rhythm = await askRhythm(title, kind);
  const time = await askTime(title, rhythm);
  const windowHours = rhythm.frequency === "Hourly" ? await askWindow(title, rhythm.everyHours) : 0;
  const weekly = rhythm.frequency === "Weekly";
  const prompt = weekly ? t("Weeks that recovery points are kept") : t("Days that recovery points are kept");
  const retention = await askNumber(title, prompt, weekly ? 12 : 30, retentionBounds(rhythm));
  const snapshots = snapshotBounds(kind, rhythm, weekly ? retention * 7 : retention);
  const instantRestoreDays =
    snapshots.least === snapshots.most
      ? snapshots.least
      : await askNumber(
          title,
          t("Days that snapshots for instant restore are kept"),
          kind === "Enhanced" ? 7 : 2,
          snapshots,
        );
  const base = { vaultId, name: "", time, instantRestoreDays };
  switch (rhythm.frequency) {
    case "Weekly":
      return { ...base, kind, frequency: "Weekly", day: rhythm.day, retentionWeeks: retention };
    case "Daily":
      return { ...base, kind, frequency: "Daily", retentionDays: retention };
    case "Hourly": {
      const { everyHours } = rhythm;
      return { ...base, kind: "Enhanced", frequency: "Hourly", everyHours, windowHours, retentionDays: retention };
    }
  }
}

/** "daily-2230-30d", as a first proposal. */
function proposedName(plan: PolicyRequest): string {
  const time = plan.time.replace(":", "");
  switch (plan.frequency) {
    case "Daily":
      return `daily-${time}-${plan.retentionDays}d`;
    case "Weekly":
      return `weekly-${plan.day.toLowerCase()}-${plan.retentionWeeks}w`;
    case "Hourly":
      return `every-${plan.everyHours}h-${plan.retentionDays}d`;
  }
}

/**
 * The command *Create Policy*: type, rhythm, time, retention, snapshots and name, one question after the other, each
 * within what Azure allows.
 * @param argument a node of a vault or of its policies, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function createPolicy(
  argument: unknown,
  services: { readonly session: AzureSession; readonly changes: ResourceChanges },
): Promise<void> {
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(services.session, vscode.l10n.t("Create Policy")));
  const vaultName = resourceNameOf(vaultId);
  const title = vscode.l10n.t("Create a policy in the vault {0}", vaultName);
  const connection = await services.session.connection();
  const policies = await connection.listPolicies(vaultId);
  const plan = await askPlan(title, vaultId);
  const typed = await input({
    title,
    prompt: vscode.l10n.t("Name of the policy"),
    value: proposedName(plan),
    validate: (value) => policyNameProblem(value.trim(), policies),
  });
  const name = typed.trim();
  try {
    await runWithProgress(
      {
        title: vscode.l10n.t("Creating the policy {0}", name),
        cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes."),
      },
      ({ signal }) => connection.createPolicy({ ...plan, name }, { signal }),
    );
  } finally {
    services.changes.announce(`${vaultId}/backupPolicies/${name}`);
  }
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} has the policy {1} now.", vaultName, name));
}
