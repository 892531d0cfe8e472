import * as l10n from "@vscode/l10n";
import type { Value } from "../value";
import { exactInteger, integerValue, isInt64 } from "../values/integers";
import { LazyItems } from "../values/lazyItems";
import { known, unknown } from "../values/make";
import { inherited } from "../values/unknowns";
import { integerOf, wrongType } from "./arguments";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** @throws ExpressionError beyond 64 bits */
function whole(result: bigint): Value {
  if (!isInt64(result)) {
    throw new ExpressionError(l10n.t("The number {0} is too large: whole numbers have 64 bits.", String(result)));
  }
  return integerValue(result);
}

/** A known whole number of any size. @throws ExpressionError when it is certainly no number */
function exactOf(name: string, value: Value | undefined): bigint | undefined {
  const exact = exactInteger(value);
  const small = exact === undefined ? integerOf(name, value) : undefined;
  if (small !== undefined) {
    throw wrongType(name, l10n.t("a whole number"));
  }
  return exact;
}

function arithmetic(name: string, compute: (left: bigint, right: bigint) => bigint): TemplateFunction {
  return strict(
    name,
    2,
    (args) => {
      const left = exactOf(name, args[0]);
      const right = exactOf(name, args[1]);
      return left === undefined || right === undefined ? neutral(name, args) : whole(compute(left, right));
    },
    { returns: "int" },
  );
}

/** `add(x, 0)` is x. For a loop whose count is unknown, the index moved by a constant keeps its identity. */
function neutral(name: string, args: readonly Value[]): Value | undefined {
  const [left, right] = args;
  if (left?.kind !== "unknown" || right?.kind !== "known" || (name !== "add" && name !== "sub")) {
    return undefined;
  }
  if (right.value === 0) {
    return left;
  }
  if (left.identity === undefined) {
    return undefined;
  }
  const { reason, because } = inherited([left]);
  return unknown(`${name}(${left.text}, ${String(right.value)})`, reason, {
    because,
    type: "int",
    identity: `${name}(${left.identity}, ${String(right.value)})`,
  });
}

function divisor(right: bigint): bigint {
  if (right === 0n) {
    throw new ExpressionError(l10n.t("The expression divides by zero."));
  }
  return right;
}

function extreme(name: "min" | "max"): TemplateFunction {
  const isBetter = (one: bigint, other: bigint): boolean => (name === "min" ? one < other : one > other);
  return strict(
    name,
    [1, many],
    (args) => {
      const items = args.flatMap((arg) => (arg.kind === "array" ? arg.items : [arg]));
      // A single unknown argument may well be an array.
      const numbers = items.map((item) =>
        args.length === 1 && item === args[0] && item.kind === "unknown" ? undefined : exactOf(name, item),
      );
      const [first] = numbers;
      if (numbers.length === 0) {
        throw new ExpressionError(l10n.t("'{0}' needs at least one number.", name));
      }
      let best = first;
      for (const number of numbers) {
        if (number === undefined || best === undefined) {
          return undefined;
        }
        best = isBetter(number, best) ? number : best;
      }
      return best === undefined ? undefined : integerValue(best);
    },
    { returns: "int" },
  );
}

function toInt([value]: readonly Value[]): Value | undefined {
  if (value?.kind !== "known") {
    return value?.kind === "unknown" && value.integer !== undefined ? value : undefined;
  }
  if (typeof value.value === "number") {
    return known(Math.trunc(value.value));
  }
  if (typeof value.value === "string" && /^\s*[+-]?\d{1,40}\s*$/.test(value.value)) {
    return whole(BigInt(value.value.trim().replace(/^\+/, "")));
  }
  throw wrongType("int", l10n.t("a whole number, or a text that is one"));
}

const mostRange = 10_000;

function range(args: readonly Value[]): Value | undefined {
  const start = integerOf("range", args[0]);
  const count = integerOf("range", args[1]);
  if (start === undefined || count === undefined) {
    return undefined;
  }
  if (count < 0 || count > mostRange) {
    throw new ExpressionError(l10n.t("The count of 'range' must lie between 0 and {0}.", mostRange));
  }
  return new LazyItems(count, (at) => known(start + at));
}

/** `add`, `sub`, `mul`, `div`, `mod`, `min`, `max`, `int`, `float`, `range`. */
export const numericFunctions: readonly TemplateFunction[] = [
  arithmetic("add", (left, right) => left + right),
  arithmetic("sub", (left, right) => left - right),
  arithmetic("mul", (left, right) => left * right),
  arithmetic("div", (left, right) => left / divisor(right)),
  arithmetic("mod", (left, right) => left % divisor(right)),
  extreme("min"),
  extreme("max"),
  strict("int", 1, toInt, { returns: "int" }),
  strict("float", 1, ([value]) => {
    if (value?.kind !== "known") {
      return undefined;
    }
    const number = Number(value.value);
    if (value.value === null || value.value === "" || Number.isNaN(number)) {
      throw wrongType("float", l10n.t("a number"));
    }
    return known(number);
  }),
  strict("range", 2, range, { returns: "array" }),
];
