import { configureTranslations } from "../../host/translations";
import { checkTemplate } from "../../limits/checkTemplate";
import { evaluateTemplate } from "../../template/evaluateTemplate";
import type { ParameterFile } from "../../template/model";
import type { Analysis, CheckSettings } from "./templateCheck";

/** The whole analysis of one text: evaluated, its machines profiled, every rule asked. */
export function analyseTemplate(
  text: string,
  parameterFiles: readonly ParameterFile[],
  settings: CheckSettings,
): Analysis {
  const template = evaluateTemplate(text, { parameterFiles });
  const { findings, profiles, verdicts } = checkTemplate(template, settings);
  return { template, findings, profiles, verdicts };
}

/** To be called once, before the first analysis: this file's bundle has translations of its own. */
export function prepareAnalysis(): void {
  configureTranslations();
}
