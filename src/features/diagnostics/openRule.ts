import * as vscode from "vscode";
import { pick } from "../../host/prompts";
import type { RuleCode } from "../../limits/matrices/matrix";
import { isRuleCode } from "../../limits/matrices/matrix";
import { ruleHeaders } from "../../limits/ruleRegistry";
import { showRulePage } from "./rulePages";

/**
 * Opens the page of a rule, or lets the user choose one.
 * @param code the rule's code; anything else counts as none, because links and key bindings may pass what they like
 * @throws vscode.CancellationError when the user chooses none
 */
export async function openRule(code: unknown): Promise<void> {
  await showRulePage(typeof code === "string" && isRuleCode(code) ? code : await chooseRule());
}

function chooseRule(): Promise<RuleCode> {
  return pick({
    title: vscode.l10n.t("Rules of Azure VM Backup"),
    placeholder: vscode.l10n.t("Which rule would you like to read about?"),
    choices: ruleHeaders.map((header) => ({
      label: header.title(),
      description: header.code,
      detail: header.text().what,
      value: header.code,
    })),
  });
}
