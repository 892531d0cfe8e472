import * as l10n from "@vscode/l10n";
import { ruleHeaders, rules } from "../ruleRegistry";
import { suppressionFaults, type SuppressionFault } from "../suppression/suppressionFaults";

/** A code that the setting `azureVmBackup.rules` may name, and what it is about. */
export interface RuleName {
  readonly code: string;
  readonly title: string;
}

const titlesOfFaults: Readonly<Record<SuppressionFault, () => string>> = {
  "unknown-suppression": () => l10n.t("A suppression that names no rule"),
  "unused-suppression": () => l10n.t("A suppression that suppresses nothing"),
};

/** All that the setting may name, in the order of the alphabet: rules, and what is found about suppressions. */
export function ruleNames(): readonly RuleName[] {
  const codes: ReadonlySet<string> = new Set([...rules.map(({ code }) => code), ...Object.keys(suppressionFaults)]);
  const titles = [
    ...ruleHeaders.map((header): readonly [string, string] => [header.code, header.title()]),
    ...Object.entries(titlesOfFaults).map(([code, title]): readonly [string, string] => [code, title()]),
  ];
  return titles
    .filter(([code]) => codes.has(code))
    .map(([code, title]) => ({ code, title }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}
