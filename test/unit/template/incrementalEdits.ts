import type { CheckOptions } from "../../../src/limits/check/checkOptions";
import { TemplateAnalyser } from "../../../src/limits/check/templateAnalyser";
import type { TemplateAnalysis } from "../../../src/limits/check/templateAnalyser";
import { canonicalText } from "../../../src/template/access";
import { throughSteps } from "../../../src/template/steps";

const options: CheckOptions = { limits: "2015-10", lifted: "hint" };

/** Analyses a version of a text with an analyser that may know earlier ones. */
export function analysed(analyser: TemplateAnalyser, text: string): TemplateAnalysis {
  return throughSteps(analyser.analyse(text, {}, options));
}

/** Everything that an analysis tells, with plain offsets, so that two can be compared. */
export function told(analysis: TemplateAnalysis): unknown {
  const { template, findings, suppressed, profiles, verdicts } = analysis;
  return plain({
    findings,
    suppressed,
    profiles,
    verdicts: [...verdicts],
    problems: template.problems,
    resources: template.resources.map(({ id, type, jsonPath, span, nameSpan, body }) => [
      id,
      type,
      jsonPath,
      span,
      nameSpan,
      canonicalText(body),
    ]),
  });
}

/** What an analyser that never saw an earlier version tells of a text. */
export function toldAnew(text: string): unknown {
  return told(analysed(new TemplateAnalyser(), text));
}

function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (value instanceof Map || value instanceof Set) {
    return [...value.entries()].map(plain);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if ("offset" in value && "length" in value) {
    return { offset: value.offset, length: value.length };
  }
  const lazy = "items" in value ? { items: value.items } : {};
  return Object.fromEntries(Object.entries({ ...value, ...lazy }).map(([name, each]) => [name, plain(each)]));
}
