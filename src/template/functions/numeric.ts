import * as l10n from "@vscode/l10n";
import type { Value } from "../value";
import { canonicalText } from "../values/canonical";
import { known, unknown } from "../values/make";
import { inherited } from "../values/unknowns";
import { integerOf, wrongType } from "./arguments";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** Whole numbers beyond the safe range cannot be computed exactly here: better unknown than wrong. */
function whole(result: number, name: string, args: readonly Value[]): Value {
  return Number.isSafeInteger(result)
    ? known(result === 0 ? 0 : result)
    : unknown(`${name}(${args.map(canonicalText).join(", ")})`, "unsupported", { type: "int" });
}

function arithmetic(name: string, compute: (left: number, right: number) => number): TemplateFunction {
  return strict(
    name,
    2,
    (args) => {
      const left = integerOf(name, args[0]);
      const right = integerOf(name, args[1]);
      return left === undefined || right === undefined ? neutral(name, args) : whole(compute(left, right), name, args);
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

function divisor(right: number): number {
  if (right === 0) {
    throw new ExpressionError(l10n.t("The expression divides by zero."));
  }
  return right;
}

function extreme(name: "min" | "max", choose: (...numbers: number[]) => number): TemplateFunction {
  return strict(
    name,
    [1, many],
    (args) => {
      const numbers: number[] = [];
      const items = args.flatMap((arg) => (arg.kind === "array" ? arg.items : [arg]));
      for (const item of items) {
        const number = args.length === 1 && item.kind === "unknown" ? undefined : integerOf(name, item);
        if (number === undefined) {
          return undefined;
        }
        numbers.push(number);
      }
      if (numbers.length === 0) {
        throw new ExpressionError(l10n.t("'{0}' needs at least one number.", name));
      }
      return known(choose(...numbers));
    },
    { returns: "int" },
  );
}

function toInt([value]: readonly Value[]): Value | undefined {
  if (value?.kind !== "known") {
    return undefined;
  }
  if (typeof value.value === "number") {
    return known(Math.trunc(value.value));
  }
  if (typeof value.value === "string" && /^\s*[+-]?\d+\s*$/.test(value.value)) {
    return whole(Number(value.value), "int", [value]);
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
  return { kind: "array", items: Array.from({ length: count }, (_, i) => known(start + i)) };
}

/** `add`, `sub`, `mul`, `div`, `mod`, `min`, `max`, `int`, `float`, `range`. */
export const numericFunctions: readonly TemplateFunction[] = [
  arithmetic("add", (left, right) => left + right),
  arithmetic("sub", (left, right) => left - right),
  arithmetic("mul", (left, right) => left * right),
  arithmetic("div", (left, right) => Math.trunc(left / divisor(right))),
  arithmetic("mod", (left, right) => left % divisor(right)),
  extreme("min", Math.min),
  extreme("max", Math.max),
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
