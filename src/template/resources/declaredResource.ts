import type { Context } from "../evaluation/context";
import { asPart, placeOf } from "../evaluation/deploymentTarget";
import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import { spanOf } from "../evaluation/evaluator";
import { writtenObject } from "../evaluation/objectMembers";
import type { JsonNode, JsonObject } from "../json/node";
import { memberNode } from "../json/node";
import type { TemplateProblem, TemplateResource } from "../model";
import type { TextSpan, Value } from "../value";
import { known, object, text, unknown } from "../values/make";
import { Members } from "../values/members";
import { noSteps } from "../values/provenance";
import { unknownCall } from "../values/unknowns";
import { identityIn, idValue, nameSegments, placeIdentity } from "./identity";
import { placeOfDeployment } from "./innerTarget";
import { mergedBody } from "./mergeDeclarations";

/** What one instance of a resource declaration is made from. */
export interface ResourceSource {
  readonly node: JsonObject;
  readonly evaluator: Evaluator;
  readonly context: Context;
  readonly target: DeploymentTarget;
  readonly jsonPath: string;
  readonly via: readonly string[];
  readonly instance: number;
  readonly instances: number | undefined;
  readonly copyCount?: Value | undefined;
  /** The file in which it is written; empty for the template itself. */
  readonly file: string;
  readonly symbol: string | undefined;
  readonly parent: DeclaredResource | undefined;
  /** The condition of the deployments around it. */
  readonly outerCondition: Value | undefined;
}

const none: readonly DeclaredResource[] = [];

/** A resource of the template; everything about it is computed when it is first asked for. */
export class DeclaredResource implements TemplateResource {
  readonly type: string;
  readonly jsonPath: string;
  readonly via: readonly string[];
  readonly instance: number;
  readonly instances: number | undefined;
  readonly copyCount: Value | undefined;
  readonly source: ResourceSource;
  #name: Value | undefined;
  #idValue: Value | undefined;
  #id: string | undefined;
  #condition: Value | undefined;
  #body: Value | undefined;
  #later: readonly DeclaredResource[] = none;

  constructor(source: ResourceSource) {
    this.source = source;
    this.jsonPath = source.jsonPath;
    this.via = source.via;
    this.instance = source.instance;
    this.instances = source.instances;
    this.copyCount = source.copyCount;
    this.type = this.#fullType();
  }

  #fullType(): string {
    const own = this.#ownType();
    const parent = this.source.parent?.type;
    return parent === undefined || own.toLowerCase().startsWith(`${parent.toLowerCase()}/`) ? own : `${parent}/${own}`;
  }

  #ownType(): string {
    const node = this.#node("type");
    if (node?.kind === "string" && !node.value.startsWith("[")) {
      return node.value;
    }
    const value = this.#property("type");
    return value?.kind === "known" && typeof value.value === "string" ? value.value : "";
  }

  #node(name: string): JsonNode | undefined {
    return memberNode(this.source.node, name);
  }

  #property(name: string): Value | undefined {
    const node = this.#node(name);
    return node === undefined ? undefined : this.source.evaluator.node(node, this.source.context);
  }

  get file(): string | undefined {
    return this.source.file === "" ? undefined : this.source.file;
  }

  /** Whether it is declared by that node, or by one inside it. */
  isUnder(node: JsonNode): boolean {
    return this.source.node === node || this.source.parent?.isUnder(node) === true;
  }

  get span(): TextSpan {
    return spanOf(this.source.node);
  }

  get nameSpan(): TextSpan {
    const node = this.#node("name");
    return node === undefined ? this.span : spanOf(node);
  }

  get name(): Value {
    this.#name ??= this.#fullName();
    return this.#name;
  }

  #fullName(): Value {
    const own = this.#property("name") ?? unknown(`name of ${this.jsonPath}`, "error");
    const { parent } = this.source;
    if (parent === undefined || own.kind === "array" || own.kind === "object" || this.#isWhole(own)) {
      return own;
    }
    const from = own.from;
    const whole = text([asPart(parent.name), "/", asPart(own)]);
    return from === undefined ? whole : { ...whole, from };
  }

  /** Inside of its parent, a resource may also have the whole type and the whole name: `…/virtualMachines/extensions`, `vm/agent`. */
  #isWhole(name: Value): boolean {
    const count = nameSegments(name).length;
    return count > 1 && count === this.type.split("/").length - 1 && this.#ownType() === this.type;
  }

  get apiVersion(): Value {
    return this.#property("apiVersion") ?? unknown("", "error");
  }

  get location(): Value {
    return this.#property("location") ?? known(null);
  }

  get existing(): boolean {
    const value = this.#property("existing");
    return value?.kind === "known" && value.value === true;
  }

  get condition(): Value {
    this.#condition ??= this.#wholeCondition();
    return this.#condition;
  }

  #wholeCondition(): Value {
    const own = asTruth(this.#property("condition") ?? known(true));
    const outer = this.source.outerCondition;
    if (outer === undefined || isKnown(outer, true) || isKnown(own, false)) {
      return own;
    }
    return isKnown(outer, false) || isKnown(own, true) ? outer : unknownCall("and", [outer, own], "bool");
  }

  /** The id as a value, with its unknown parts. */
  get idValue(): Value {
    this.#idValue ??= idValue(this.#place(), this.type, this.name);
    return this.#idValue;
  }

  #place(): Value {
    const scope = this.#property("scope");
    if (scope !== undefined && !isDeployment(this.type)) {
      return extendedPlace(scope, placeOf(this.source.target));
    }
    return placeOf(this.#standsElsewhere() ? placeOfDeployment(this) : this.source.target);
  }

  /** A deployment is kept where its resources go. */
  #standsElsewhere(): boolean {
    return isDeployment(this.type) && elsewhere.some((name) => this.#node(name) !== undefined);
  }

  #placeText(): string {
    const { target } = this.source;
    if (this.#node("scope") !== undefined || this.#standsElsewhere()) {
      return placeIdentity(this.#place());
    }
    let place = places.get(target);
    if (place === undefined) {
      place = placeIdentity(placeOf(target));
      places.set(target, place);
    }
    return place;
  }

  get id(): string {
    return this.identify();
  }

  /** Computes the id, which is kept. */
  identify(): string {
    this.#id ??= identityIn(this.#placeText(), this.type, this.name);
    return this.#id;
  }

  get body(): Value {
    this.#body ??= this.#later.reduce<Value>((body, { body: later }) => mergedBody(body, later), this.#wholeBody());
    return this.#body;
  }

  /**
   * Lets go of what was computed of the body, for whoever has seen all that he wanted: it takes more room than all the rest, and
   * what is kept makes collecting garbage slow.
   */
  release(): void {
    this.#body = undefined;
  }

  /** Takes in another declaration of the same resource, which is deployed after this one. */
  absorb(later: DeclaredResource): void {
    this.#later = [...this.#later, later];
    this.#body = undefined;
  }

  /** What is found in it, once somebody has looked. */
  problems: readonly TemplateProblem[] | undefined;

  /** This one, and those of the same resource that it has taken in. */
  get declarations(): readonly DeclaredResource[] {
    return this.#later.length === 0 ? [this] : [this, ...this.#later];
  }

  #wholeBody(): Value {
    const { node, context, evaluator } = this.source;
    const body = writtenObject(node, context, evaluator, { span: this.span, chain: noSteps }, noProperties);
    const properties = this.#node("properties");
    if (properties?.kind !== "object" || memberNode(properties, "template") === undefined || !isDeployment(this.type)) {
      return body;
    }
    return {
      ...body,
      members: Members.of([...sourcesOf(body.members), ["properties", () => this.#deployment(properties)]]),
    };
  }

  /** The properties of a deployment without the text of its template, which means something else there. */
  #deployment(properties: JsonObject): Value {
    const { context, evaluator } = this.source;
    const from = { span: spanOf(properties), chain: noSteps };
    const own = writtenObject(properties, context, evaluator, from, ["template"]);
    const template = unknown(`template of ${this.jsonPath}`, "unsupported", { type: "object" });
    return object([...sourcesOf(own.members), ["template", template]], own.rest, from);
  }
}

/** By what a deployment says that its resources go elsewhere. */
const elsewhere = ["resourceGroup", "subscriptionId", "scope"];

/** The identity texts of the places of deployments: nearly every id begins with one of a few. */
const places = new WeakMap<DeploymentTarget, string>();

/** Whether a type is that of deployments or of deployment stacks: both hold or link a template. */
export function isDeployment(type: string): boolean {
  return isType(type, "microsoft.resources/deployments") || isDeploymentStack(type);
}

/** Whether a type is that of deployment stacks. */
export function isDeploymentStack(type: string): boolean {
  return isType(type, "microsoft.resources/deploymentstacks");
}

function isType(type: string, lower: string): boolean {
  return type.length === lower.length && type.toLowerCase() === lower;
}

/** The resource that an extension resource belongs to: an id, or type and name within the place of the deployment. */
function extendedPlace(scope: Value, place: Value): Value {
  const first = scope.kind === "text" ? scope.parts[0] : scope.kind === "known" ? scope.value : undefined;
  if (typeof first !== "string" || !/^[\w.]+\.\w+\//.test(first)) {
    return scope.kind === "known" && scope.value === "/" ? known("") : scope;
  }
  return text([asPart(place), "/providers/", asPart(scope)]);
}

/** The members of an object, still not computed. */
function sourcesOf(members: Members): readonly (readonly [string, () => Value])[] {
  return [...members.keys()].map((name) => [name, () => members.get(name) ?? known(null)] as const);
}

/** Members of a declaration that the resource itself does not have. */
const noProperties: readonly string[] = ["copy", "resources"];

function isKnown(value: Value, truth: boolean): boolean {
  return value.kind === "known" && value.value === truth;
}

/** Conditions written as text count as what they say. */
function asTruth(value: Value): Value {
  if (value.kind === "known" && typeof value.value === "string") {
    const word = value.value.toLowerCase();
    return word === "true" || word === "false" ? { ...value, value: word === "true" } : value;
  }
  return value;
}
