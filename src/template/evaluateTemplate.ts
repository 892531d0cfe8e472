import { rootTarget } from "./evaluation/deploymentTarget";
import { Evaluator, tooMuchWork } from "./evaluation/evaluator";
import { Scope } from "./evaluation/scope";
import { heldTemplate } from "./heldTemplate";
import type { PieceEdit } from "./json/edit";
import type { JsonObject } from "./json/node";
import { memberNode, stringOf } from "./json/node";
import { parseJson } from "./json/parseJson";
import type { JsonDocument } from "./json/parseJson";
import type { EvaluatedTemplate, EvaluationOptions, TemplateLink, TemplateProblem, TemplateResource } from "./model";
import { suppliedByOptions } from "./parameterFiles";
import { bodyProblems } from "./problems/bodyProblems";
import { TemplateChecker } from "./problems/checkTemplate";
import { scopeOfSchema } from "./recognise";
import { throughSteps } from "./steps";
import { ResourceCollector } from "./resources/collector";
import type { TemplatePlace } from "./resources/collector";
import type { DeclaredResource } from "./resources/declaredResource";
import { LinkedFiles } from "./resources/linkedFiles";
import { outputsOf } from "./resources/outputs";
import { ResourceIndex } from "./resources/resourceIndex";
import type { Value } from "./value";
import { fromJson } from "./values/make";

/**
 * Evaluates a deployment template as far as it can be known without deploying it. Reads the text once, lists its resources,
 * and computes their properties when they are asked for. Never throws: broken texts give what is intact in them.
 */
export function evaluateTemplate(text: string, options: EvaluationOptions = {}): EvaluatedTemplate {
  const evaluation = new TemplateEvaluation(text, parseJson(text), options);
  throughSteps(evaluation.collect());
  return evaluation;
}

/** The new resources by the old ones that they replace. */
export type ReplacedResources = ReadonlyMap<TemplateResource, TemplateResource>;

const noProblems: readonly TemplateProblem[] = [];

/** What machines, interfaces and networks refer to one another by. */
const isReferredTo = /^microsoft\.(network|compute)\/[^/]+(\/subnets)?$/i;

/** Members of a resource that others may ask for: what changes there may change everything. */
const askedByOthers: ReadonlySet<string> = new Set([
  "apiversion",
  "condition",
  "copy",
  "existing",
  "location",
  "name",
  "resources",
  "scope",
  "type",
]);

/** The evaluation of one text; `collect` has to be gone through before it is used. */
export class TemplateEvaluation implements EvaluatedTemplate {
  readonly scope: EvaluatedTemplate["scope"];
  readonly outputs: ReadonlyMap<string, Value>;
  readonly #document: JsonDocument;
  readonly #collector: ResourceCollector;
  readonly #evaluator: Evaluator;
  readonly #links: LinkedFiles;
  readonly #place: TemplatePlace | undefined;
  readonly #checker: TemplateChecker;
  #isChecked = false;
  #index: ResourceIndex | undefined;

  constructor(text: string, document: JsonDocument, options: EvaluationOptions) {
    this.#document = document;
    const { template: root, jsonPath, parameters } = heldTemplate(document.root);
    this.#checker = new TemplateChecker(text, root, document);
    const evaluator = new Evaluator(text, options.runtime);
    this.#evaluator = evaluator;
    this.scope = scopeOfSchema(stringOf(memberNode(root, "$schema")) ?? "") ?? "resourceGroup";
    const templateLink = options.runtime?.templateLink;
    const target = {
      ...rootTarget(this.scope, options.deployment),
      ...(templateLink === undefined ? {} : { templateLink: fromJson(templateLink) }),
    };
    const scope = new Scope({
      template: root,
      evaluator,
      target,
      supplied: suppliedByOptions(options, parameters),
      prefix: "",
    });
    this.#links = new LinkedFiles(options.files);
    this.#collector = new ResourceCollector(evaluator, this.#links);
    scope.resources = this.#collector.lookups.of(scope);
    const context = { scope };
    this.outputs = outputsOf(root, context, evaluator);
    this.#place =
      root === undefined
        ? undefined
        : { template: root, context, target, jsonPath, via: [], condition: undefined, file: "" };
  }

  /** Lists the resources, in small steps. */
  *collect(): Generator<void> {
    if (this.#place !== undefined) {
      yield* this.#collector.collect(this.#place);
    }
  }

  /** Looks for problems in the whole text, in small steps; otherwise that is done when they are first asked for. */
  *check(): Generator<void> {
    if (!this.#isChecked) {
      this.#isChecked = true;
      yield* this.#checker.check();
      yield* this.#links.check();
      for (const resource of this.#collector.resources) {
        this.#problemsOf(resource);
        yield;
      }
    }
  }

  /** Computes the identities that references ask for, in small steps; otherwise the first reference waits for all of them. */
  *identify(): Generator<void> {
    for (const resource of this.#collector.resources) {
      if (isReferredTo.test(resource.type)) {
        resource.identify();
        yield;
      }
    }
    yield* this.#resourceIndex.prepare(isReferredTo);
  }

  /**
   * Takes in an edit of one resource, so that nothing else needs to be evaluated anew. The document is changed already.
   * @param before the node of the resource before the edit
   * @returns the new resources by the old ones; undefined when the edit may change more than these, and all of this is outdated
   */
  edited(text: string, before: JsonObject, { node, member }: PieceEdit): ReplacedResources | undefined {
    if (askedByOthers.has(member) || this.#place === undefined || this.#checker.isFull() || !this.#isChecked) {
      return undefined;
    }
    const replaced = this.#collector.relist(before, node, this.#place);
    if (replaced === undefined || this.#evaluator.exhausted || this.#evaluator.limits.length > 0) {
      return undefined;
    }
    this.#collector.lookups.replace(replaced);
    this.#index = undefined;
    this.#checker.recheck(text, before, node);
    return this.#checker.isFull() ? undefined : replaced;
  }

  /** Whether parts of the template are not evaluated because it takes too much work. */
  get exhausted(): boolean {
    return this.#evaluator.exhausted;
  }

  get links(): readonly TemplateLink[] {
    return this.#links.links;
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
    throughSteps(this.check());
    const written = [...this.#checker.problems, ...this.#links.problemsInTemplates()];
    const evaluated = [...this.#evaluatedProblems(written), ...this.#collector.problems];
    return [...faults, ...written, ...evaluated, ...this.#links.problems, ...this.#unfinished()];
  }

  /** What is not analysed because it is too much, as far as it was met until now. */
  #unfinished(): readonly TemplateProblem[] {
    const tooLarge = this.#evaluator.limits.map((limit) => ({ kind: "limit" as const, ...limit }));
    return this.#evaluator.exhausted
      ? [...tooLarge, { kind: "limit", message: tooMuchWork(), span: { offset: 0, length: 1 } }]
      : tooLarge;
  }

  /** What shows only when the resources are evaluated, and is not told already where it is written. */
  #evaluatedProblems(written: readonly TemplateProblem[]): readonly TemplateProblem[] {
    const found: TemplateProblem[] = [];
    for (const { declarations } of this.#collector.resources) {
      for (const resource of declarations) {
        found.push(...this.#problemsOf(resource));
      }
    }
    if (found.length === 0) {
      return found;
    }
    const isTold = ({ span }: TemplateProblem): boolean =>
      written.some(
        (each) =>
          each.span.file === span.file &&
          each.span.offset >= span.offset &&
          each.span.offset < span.offset + span.length,
      );
    const places = new Set<string>();
    return found.filter((problem) => {
      const place = `${problem.span.file ?? ""}|${problem.span.offset}|${problem.message}`;
      const isNew = !places.has(place) && !isTold(problem);
      places.add(place);
      return isNew;
    });
  }

  readonly outputsOf = (deployment: TemplateResource): ReadonlyMap<string, Value> | undefined =>
    this.#collector.deployments.find(({ resource }) => resource === deployment)?.outputs;

  /** Kept by the resource, because an edit leaves most of them alone. */
  #problemsOf(resource: DeclaredResource): readonly TemplateProblem[] {
    return (resource.problems ??= this.#checker.cannotFail(resource.source.node) ? noProblems : bodyProblems(resource));
  }

  get #resourceIndex(): ResourceIndex {
    this.#index ??= new ResourceIndex(this.#collector.resources);
    return this.#index;
  }

  get metadata(): Value | undefined {
    const node = memberNode(this.#place?.template, "metadata");
    return node === undefined || this.#place === undefined
      ? undefined
      : this.#evaluator.node(node, this.#place.context);
  }

  readonly find = (reference: Value, instance?: number): TemplateResource | undefined =>
    this.#resourceIndex.find(reference, instance);

  readonly findNearest = (reference: Value, instance?: number): TemplateResource | undefined =>
    this.#resourceIndex.findNearest(reference, instance);
}
