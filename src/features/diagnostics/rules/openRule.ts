import * as vscode from "vscode";
import { pick } from "../../../host/prompts/prompts";
import type { RuleCode } from "../../../limits/matrices/matrix";
import { isRuleCode } from "../../../limits/matrices/matrix";
import { isSuppressionFault } from "../../../limits/suppression/suppressionFaults";
import type { ruleChoices } from "./ruleChoices";
import { showRulePage } from "./rulePages";

/** The rules are in a bundle of their own. */
export type LoadRuleChoices = () => Promise<{ readonly ruleChoices: typeof ruleChoices }>;

/**
 * Opens the page of a rule, or lets the user choose one.
 * @param code the rule's code; anything else counts as none, because links and key bindings may pass what they like
 * @throws vscode.CancellationError when the user chooses none
 */
export async function openRule(code: unknown, load: LoadRuleChoices): Promise<void> {
  await showRulePage(typeof code === "string" && hasRulePage(code) ? code : await chooseRule(load));
}

/** True for a code that a page of docs/rules is about. */
export function hasRulePage(code: string): boolean {
  return isRuleCode(code) || isSuppressionFault(code);
}

/** Lets the user choose a rule. @throws vscode.CancellationError when they choose none */
export async function chooseRule(load: LoadRuleChoices): Promise<RuleCode> {
  const { ruleChoices } = await load();
  return pick({
    title: vscode.l10n.t("Rules of Azure VM Backup"),
    placeholder: vscode.l10n.t("Which rule would you like to read about?"),
    choices: ruleChoices().map(({ code, title, what }) => ({
      label: title,
      description: code,
      detail: what,
      value: code,
    })),
  });
}
