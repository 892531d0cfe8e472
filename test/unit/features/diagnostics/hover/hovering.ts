import type { TemplateCheck } from "../../../../../src/features/diagnostics/check/templateCheck";
import { hoverText } from "../../../../../src/features/diagnostics/hover/hoverText";
import { readOverrides } from "../../../../../src/limits/check/overrides";
import { TemplateAnalyser } from "../../../../../src/limits/check/templateAnalyser";
import type { LimitsId } from "../../../../../src/limits/finding";
import type { ParameterFile } from "../../../../../src/template/model";

/** How a template is checked before a reader points into it. */
export interface HoverOptions {
  readonly limits?: LimitsId;
  readonly rules?: unknown;
  readonly parameterFile?: ParameterFile;
}

/** The check of a template's text. */
export function checked(text: string, { limits = "current", rules, parameterFile }: HoverOptions = {}): TemplateCheck {
  const files = parameterFile === undefined ? [] : [parameterFile];
  const options = { limits, lifted: "hint", rules: readOverrides(rules).rules } as const;
  const steps = new TemplateAnalyser().analyse(text, { parameterFiles: files }, options);
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  const settings = { limits, lifted: "hint", rules } as const;
  return { ...step.value, kind: "checked", version: 1, text, settings, parameterFile: parameterFile?.name };
}

/** The Markdown that a reader gets who points at the first letters of a text; empty without a hover. */
export function hoverOn(needle: string, text: string, options?: HoverOptions): string {
  const offset = text.indexOf(needle);
  if (offset < 0) {
    throw new Error(`the template does not hold ${needle}`);
  }
  return hoverText(checked(text, options), offset + 1)?.markdown ?? "";
}
