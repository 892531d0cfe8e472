import * as l10n from "@vscode/l10n";
import type { Context, Loop } from "../evaluation/context";
import { symbolicIndex, tooManyInstances } from "../evaluation/copiedArray";
import { countOf, mostCopiedResources, mostInstances, mostResources } from "../evaluation/count";
import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import { spanOf } from "../evaluation/evaluator";
import type { JsonNode, JsonObject } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { TemplateProblem } from "../model";
import type { Value } from "../value";
import { known } from "../values/make";
import { DeclaredResource, isDeployment } from "./declaredResource";
import type { LinkedFiles } from "./linkedFiles";
import { ResourceLookups } from "./lookup";
import { mergeDeclarations } from "./mergeDeclarations";
import { NestedDeployment } from "./nestedDeployment";
import type { DeploymentReader } from "./nestedDeployment";

/** Where a template's resources stand: the template itself, or an inline template of a deployment. */
export interface TemplatePlace {
  readonly template: JsonNode;
  readonly context: Context;
  readonly target: DeploymentTarget;
  readonly jsonPath: string;
  readonly via: readonly string[];
  readonly condition: Value | undefined;
  /** The file in which it is written; empty for the template itself. */
  readonly file: string;
}

/** What is known of a declaration besides its text. */
interface Declaration {
  readonly place: TemplatePlace;
  /** That of the place, inside the loops around. */
  readonly context: Context;
  readonly jsonPath: string;
  readonly symbol: string | undefined;
  readonly parent: DeclaredResource | undefined;
  readonly copyCount: Value | undefined;
}

/** Deployments inside deployments that are looked into; the engine itself allows five levels. */
const deepestNesting = 8;

/** Lists the resources of a template and of the inline templates in it, level by level. */
export class ResourceCollector {
  readonly resources: DeclaredResource[] = [];
  readonly deployments: NestedDeployment[] = [];
  readonly problems: TemplateProblem[] = [];
  /** What references between resources resolve to. */
  readonly lookups: ResourceLookups = new ResourceLookups(this);
  readonly #evaluator: Evaluator;
  readonly #links: LinkedFiles;
  readonly #reader: DeploymentReader;
  /** Deployments that were listed and not looked into yet: that may mean to read a file. */
  #unopened: DeclaredResource[] = [];
  #full = false;
  #isMerged = false;
  #isDeep = false;

  constructor(evaluator: Evaluator, links: LinkedFiles) {
    this.#evaluator = evaluator;
    this.#links = links;
    this.#reader = { evaluator, links, lookups: this.lookups };
  }

  /**
   * Lists everything, in small steps. Level by level: when an inner template is looked at, its neighbours (whose outputs it may
   * use) are there already.
   */
  *collect(root: TemplatePlace): Generator<void> {
    yield* this.#list(root);
    // The list grows while it is walked: inner templates may hold deployments as well.
    for (const deployment of this.deployments) {
      if (deployment.via.length <= deepestNesting) {
        yield* this.#list(deployment.place);
      } else {
        this.#tooDeep(deployment);
      }
    }
    if (this.deployments.length > 0) {
      this.lookups.settle();
      // Whoever deploys makes each of them in its turn.
      this.#isMerged = this.#evaluator.runtime === undefined && mergeDeclarations(this.resources);
    }
  }

  /**
   * Lists one top-level declaration anew after an edit that left its type, name, condition and loop alone.
   * @returns the new resources by the old ones; undefined when the edit concerns more than these
   */
  relist(
    before: JsonNode,
    now: JsonNode,
    root: TemplatePlace,
  ): ReadonlyMap<DeclaredResource, DeclaredResource> | undefined {
    const start = this.resources.findIndex(({ source }) => source.node === before);
    const first = this.resources[start];
    if (first === undefined || first.via.length > 0 || this.problems.length > 0 || this.#isMerged) {
      return undefined;
    }
    let end = start;
    while (this.resources[end]?.isUnder(before) === true) {
      end++;
    }
    const old = this.resources.slice(start, end);
    const own = new ResourceCollector(this.#evaluator, this.#links);
    own.#declaration(now, inPlace(root, first.jsonPath, first.source.symbol));
    if (own.resources.length !== old.length || own.#unopened.length > 0 || own.problems.length > 0) {
      return undefined;
    }
    this.resources.splice(start, old.length, ...own.resources);
    return new Map(own.resources.flatMap((resource, i) => (old[i] === undefined ? [] : [[old[i], resource]])));
  }

  /** Told once: below the deepest level there may be very many. */
  #tooDeep({ resource }: NestedDeployment): void {
    if (!this.#isDeep) {
      this.#isDeep = true;
      const message = l10n.t(
        "Deployments are nested more than {0} levels deep here, or link each other in a circle; deeper ones are not analysed.",
        deepestNesting,
      );
      this.problems.push({ kind: "limit", message, span: resource.nameSpan });
    }
  }

  *#list(place: TemplatePlace): Generator<void> {
    const resources = memberNode(place.template, "resources");
    for (const { node, jsonPath, symbol } of declarationsIn(resources, `${place.jsonPath}.resources`)) {
      this.#declaration(node, inPlace(place, jsonPath, symbol));
      yield;
    }
    const unopened = this.#unopened;
    this.#unopened = [];
    for (const resource of unopened) {
      const deployment = yield* NestedDeployment.of(resource, this.#reader);
      if (deployment !== undefined) {
        this.deployments.push(deployment);
      }
    }
  }

  #listChildren(resources: JsonNode, parent: DeclaredResource, { place, context }: Declaration): void {
    for (const { node, jsonPath, symbol } of declarationsIn(resources, `${parent.jsonPath}.resources`)) {
      this.#declaration(node, { place, context, jsonPath, symbol, parent, copyCount: undefined });
    }
  }

  #declaration(node: JsonNode | undefined, declaration: Declaration): void {
    if (node?.kind !== "object" || memberNode(node, "type") === undefined) {
      return;
    }
    const copy = memberNode(node, "copy");
    const countNode = memberNode(copy, "count");
    if (copy?.kind !== "object" || countNode === undefined) {
      this.#instance(node, declaration, 0, 1);
      return;
    }
    const name = stringOf(memberNode(copy, "name")) ?? "";
    const count = this.#evaluator.node(countNode, declaration.context);
    const times = countOf(count);
    const inLoop = (index: Value): Declaration => {
      const loops: Loop = { kind: "resource", name, index, outer: declaration.context.loops };
      return { ...declaration, copyCount: count, context: { ...declaration.context, loops } };
    };
    if (times !== undefined && times <= mostInstances) {
      for (let index = 0; index < times; index++) {
        if (!this.#instance(node, inLoop(known(index)), index, times)) {
          break;
        }
      }
      return;
    }
    if (times !== undefined) {
      this.problems.push({ kind: "limit", message: tooManyInstances(name, times), span: spanOf(countNode) });
    }
    this.#instance(node, inLoop(symbolicIndex(name, count)), 0, undefined);
  }

  /** Lists one instance and what is inside it; false when there are too many resources already. */
  #instance(node: JsonObject, declared: Declaration, instance: number, instances: number | undefined): boolean {
    const most = instance > 0 ? mostCopiedResources : mostResources;
    if (this.resources.length >= most) {
      if (!this.#full) {
        this.#full = true;
        const message = l10n.t("The template makes more than {0} resources; not all are analysed.", most);
        this.problems.push({ kind: "limit", message, span: spanOf(node) });
      }
      return false;
    }
    const { place } = declared;
    const resource = new DeclaredResource({
      node,
      evaluator: this.#evaluator,
      context: declared.context,
      target: place.target,
      jsonPath: declared.jsonPath,
      via: place.via,
      instance,
      instances,
      copyCount: declared.copyCount,
      file: place.file,
      symbol: declared.symbol,
      parent: declared.parent,
      outerCondition: place.condition,
    });
    this.resources.push(resource);
    const children = memberNode(node, "resources");
    if (children !== undefined) {
      this.#listChildren(children, resource, declared);
    }
    if (isDeployment(resource.type)) {
      this.#unopened.push(resource);
    }
    return true;
  }
}

interface DeclaredAt {
  readonly node: JsonNode | undefined;
  readonly jsonPath: string;
  readonly symbol: string | undefined;
}

/** What stands in a `resources` section, an array or (with symbolic names) an object, and where. */
function declarationsIn(resources: JsonNode | undefined, path: string): readonly DeclaredAt[] {
  if (resources?.kind === "array") {
    return resources.items.map((node, i) => ({ node, jsonPath: `${path}[${i}]`, symbol: undefined }));
  }
  if (resources?.kind !== "object") {
    return [];
  }
  return resources.members.map(({ key, value }) => {
    const step = /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`;
    return { node: value, jsonPath: path + step, symbol: key };
  });
}

function inPlace(place: TemplatePlace, jsonPath: string, symbol: string | undefined): Declaration {
  return { place, context: place.context, jsonPath, symbol, parent: undefined, copyCount: undefined };
}
