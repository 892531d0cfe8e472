import * as l10n from "@vscode/l10n";
import type { Context, Loop } from "../evaluation/context";
import { symbolicIndex, tooManyInstances } from "../evaluation/copiedArray";
import { countOf, mostInstances, mostResources } from "../evaluation/count";
import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import { spanOf } from "../evaluation/evaluator";
import type { JsonNode, JsonObject } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { TemplateProblem } from "../model";
import type { Value } from "../value";
import { known } from "../values/make";
import { DeclaredResource } from "./declaredResource";
import { NestedDeployment } from "./nestedDeployment";

/** Where a template's resources stand: the template itself, or an inline template of a deployment. */
export interface TemplatePlace {
  readonly template: JsonNode;
  readonly context: Context;
  readonly target: DeploymentTarget;
  readonly jsonPath: string;
  readonly via: readonly string[];
  readonly condition: Value | undefined;
}

type Declaration = TemplatePlace & {
  readonly symbol?: string | undefined;
  readonly parent?: DeclaredResource | undefined;
  readonly copyCount?: Value | undefined;
};

/** Deployments inside deployments that are looked into; the engine itself allows five levels. */
const deepestNesting = 8;

/** Lists the resources of a template and of the inline templates in it, level by level. */
export class ResourceCollector {
  readonly resources: DeclaredResource[] = [];
  readonly deployments: NestedDeployment[] = [];
  readonly problems: TemplateProblem[] = [];
  readonly #evaluator: Evaluator;
  #full = false;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Level by level: when an inner template is looked at, its neighbours (whose outputs it may use) are there already. */
  collect(root: TemplatePlace): void {
    this.#list(root);
    // The list grows while it is walked: inner templates may hold deployments as well.
    for (const deployment of this.deployments) {
      if (deployment.via.length <= deepestNesting) {
        this.#list(deployment.place);
      }
    }
  }

  #list(place: TemplatePlace): void {
    this.#listResources(memberNode(place.template, "resources"), `${place.jsonPath}.resources`, place);
  }

  #listResources(resources: JsonNode | undefined, path: string, place: Declaration): void {
    if (resources?.kind === "array") {
      resources.items.forEach((node, i) => this.#declaration(node, { ...place, jsonPath: `${path}[${i}]` }));
    } else if (resources?.kind === "object") {
      for (const { key, value } of resources.members) {
        const step = /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`;
        this.#declaration(value, { ...place, jsonPath: path + step, symbol: key });
      }
    }
  }

  #declaration(node: JsonNode | undefined, place: Declaration): void {
    if (node?.kind !== "object" || memberNode(node, "type") === undefined) {
      return;
    }
    const copy = memberNode(node, "copy");
    const countNode = memberNode(copy, "count");
    if (copy?.kind !== "object" || countNode === undefined) {
      this.#instance(node, place, 0, 1);
      return;
    }
    const name = stringOf(memberNode(copy, "name")) ?? "";
    const count = this.#evaluator.node(countNode, place.context);
    const times = countOf(count);
    const inLoop = (index: Value): Declaration => {
      const loops: Loop = { kind: "resource", name, index, outer: place.context.loops };
      return { ...place, copyCount: count, context: { ...place.context, loops } };
    };
    if (times !== undefined && times <= mostInstances) {
      for (let index = 0; index < times && !this.#full; index++) {
        this.#instance(node, inLoop(known(index)), index, times);
      }
      return;
    }
    if (times !== undefined) {
      this.problems.push({ kind: "limit", message: tooManyInstances(name, times), span: spanOf(countNode) });
    }
    this.#instance(node, inLoop(symbolicIndex(name, count)), 0, undefined);
  }

  #instance(node: JsonObject, place: Declaration, instance: number, instances: number | undefined): void {
    if (this.resources.length >= mostResources) {
      if (!this.#full) {
        this.#full = true;
        const message = l10n.t("The template makes more than {0} resources; only these are analysed.", mostResources);
        this.problems.push({ kind: "limit", message, span: spanOf(node) });
      }
      return;
    }
    const resource = new DeclaredResource({
      ...place,
      node,
      evaluator: this.#evaluator,
      instance,
      instances,
      symbol: place.symbol,
      parent: place.parent,
      outerCondition: place.condition,
    });
    this.resources.push(resource);
    const children = memberNode(node, "resources");
    this.#listResources(children, `${place.jsonPath}.resources`, {
      ...place,
      parent: resource,
      symbol: undefined,
      copyCount: undefined,
    });
    const inline = NestedDeployment.of(resource, this.#evaluator);
    if (inline !== undefined) {
      this.deployments.push(inline);
    }
  }
}
