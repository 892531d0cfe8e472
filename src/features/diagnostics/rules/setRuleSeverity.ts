import * as vscode from "vscode";
import { pick } from "../../../host/prompts/prompts";
import type { Settings } from "../../../host/settings";
import { chooseRule, hasRulePage, type LoadRuleChoices } from "./openRule";

const severities = ["error", "warning", "information", "hint", "off"] as const;

/**
 * Lets the user choose how findings of a rule are shown, and for the workspace or for all of theirs.
 * @param code the rule; anything else lets them choose one
 * @throws vscode.CancellationError when the user presses Escape
 */
export async function setRuleSeverity(code: unknown, settings: Settings, load: LoadRuleChoices): Promise<void> {
  const rule = typeof code === "string" && hasRulePage(code) ? code : await chooseRule(load);
  const severity = await pick({
    title: vscode.l10n.t("Severity of {0}", rule),
    placeholder: vscode.l10n.t("How should its findings be shown?"),
    choices: severities.map((value) => ({ label: severityLabels[value](), detail: value, value })),
  });
  await settings.setRuleSeverity(rule, severity, await chooseTarget(rule));
}

const severityLabels: Readonly<Record<(typeof severities)[number], () => string>> = {
  error: () => vscode.l10n.t("Error"),
  warning: () => vscode.l10n.t("Warning"),
  information: () => vscode.l10n.t("Information"),
  hint: () => vscode.l10n.t("Hint"),
  off: () => vscode.l10n.t("Not at all"),
};

async function chooseTarget(rule: string): Promise<"workspace" | "user"> {
  if (vscode.workspace.name === undefined) {
    return "user";
  }
  return pick<"workspace" | "user">({
    title: vscode.l10n.t("Severity of {0}", rule),
    placeholder: vscode.l10n.t("Where should it hold?"),
    choices: [
      { label: vscode.l10n.t("In this workspace"), value: "workspace" },
      { label: vscode.l10n.t("In all of mine"), value: "user" },
    ],
  });
}
