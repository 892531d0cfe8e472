import type { Context } from "../evaluation/context";
import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import type { SuppliedParameter } from "../evaluation/parameterValue";
import { Scope } from "../evaluation/scope";
import type { JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { Value } from "../value";
import { sameValue } from "../values/compare";
import { known, object, unknown } from "../values/make";
import type { TemplatePlace } from "./collector";
import { isDeployment } from "./declaredResource";
import type { DeclaredResource } from "./declaredResource";
import { outputsOf } from "./outputs";
import { scopeOfSchema } from "../recognise";

/** A deployment whose template is written inline. Linked templates are not looked into. */
export class NestedDeployment {
  readonly resource: DeclaredResource;
  readonly place: TemplatePlace;
  #outputs: ReadonlyMap<string, Value> | undefined;
  readonly #evaluator: Evaluator;

  private constructor(resource: DeclaredResource, place: TemplatePlace, evaluator: Evaluator) {
    this.resource = resource;
    this.place = place;
    this.#evaluator = evaluator;
  }

  /** The deployment that a resource is, if it has an inline template. */
  static of(resource: DeclaredResource, evaluator: Evaluator): NestedDeployment | undefined {
    if (!isDeployment(resource.type)) {
      return undefined;
    }
    const { node, context, jsonPath, via } = resource.source;
    const properties = memberNode(node, "properties");
    const template = memberNode(properties, "template");
    if (template?.kind !== "object") {
      return undefined;
    }
    const target = targetOf(resource, template, evaluator);
    const option = memberNode(memberNode(properties, "expressionEvaluationOptions"), "scope");
    const value = option === undefined ? undefined : evaluator.node(option, context);
    const inner = value?.kind === "known" && String(value.value).toLowerCase() === "inner";
    const place: TemplatePlace = {
      template,
      context: inner ? innerContext(resource, template, properties, target, evaluator) : context,
      target,
      jsonPath: `${jsonPath}.properties.template`,
      via: [...via, jsonPath],
      condition: resource.condition,
    };
    return new NestedDeployment(resource, place, evaluator);
  }

  get via(): readonly string[] {
    return this.place.via;
  }

  /** What `reference(<this deployment>)` gives. */
  get state(): Value {
    this.#outputs ??= outputsOf(this.place.template, this.place.context, this.#evaluator);
    const outputs = [...this.#outputs].map(([name, value]) => [name, object([["value", value]])] as const);
    return object(
      [
        ["outputs", object(outputs)],
        ["provisioningState", known("Succeeded")],
      ],
      unknown(`reference('${this.resource.id}')`, "runtime", { type: "object" }),
    );
  }
}

/** Where the inner resources go: the deployment may name another resource group or subscription. */
function targetOf(resource: DeclaredResource, template: JsonNode, evaluator: Evaluator): DeploymentTarget {
  const { node, context, target } = resource.source;
  const property = (name: string): Value | undefined => {
    const found = memberNode(node, name);
    return found === undefined ? undefined : evaluator.node(found, context);
  };
  const resourceGroup = property("resourceGroup");
  const subscriptionId = property("subscriptionId");
  const own = scopeOfSchema(stringOf(memberNode(template, "$schema")) ?? "");
  const scope = resourceGroup === undefined ? (own ?? target.scope) : "resourceGroup";
  // Within the very resource group of the template around it, the location is the same too.
  const isSamePlace = (): boolean =>
    target.scope === "resourceGroup" &&
    (resourceGroup === undefined || sameValue(resourceGroup, target.resourceGroup) === true) &&
    (subscriptionId === undefined || sameValue(subscriptionId, target.subscriptionId) === true);
  return {
    scope,
    location: scope === "resourceGroup" ? (isSamePlace() ? target.location : undefined) : property("location"),
    resourceGroup: resourceGroup ?? target.resourceGroup,
    subscriptionId: subscriptionId ?? target.subscriptionId,
    deploymentName: resource.name,
  };
}

function innerContext(
  resource: DeclaredResource,
  template: JsonNode,
  properties: JsonNode | undefined,
  target: DeploymentTarget,
  evaluator: Evaluator,
): Context {
  const given = memberNode(properties, "parameters");
  const supplied = (name: string): SuppliedParameter | undefined =>
    given === undefined ? undefined : suppliedBy(given, name, resource.source.context, evaluator);
  const prefix = `deployment('${resource.jsonPath}${resource.instances === 1 ? "" : `#${resource.instance}`}').`;
  return { scope: new Scope({ template, evaluator, target, supplied, prefix }) };
}

/** An entry of a deployment's `parameters`: a value, a Key Vault reference, or an expression that gives either. */
function suppliedBy(
  given: JsonNode,
  name: string,
  context: Context,
  evaluator: Evaluator,
): SuppliedParameter | undefined {
  if (given.kind === "object") {
    const entry = memberNode(given, name);
    if (entry === undefined) {
      return undefined;
    }
    if (memberNode(entry, "reference") !== undefined) {
      return { secret: true };
    }
    return valueIn(evaluator.node(entry, context));
  }
  const all = evaluator.node(given, context);
  if (all.kind !== "object") {
    return { secret: false, value: all.kind === "unknown" ? { ...all, text: `${all.text}.${name}.value` } : all };
  }
  const entry = all.members.get(name);
  return entry === undefined ? undefined : valueIn(entry);
}

function valueIn(entry: Value): SuppliedParameter {
  if (entry.kind === "object") {
    if (entry.members.has("reference")) {
      return { secret: true };
    }
    return { secret: false, value: entry.members.get("value") ?? unknown("", "error") };
  }
  return { secret: false, value: entry.kind === "unknown" ? { ...entry, text: `${entry.text}.value` } : entry };
}
