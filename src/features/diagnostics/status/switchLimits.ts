import * as vscode from "vscode";
import type { LimitsId } from "../../../limits/finding";
import { pick } from "../../../host/prompts/prompts";
import type { Settings } from "../../../host/settings";
import { limitsName } from "./checkSummary";

/**
 * Lets the user choose the support matrix. It is written to the workspace's settings if a workspace is open, else to the
 * user's.
 * @throws vscode.CancellationError when they press Escape
 */
export async function switchLimits(settings: Settings): Promise<void> {
  const scope = vscode.window.activeTextEditor?.document.uri;
  const inForce = settings.limits(scope);
  const choiceOf = (value: LimitsId, detail: string): { label: string; detail: string; value: LimitsId } => ({
    label: limitsName(value),
    detail,
    value,
  });
  const choices = [
    choiceOf("current", vscode.l10n.t("Today's support matrix; limits lifted since 2015 show as hints.")),
    choiceOf("2015-10", vscode.l10n.t("As the article of 23 October 2015 states them.")),
  ].map((choice) => (choice.value === inForce ? { ...choice, description: vscode.l10n.t("in force") } : choice));
  const chosen = await pick({
    title: vscode.l10n.t("Limits of Azure Backup"),
    placeholder: vscode.l10n.t("Which support matrix should templates and VMs be checked against?"),
    choices,
  });
  if (chosen !== inForce) {
    await settings.setLimits(chosen, scope);
  }
}
