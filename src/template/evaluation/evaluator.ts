import * as l10n from "@vscode/l10n";
import type { Expression, FunctionCall, IndexAccess } from "../expression/ast";
import { expressionIn, plainText } from "../expression/templateString";
import { LimitReached } from "../functions/limits";
import { listed } from "../functions/list";
import { templateFunctions } from "../functions/table";
import { arityProblem, ExpressionError } from "../functions/templateFunction";
import type { CallSite, StrictFunction } from "../functions/templateFunction";
import type { JsonNode, JsonString } from "../json/node";
import type { Provenance, TextSpan, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { itemAt, LazyItems, lengthOf } from "../values/lazyItems";
import { known, unknown } from "../values/make";
import { integerValue, writtenNumber } from "../values/integers";
import { madeFrom, noSteps, placedAt } from "../values/provenance";
import { errorValue, inherited, memberOfUnknown, oneOf, possibilities, toJson, unknownCall } from "../values/unknowns";
import type { Context } from "./context";
import type { DeploymentRuntime } from "./deploymentRuntime";
import { writtenObject } from "./objectMembers";
import { isShareable } from "./shareable";
import { callUserFunction } from "./userFunctions";

/** Expressions inside variables inside expressions … deeper than this refer to themselves, or mean to exhaust the stack. */
const maximumDepth = 300;

/** Calls and values that one template may take; the largest real ones need some ten thousand. */
const maximumSteps = 400_000;

/** Bodies of lambdas that are evaluated for one template: real ones have some hundred, loops in loops any number. */
const mostApplications = 20_000;

/** A value that is not made because it is too large. */
export interface EvaluationLimit {
  readonly message: string;
  readonly span: TextSpan;
}

const nowhere: TextSpan = { offset: 0, length: 0 };

/** Evaluates the nodes of one document, only what is asked for. Made once for each text. */
export class Evaluator {
  readonly text: string;
  /** Only while a template is deployed. */
  readonly runtime: DeploymentRuntime | undefined;
  #depth = 0;
  #steps = 0;
  #applications = 0;
  /** What is larger than is analysed, by where it is written. */
  readonly #limits = new Map<number, EvaluationLimit>();
  /** Where the expression stands that is being evaluated. */
  #here: TextSpan = nowhere;

  constructor(text: string, runtime?: DeploymentRuntime) {
    this.text = text;
    this.runtime = runtime;
  }

  /** True when the template took more work than is allowed, and some of its values are unknown only for that. */
  get exhausted(): boolean {
    return this.#steps > maximumSteps || this.#applications > mostApplications;
  }

  /** The value of a piece of the document. Never throws: what is wrong becomes an unknown with its problem. */
  node(node: JsonNode, context: Context): Value {
    const from: Provenance = { span: spanOf(node), chain: noSteps };
    switch (node.kind) {
      case "literal":
        return node.written === undefined ? known(node.value, from) : { ...writtenNumber(node.written), from };
      case "string":
        return this.#string(node, from, context);
      case "array":
        return new LazyItems(node.items.length, (at) => this.#item(node.items[at], context), from);
      case "object":
        return writtenObject(node, context, this, from);
    }
  }

  #item(node: JsonNode | undefined, context: Context): Value {
    return node === undefined ? known(null) : this.node(node, context);
  }

  #string(node: JsonString, from: Provenance, context: Context): Value {
    const parsed = expressionIn(node);
    if (parsed === undefined) {
      return known(plainText(node.value), from);
    }
    if (parsed.expression === undefined) {
      return { ...errorValue(node.value, parsed.fault.message), from };
    }
    const outer = this.#here;
    this.#here = from.span;
    const value = isShareable(parsed)
      ? this.#shared(parsed.expression, context)
      : this.expression(parsed.expression, context);
    this.#here = outer;
    return placedAt(value, from);
  }

  /** The value of an expression that is the same all over a scope: computed once for all resources, loops and instances. */
  #shared(expression: Expression, context: Context): Value {
    const { shared } = context.scope;
    const ready = shared.get(expression);
    if (ready !== undefined) {
      return ready;
    }
    const limits = this.#limits.size;
    const value = this.expression(expression, context);
    // An error may come from what is only half evaluated at present, and a limit is told wherever it is reached.
    if (this.#limits.size === limits && (value.kind !== "unknown" || value.reason !== "error")) {
      shared.set(expression, value);
    }
    return value;
  }

  /** Values that were not made because they are too large. */
  get limits(): readonly EvaluationLimit[] {
    return [...this.#limits.values()];
  }

  /** The value of a parsed expression. Never throws. */
  expression(expression: Expression, context: Context): Value {
    if (++this.#steps > maximumSteps) {
      return unknown(`…${this.#steps}`, "unsupported", { problem: tooMuchWork() });
    }
    if (this.#depth >= maximumDepth) {
      return errorValue("…", l10n.t("The expression refers to itself, or is nested too deeply."));
    }
    this.#depth++;
    try {
      return this.#evaluate(expression, context);
    } catch (error) {
      if (error instanceof LimitReached) {
        this.#limits.set(this.#here.offset, { message: error.message, span: this.#here });
        return unknown(`…${this.#steps}`, "unsupported", { problem: error.message });
      }
      if (error instanceof ExpressionError) {
        return errorValue(`error('${error.message}')`, error.message);
      }
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** The value of a part of an expression, which may be asked for long after the rest: what the items of an array are. */
  part(part: Expression, context: Context, place: TextSpan): Value {
    const outer = this.#here;
    this.#here = place;
    const value = this.expression(part, context);
    this.#here = outer;
    return value;
  }

  /** The value of the body of a lambda for one item. */
  application(body: Expression, context: Context, place: TextSpan): Value {
    return ++this.#applications > mostApplications
      ? unknown(`…λ${this.#applications}`, "unsupported", { problem: tooMuchWork() })
      : this.part(body, context, place);
  }

  #evaluate(expression: Expression, context: Context): Value {
    switch (expression.kind) {
      case "text":
        return known(expression.value);
      case "number":
        return expression.exact === undefined ? known(expression.value) : integerValue(expression.exact);
      case "call":
        return this.#call(expression, context);
      case "member":
        return memberOf(this.expression(expression.target, context), expression.name);
      case "index":
        return this.#index(expression, context);
    }
  }

  #index(expression: IndexAccess, context: Context): Value {
    const target = this.expression(expression.target, context);
    const index = this.expression(expression.index, context);
    if (index.kind === "known" && (typeof index.value === "string" || typeof index.value === "number")) {
      return madeFrom(memberOf(target, index.value), [index]);
    }
    if (index.kind === "known" || index.kind === "array" || index.kind === "object") {
      throw new ExpressionError(l10n.t("Only a text or a whole number can stand between [ and ]."));
    }
    const lifted = lift([target, index], ([of, at]) =>
      at?.kind === "known" && of !== undefined && at.value !== null && typeof at.value !== "boolean"
        ? memberOf(of, at.value)
        : undefined,
    );
    return madeFrom(lifted ?? memberAtUnknown(target, index), [target, index]);
  }

  #call(call: FunctionCall, context: Context): Value {
    const found = templateFunctions.get(call.key);
    if (found === undefined) {
      return this.#otherCall(call, context);
    }
    if (call.args.length < found.least || call.args.length > found.most) {
      throw new ExpressionError(arityProblem(found, call.args.length));
    }
    const site = new Site(call, context, this, this.#here);
    if (found.kind === "lazy") {
      return (
        found.evaluate(call.args, site) ??
        unknownCall(
          found.name,
          call.args.map((arg) => this.expression(arg, context)),
          found.returns,
        )
      );
    }
    const args: Value[] = [];
    let isWrong = false;
    for (const arg of call.args) {
      const value = arg.kind === "text" ? known(arg.value) : this.expression(arg, context);
      isWrong ||= value.kind === "unknown" && value.reason === "error";
      args.push(value);
    }
    return madeFrom(isWrong ? unknownCall(found.name, args, found.returns) : this.#strict(found, args, site), args);
  }

  #strict(found: StrictFunction, args: readonly Value[], site: CallSite): Value {
    const direct = found.evaluate(args, site);
    if (found.impure === true) {
      return direct ?? unknownCall(found.name, args, found.returns);
    }
    if (direct !== undefined && direct.kind !== "unknown") {
      return direct;
    }
    return (
      lift(args, (choice) => found.evaluate(choice, site)) ?? direct ?? unknownCall(found.name, args, found.returns)
    );
  }

  #otherCall(call: FunctionCall, context: Context): Value {
    const args = call.args.map((arg) => this.expression(arg, context));
    const own = context.scope.userFunction(call.key);
    if (own !== undefined) {
      return madeFrom(callUserFunction(own, call, args, context, this), args);
    }
    if (call.key.startsWith("list")) {
      return listed(call.key, args, this.runtime);
    }
    throw new ExpressionError(l10n.t("There is no template function '{0}'.", call.name));
  }
}

/** The place of one call; a class, because very many are made. */
class Site implements CallSite {
  readonly call: FunctionCall;
  readonly context: Context;
  readonly #evaluator: Evaluator;
  readonly #place: TextSpan;

  constructor(call: FunctionCall, context: Context, evaluator: Evaluator, place: TextSpan) {
    this.call = call;
    this.context = context;
    this.#evaluator = evaluator;
    this.#place = place;
  }

  evaluate(part: Expression, other: Context = this.context): Value {
    return this.#evaluator.part(part, other, this.#place);
  }

  apply(body: Expression, context: Context): Value {
    return this.#evaluator.application(body, context, this.#place);
  }
}

/** The note for a template that is not analysed to its end. */
export function tooMuchWork(): string {
  return l10n.t("The template takes too much work to evaluate; parts of it are not analysed.");
}

/** The stretch of the text that a node takes. */
export function spanOf(node: JsonNode): TextSpan {
  return node.span;
}

/** Member access inside an expression: what is certainly missing is an error there. */
function memberOf(target: Value, step: string | number): Value {
  switch (target.kind) {
    case "unknown":
      return memberOfUnknown(target, step);
    case "object": {
      const member = target.members.get(String(step));
      if (member !== undefined) {
        return member;
      }
      if (target.rest !== undefined) {
        return memberOfUnknown(target.rest, step);
      }
      throw new ExpressionError(l10n.t("The object has no property '{0}'.", step));
    }
    case "array": {
      const index = typeof step === "string" && /^\d+$/.test(step) ? Number(step) : step;
      if (typeof index === "string") {
        throw new ExpressionError(l10n.t("An array has no property '{0}'.", step));
      }
      const item = itemAt(target, index);
      if (item === undefined) {
        throw new ExpressionError(
          l10n.t("Index {0} is outside the array, which has {1} item(s).", index, lengthOf(target)),
        );
      }
      return item;
    }
    case "known":
    case "text":
      throw new ExpressionError(l10n.t("'{0}' is asked of a value that is neither an object nor an array.", step));
  }
}

/** What stands at an index that is not known. */
function memberAtUnknown(target: Value, index: Value): Value {
  // Written out only here: most tables are asked with a choice that is bounded.
  const text = `${canonicalText(target)}[${canonicalText(index)}]`;
  const { reason, because, problem } = inherited([target, index].filter((each) => each !== target || isOpen(each)));
  return someMember(target, index, text) ?? unknown(text, reason, { because, problem });
}

function isOpen(value: Value): boolean {
  return value.kind === "unknown" || (value.kind === "object" && value.rest !== undefined);
}

/** Larger tables are not looked at as a whole. */
const largestTable = 64;

/**
 * What an unknown index gives: one of the members, because a deployment that asks for another one fails. When all members are
 * the same, it does not even matter which one is meant.
 */
function someMember(target: Value, index: Value, text: string): Value | undefined {
  const members =
    target.kind === "array"
      ? lengthOf(target) > largestTable
        ? []
        : target.items
      : target.kind === "object" && target.rest === undefined
        ? [...target.members.values()]
        : [];
  const [first] = members;
  if (first === undefined || members.length > largestTable) {
    return undefined;
  }
  const canonical = canonicalText(first);
  if (members.every((member) => canonicalText(member) === canonical)) {
    return first;
  }
  const choices = members.map((member) => toJson(member)).filter((json) => json !== undefined);
  return choices.length === members.length ? oneOf(choices, text, inherited([index])) : undefined;
}

/**
 * Tries every allowed value of the one parameter that keeps the arguments from being known.
 * Gives the result when all agree, an unknown that is bounded by the results when they are plain, and undefined otherwise.
 */
function lift(args: readonly Value[], evaluate: (args: readonly Value[]) => Value | undefined): Value | undefined {
  const bounded = args.map(possibilities);
  const first = bounded.find((each) => each !== undefined);
  if (first === undefined || bounded.some((each) => each !== undefined && each.of !== first.of)) {
    return undefined;
  }
  const results: Value[] = [];
  try {
    for (let choice = 0; choice < first.values.length; choice++) {
      const result = evaluate(args.map((arg, i) => bounded[i]?.values[choice] ?? arg));
      if (result === undefined || result.kind === "unknown") {
        return undefined;
      }
      results.push(result);
    }
  } catch (error) {
    if (error instanceof ExpressionError) {
      return undefined;
    }
    throw error;
  }
  return agreed(results, args);
}

function agreed(results: readonly Value[], args: readonly Value[]): Value | undefined {
  const texts = new Map(results.map((result) => [canonicalText(result), result]));
  const [only] = texts.values();
  if (only !== undefined && texts.size === 1) {
    return only;
  }
  const choices = [...texts.values()].map((result) => toJson(result)).filter((json) => json !== undefined);
  const text = `oneOf(${args.map(canonicalText).join(", ")}; ${[...texts.keys()].join(", ")})`;
  return choices.length === texts.size ? oneOf(choices, text, inherited(args)) : undefined;
}
