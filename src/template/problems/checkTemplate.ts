import { copyEntries } from "../evaluation/objectMembers";
import { isVersion2 } from "../evaluation/scope";
import { userFunctionsOf } from "../evaluation/userFunctions";
import { expressionIn } from "../expression/templateString";
import { rawOffsetOf } from "../json/jsonString";
import type { JsonMember, JsonNode, JsonObject, JsonString } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { JsonDocument } from "../json/parseJson";
import type { TemplateProblem } from "../model";
import { throughSteps } from "../steps";
import { isDeployment, isDeploymentStack } from "../resources/declaredResource";
import { mayFail } from "./bodyProblems";
import { checkExpression, isSound, nextSerial } from "./checkExpression";
import type { Surroundings } from "./checkExpression";
import { ExpressionList } from "./expressionList";

/** Expressions that are looked at between two chances to pause: some tenths of a millisecond. */
const checkedAtOnce = 500;

/** More problems than this are not listed. */
const mostProblems = 500;

/**
 * Finds faults of the template language in the whole text, also in what no rule ever looks at. Nothing is evaluated.
 * The problems are kept by the top-level resource in which they are, so that one of them can be checked anew.
 */
export class TemplateChecker {
  #text: string;
  readonly #whole: boolean;
  readonly #root: JsonNode | undefined;
  readonly #expressions: ExpressionList;
  /** Resources in which no expression can fail that is written as it should be. */
  readonly #harmless = new Set<JsonNode>();
  readonly #byResource = new Map<JsonNode, TemplateProblem[]>();
  readonly #before: TemplateProblem[] = [];
  readonly #after: TemplateProblem[] = [];
  /** Where problems go at present. */
  #problems = this.#before;
  #count = 0;

  /**
   * @param root the template, which may be a part of the document
   * @param document when its JSON is broken, only faults inside single expressions are told
   */
  constructor(text: string, root: JsonNode | undefined, { faults, expressions }: JsonDocument) {
    this.#text = text;
    this.#root = root;
    this.#whole = faults.length === 0;
    this.#expressions = new ExpressionList(expressions);
  }

  /** All problems that were found, in the order of the checking. */
  get problems(): readonly TemplateProblem[] {
    const inResources = valuesOf(memberNode(this.#root, "resources")).flatMap((resource) =>
      resource === undefined ? [] : (this.#byResource.get(resource) ?? []),
    );
    return [...this.#before, ...inResources, ...this.#after];
  }

  /** Whether problems were left out because there are too many. */
  isFull(): boolean {
    return this.#count >= mostProblems;
  }

  /** Checks the template, in small steps. */
  *check(): Generator<void> {
    const around = this.#surroundings(this.#root);
    const resources = memberNode(this.#root, "resources");
    const isFine = yield* this.#isSoundOutside(resources, around);
    if (!isFine) {
      yield* this.#declarations(this.#root, around);
    }
    for (const resource of valuesOf(resources)) {
      if (resource?.kind === "object" && !this.#isSoundInside(resource, around)) {
        yield* this.#topResource(resource, around);
      }
      yield;
    }
    if (!isFine) {
      this.#problems = this.#after;
      this.#outputs(this.#root, around);
    }
  }

  /** Whether nothing that is written in a resource can turn out to be wrong when it is evaluated; known once it is checked. */
  cannotFail(resource: JsonNode): boolean {
    return this.#harmless.has(resource);
  }

  // Nearly all templates are sound. To see that, it is enough to look at the list of their expressions: where each of them
  // stands is only asked when one is not sound as it would stand in most places.

  /** Whether all is sound besides the resources. */
  *#isSoundOutside(resources: JsonNode | undefined, around: Surroundings): Generator<void, boolean> {
    // What a function may refer to are its own parameters.
    if (!this.#whole || memberNode(this.#root, "functions") !== undefined) {
      return false;
    }
    const [start, end] = resources === undefined ? [0, 0] : [resources.offset, resources.end];
    let count = 0;
    for (const [from, to] of [
      [0, start],
      [end, Number.POSITIVE_INFINITY],
    ] as const) {
      for (const text of this.#expressions.between(from, to)) {
        if (!isSoundText(text, around)) {
          return false;
        }
        if (++count % checkedAtOnce === 0) {
          yield;
        }
      }
    }
    return true;
  }

  /** Whether all is sound in a resource that has no loop and no resources of its own. */
  #isSoundInside(resource: JsonObject, around: Surroundings): boolean {
    if (
      !this.#whole ||
      memberNode(resource, "copy") !== undefined ||
      memberNode(resource, "resources") !== undefined ||
      isDeployment(stringOf(memberNode(resource, "type")) ?? "")
    ) {
      return false;
    }
    let isHarmless = true;
    for (const text of this.#expressions.between(resource.offset, resource.end)) {
      if (!isSoundText(text, around)) {
        return false;
      }
      const parsed = expressionIn(text);
      isHarmless &&= parsed?.expression === undefined || !mayFail(parsed);
    }
    if (isHarmless) {
      this.#harmless.add(resource);
    }
    return true;
  }

  /** Checks a top-level resource that was edited; what was found in it before is forgotten. */
  recheck(text: string, before: JsonNode, resource: JsonObject): void {
    this.#text = text;
    this.#count -= this.#byResource.get(before)?.length ?? 0;
    this.#byResource.delete(before);
    this.#harmless.delete(before);
    throughSteps(this.#topResource(resource, this.#surroundings(this.#root)));
  }

  *#topResource(resource: JsonObject, around: Surroundings): Generator<void> {
    const problems: TemplateProblem[] = [];
    this.#problems = problems;
    yield* this.#resource(resource, around);
    if (problems.length > 0) {
      this.#byResource.set(resource, problems);
    }
  }

  #surroundings(template: JsonNode | undefined): Surroundings {
    return {
      serial: nextSerial(),
      parameters: new Set(keysOf(memberNode(template, "parameters"))),
      variables: variableNames(memberNode(template, "variables")),
      functions: new Set(userFunctionsOf(template).keys()),
      loops: new Set(),
      isInLoop: false,
      namesAreComplete: this.#whole,
      isVersion2: isVersion2(template),
    };
  }

  /** A template with a scope of its own, inside a deployment. */
  *#template(template: JsonObject): Generator<void> {
    const around = this.#surroundings(template);
    yield* this.#declarations(template, around);
    yield* this.#deployed(template, around);
  }

  *#declarations(template: JsonNode | undefined, around: Surroundings): Generator<void> {
    for (const declaration of valuesOf(memberNode(template, "parameters"))) {
      this.#value(memberNode(declaration, "defaultValue"), around);
      yield;
    }
    const variables = memberNode(template, "variables");
    if (variables?.kind === "object") {
      for (const member of variables.members) {
        this.#member(member, around);
        yield;
      }
    } else {
      this.#value(variables, around);
    }
    this.#functions(memberNode(template, "functions"), around);
  }

  /** Resources and outputs: what is left of an inline template that is evaluated in the scope around it. */
  *#deployed(template: JsonNode | undefined, around: Surroundings): Generator<void> {
    yield* this.#resources(memberNode(template, "resources"), around);
    this.#outputs(template, around);
  }

  #outputs(template: JsonNode | undefined, around: Surroundings): void {
    for (const output of valuesOf(memberNode(template, "outputs"))) {
      this.#value(output, memberNode(output, "copy") === undefined ? around : inLoop("", around));
    }
  }

  #functions(functions: JsonNode | undefined, around: Surroundings): void {
    for (const group of valuesOf(functions)) {
      for (const member of valuesOf(memberNode(group, "members"))) {
        const own = valuesOf(memberNode(member, "parameters")).map((each) => stringOf(memberNode(each, "name")) ?? "");
        const parameters = new Set(own.map((name) => name.toLowerCase()));
        this.#value(memberNode(member, "output"), {
          ...around,
          serial: nextSerial(),
          parameters,
          variables: undefined,
          loops: new Set(),
          isInLoop: false,
        });
      }
    }
  }

  *#resources(resources: JsonNode | undefined, around: Surroundings): Generator<void> {
    for (const resource of valuesOf(resources)) {
      if (resource?.kind === "object") {
        yield* this.#resource(resource, around);
        yield;
      }
    }
  }

  *#resource(resource: JsonObject, outer: Surroundings): Generator<void> {
    const copy = memberNode(resource, "copy");
    const around = copy?.kind === "object" ? inLoop(stringOf(memberNode(copy, "name")) ?? "", outer) : outer;
    const type = stringOf(memberNode(resource, "type")) ?? "";
    for (const { key, value } of resource.members) {
      const name = key.toLowerCase();
      if (name === "resources") {
        yield* this.#resources(value, around);
      } else if (name === "copy") {
        this.#value(value, outer);
      } else if (name === "properties" && isDeployment(type) && value?.kind === "object") {
        yield* this.#deployment(value, around, isDeploymentStack(type));
      } else {
        this.#value(value, around);
      }
    }
  }

  *#deployment(properties: JsonObject, around: Surroundings, isStack: boolean): Generator<void> {
    const option = stringOf(memberNode(memberNode(properties, "expressionEvaluationOptions"), "scope"));
    const isInner = isStack || (option === undefined ? around.isVersion2 : option.toLowerCase() === "inner");
    for (const { key, value } of properties.members) {
      if (key.toLowerCase() !== "template" || value?.kind !== "object") {
        this.#value(value, around);
      } else if (isInner) {
        yield* this.#template(value);
      } else {
        yield* this.#deployed(value, around);
      }
    }
  }

  #value(node: JsonNode | undefined, around: Surroundings): void {
    if (node?.kind === "string") {
      // Most texts are plain.
      if (node.value.startsWith("[")) {
        this.#string(node, around);
      }
    } else if (node?.kind === "object") {
      for (const member of node.members) {
        this.#member(member, around);
      }
    } else if (node?.kind === "array") {
      for (const item of node.items) {
        this.#value(item, around);
      }
    }
  }

  #member(member: JsonMember, around: Surroundings): void {
    const copies = copyEntries(member);
    if (copies !== undefined) {
      for (const { name, node: entry } of copies) {
        this.#value(memberNode(entry, "count"), around);
        this.#value(memberNode(entry, "input"), inLoop(name, around));
      }
      return;
    }
    if (member.key.startsWith("[")) {
      this.#string(member.keyNode, around);
    }
    if (member.key.length !== 8 || member.key.toLowerCase() !== "metadata") {
      this.#value(member.value, around);
    }
  }

  #string(node: JsonString, around: Surroundings): void {
    const parsed = expressionIn(node);
    if (parsed === undefined || isSoundText(node, around)) {
      return;
    }
    const report = (message: string, span: { readonly start: number; readonly end: number }): void => {
      if (this.#count < mostProblems) {
        this.#count++;
        const offset = rawOffsetOf(this.#text, node.offset, node.end, span.start);
        const end = rawOffsetOf(this.#text, node.offset, node.end, span.end);
        this.#problems.push({ kind: "expression", message, span: node.spanOf(offset, end) });
      }
    };
    if (parsed.expression === undefined) {
      report(parsed.fault.message, parsed.fault);
    } else {
      checkExpression(parsed.expression, around, report);
    }
  }
}

/** Whether nothing is wrong with a text that begins like an expression; most of those that are none are plain texts. */
function isSoundText(text: JsonString, around: Surroundings): boolean {
  const parsed = expressionIn(text);
  return parsed === undefined || (parsed.expression !== undefined && isSound(parsed, around));
}

/** The inside of a copy loop. */
function inLoop(name: string, around: Surroundings): Surroundings {
  const { loops } = around;
  const own = name.toLowerCase();
  return {
    ...around,
    serial: nextSerial(),
    loops: { has: (wanted) => wanted === own || loops.has(wanted) },
    isInLoop: true,
  };
}

function keysOf(node: JsonNode | undefined): readonly string[] {
  return node?.kind === "object" ? node.members.map(({ key }) => key.toLowerCase()) : [];
}

/** The members' values of an object, or the items of an array. */
function valuesOf(node: JsonNode | undefined): readonly (JsonNode | undefined)[] {
  return node?.kind === "object" ? node.members.map(({ value }) => value) : node?.kind === "array" ? node.items : [];
}

function variableNames(node: JsonNode | undefined): ReadonlySet<string> {
  const names = new Set(keysOf(node));
  for (const member of node?.kind === "object" ? node.members : []) {
    copyEntries(member)?.forEach(({ name }) => names.add(name.toLowerCase()));
  }
  return names;
}
