import { inspection } from "../../../../src/cli/inspect/inspection";
import { checkTemplate } from "../../../../src/limits/check/checkTemplate";
import { canonicalText } from "../../../../src/template/access";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { isDeploymentTemplate, isParameterFile } from "../../../../src/template/recognise";

/** What the editor does with a text; the result is only there to be looked at. */
export function analyse(text: string): {
  readonly template: ReturnType<typeof evaluateTemplate>;
  readonly spans: readonly { readonly offset: number; readonly length: number }[];
} {
  isDeploymentTemplate(text);
  const template = evaluateTemplate(text);
  const { findings } = checkTemplate(template, text, { limits: "current", lifted: "hint" });
  const places = findings.flatMap(({ place, related }) => [place, ...related.map((each) => each.place)]);
  const spans = [...template.problems.map(({ span }) => span), ...places.flatMap((place) => place?.span ?? [])];
  return { template, spans };
}

/** Bodies of loops are alike; writing thousands of them in full would take seconds. */
const mostBodies = 40;

/**
 * Takes a text through everything that the product does with a template.
 * @throws whatever the analysis throws, and an error for a place outside the text
 */
export function examine(text: string): void {
  const { template, spans } = analyse(text);
  for (const { offset, length } of spans) {
    if (!(offset >= 0 && length >= 0 && offset + length <= Math.max(1, text.length))) {
      throw new Error(`A problem or finding points outside the text: ${offset}+${length} of ${text.length}.`);
    }
  }
  checkTemplate(template, text, { limits: "2015-10", lifted: "off" });
  // Bodies are lazy: faults may wait in what no rule reads.
  template.resources.slice(0, mostBodies).forEach(({ body }) => canonicalText(body));
  template.outputs.forEach((value) => canonicalText(value));
  JSON.stringify(inspection(text, "fuzz.json", { parameterFiles: [{ name: "p", text }] }));
  isParameterFile(text);
}
