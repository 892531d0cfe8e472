import * as l10n from "@vscode/l10n";
import type { Context } from "../evaluation/context";
import type { Expression, FunctionCall } from "../expression/ast";
import type { Value, ValueType } from "../value";

/** A fault of an expression at evaluation time: a sentence that a template author understands. */
export class ExpressionError extends Error {
  constructor(message: string) {
    // Such errors are values here, thrown by the thousand when a loop repeats a mistake; a stack costs more than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "ExpressionError";
  }
}

/** The call that is being evaluated, for functions that depend on where they stand. */
export interface CallSite {
  readonly call: FunctionCall;
  readonly context: Context;
  /** Evaluates a part of the call; without a context, in the call's own. */
  readonly evaluate: (expression: Expression, context?: Context) => Value;
  /** Evaluates the body of a lambda once more. */
  readonly apply: (body: Expression, context: Context) => Value;
}

interface FunctionBase {
  /** As documented: `toLower`. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** The type of the result, when it is always the same. */
  readonly returns?: ValueType | undefined;
}

/**
 * A function whose arguments are all evaluated first.
 * `evaluate` gives undefined when the known parts of its arguments do not decide the result; the caller makes an unknown of it.
 * @throws ExpressionError when the arguments are certainly wrong
 */
export interface StrictFunction extends FunctionBase {
  readonly kind: "strict";
  readonly evaluate: (args: readonly Value[], site: CallSite) => Value | undefined;
  /** The result depends on more than the arguments. */
  readonly impure?: boolean | undefined;
}

/** A function that decides itself which arguments are evaluated: `if`, `and`, `map` … */
export interface LazyFunction extends FunctionBase {
  readonly kind: "lazy";
  readonly evaluate: (args: readonly Expression[], site: CallSite) => Value | undefined;
}

/** One function of the template language. */
export type TemplateFunction = StrictFunction | LazyFunction;

type Arity = number | readonly [least: number, most: number];

/** Declares a strict function. */
export function strict(
  name: string,
  arity: Arity,
  evaluate: StrictFunction["evaluate"],
  options: { readonly returns?: ValueType; readonly impure?: boolean } = {},
): StrictFunction {
  const [least, most] = typeof arity === "number" ? [arity, arity] : arity;
  return { kind: "strict", name, least, most, evaluate, returns: options.returns, impure: options.impure };
}

/** Declares a lazy function. */
export function lazy(
  name: string,
  arity: Arity,
  evaluate: LazyFunction["evaluate"],
  options: { readonly returns?: ValueType } = {},
): LazyFunction {
  const [least, most] = typeof arity === "number" ? [arity, arity] : arity;
  return { kind: "lazy", name, least, most, evaluate, returns: options.returns };
}

/** For functions that take any number of arguments. */
export const many = Number.POSITIVE_INFINITY;

/** The sentence for a call with too few or too many arguments. */
export function arityProblem(found: TemplateFunction, given: number): string {
  return found.most === found.least
    ? l10n.t("'{0}' takes {1} argument(s), but {2} are given.", found.name, found.least, given)
    : given < found.least
      ? l10n.t("'{0}' takes at least {1} argument(s), but {2} are given.", found.name, found.least, given)
      : l10n.t("'{0}' takes at most {1} argument(s), but {2} are given.", found.name, found.most, given);
}
