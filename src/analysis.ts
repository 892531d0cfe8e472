/**
 * The root of the bundle `analysis.js`, which `extension.ts` loads when the first template, or the first virtual machine, is looked
 * at: the template language and the rules, and what features make of them. Nothing else may import the rules' logic, or the
 * bundle that VS Code loads at activation would carry them.
 */
import { DocumentAnalysis } from "./features/diagnostics/check/analyseTemplate";

export { ruleChoices } from "./features/diagnostics/rules/ruleChoices";
export { offersFor, safeEdits } from "./features/diagnostics/fixes/fixOffers";
export { resourceSnippetsAt } from "./features/diagnostics/completions/resourceSnippets";
export { protectSnippet } from "./features/diagnostics/protect/protectSnippet";
export { hoverCommands } from "./features/diagnostics/hover/hoverMarkdown";
export { hoverText } from "./features/diagnostics/hover/hoverText";
export { limitsGuide } from "./features/explainLimits/limitsGuide";
export { policyProblem } from "./features/protection/choices/policyFit";
export { withLimits } from "./features/readiness/withLimits";
export { restoreAdvice } from "./features/restore/fit/restoreAdvice";
export { readinessReport } from "./features/readiness/readinessReport";
export { estateOfAzure, profileOfAzure } from "./limits/fromAzure";
export { config as configureTranslations } from "@vscode/l10n";

/** What one document keeps from version to version. */
export function newDocumentAnalysis(): DocumentAnalysis {
  return new DocumentAnalysis();
}
