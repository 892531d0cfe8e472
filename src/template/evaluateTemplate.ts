import { rootTarget } from "./evaluation/deploymentTarget";
import { Evaluator, tooMuchWork } from "./evaluation/evaluator";
import { Scope } from "./evaluation/scope";
import { memberNode, stringOf } from "./json/node";
import { parseJson } from "./json/parseJson";
import type { JsonDocument } from "./json/parseJson";
import type { EvaluatedTemplate, EvaluationOptions, TemplateProblem, TemplateResource } from "./model";
import { suppliedByOptions } from "./parameterFiles";
import { checkTemplate } from "./problems/checkTemplate";
import { scopeOfSchema } from "./recognise";
import { ResourceCollector } from "./resources/collector";
import { LinkedFiles } from "./resources/linkedFiles";
import { outputsOf } from "./resources/outputs";
import { ResourceIndex } from "./resources/resourceIndex";
import type { Value } from "./value";

/**
 * Evaluates a deployment template as far as it can be known without deploying it. Reads the text once, lists its resources,
 * and computes their properties when they are asked for. Never throws: broken texts give what is intact in them.
 */
export function evaluateTemplate(text: string, options: EvaluationOptions = {}): EvaluatedTemplate {
  return new TemplateEvaluation(text, options);
}

class TemplateEvaluation implements EvaluatedTemplate {
  readonly scope: EvaluatedTemplate["scope"];
  readonly outputs: ReadonlyMap<string, Value>;
  readonly #document: JsonDocument;
  readonly #collector: ResourceCollector;
  readonly #evaluator: Evaluator;
  readonly #links: LinkedFiles;
  readonly #text: string;
  #checked: readonly TemplateProblem[] | undefined;
  #index: ResourceIndex | undefined;

  constructor(text: string, options: EvaluationOptions) {
    this.#text = text;
    this.#document = parseJson(text);
    const { root } = this.#document;
    const evaluator = new Evaluator(text);
    this.#evaluator = evaluator;
    this.scope = scopeOfSchema(stringOf(memberNode(root, "$schema")) ?? "") ?? "resourceGroup";
    const target = rootTarget(this.scope, options.deployment);
    const scope = new Scope({ template: root, evaluator, target, supplied: suppliedByOptions(options), prefix: "" });
    this.#links = new LinkedFiles(options.files);
    this.#collector = new ResourceCollector(evaluator, this.#links);
    scope.resources = this.#collector.lookups.of(scope);
    const context = { scope };
    this.outputs = outputsOf(root, context, evaluator);
    if (root !== undefined) {
      this.#collector.collect({
        template: root,
        context,
        target,
        jsonPath: "$",
        via: [],
        condition: undefined,
        file: "",
      });
    }
  }

  get resources(): readonly TemplateResource[] {
    return this.#collector.resources;
  }

  get problems(): readonly TemplateProblem[] {
    const faults = this.#document.faults.map(({ message, offset, length }) => ({
      kind: "json" as const,
      message,
      span: { offset, length },
    }));
    this.#checked ??= checkTemplate(this.#text, this.#document.root, faults.length === 0);
    const unfinished = this.#evaluator.exhausted
      ? [{ kind: "limit" as const, message: tooMuchWork(), span: { offset: 0, length: 1 } }]
      : [];
    return [...faults, ...this.#checked, ...this.#collector.problems, ...unfinished];
  }

  get #resourceIndex(): ResourceIndex {
    this.#index ??= new ResourceIndex(this.#collector.resources);
    return this.#index;
  }

  readonly find = (reference: Value, instance?: number): TemplateResource | undefined =>
    this.#resourceIndex.find(reference, instance);

  readonly findNearest = (reference: Value, instance?: number): TemplateResource | undefined =>
    this.#resourceIndex.findNearest(reference, instance);
}
