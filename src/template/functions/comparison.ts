import * as l10n from "@vscode/l10n";
import type { JsonScalar, Value } from "../value";
import { sameValue, typeOf } from "../values/compare";
import { exactInteger } from "../values/integers";
import { known, unknown } from "../values/make";
import { madeFrom } from "../values/provenance";
import { unknownCall } from "../values/unknowns";
import { isNull, wrongType } from "./arguments";
import { lazy, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** Compares as the engine does: numbers as numbers, texts in culture order (`a` before `A`, `B` after both). */
function order(name: string, left: Value | undefined, right: Value | undefined): number | undefined {
  if (left === undefined || right === undefined) {
    return undefined;
  }
  for (const type of [typeOf(left), typeOf(right)]) {
    if (type !== undefined && type !== "int" && type !== "string") {
      throw wrongType(name, l10n.t("a whole number or a text"));
    }
  }
  const [one, other] = [exactInteger(left), exactInteger(right)];
  if (one !== undefined && other !== undefined) {
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return left.kind === "known" && right.kind === "known" ? knownOrder(name, left.value, right.value) : undefined;
}

function knownOrder(name: string, a: JsonScalar, b: JsonScalar): number {
  if (typeof a === "number" && typeof b === "number") {
    return Math.sign(a - b);
  }
  if (typeof a === "string" && typeof b === "string") {
    return culture.compare(a, b);
  }
  throw wrongType(name, l10n.t("two values of the same type"));
}

/** The least and the most that a number can be, as `minValue` and `maxValue` bound it. */
function boundsOf(value: Value | undefined): { readonly least: number; readonly most: number } {
  const exact = exactInteger(value);
  const open = value?.kind === "unknown" ? value : undefined;
  return exact === undefined
    ? { least: open?.least ?? Number.NEGATIVE_INFINITY, most: open?.most ?? Number.POSITIVE_INFINITY }
    : { least: Number(exact), most: Number(exact) };
}

/** What bounds alone decide: `less(n, 5)` is true when the `maxValue` of n is 4. */
function byBounds(
  left: Value | undefined,
  right: Value | undefined,
  test: (order: number) => boolean,
): boolean | undefined {
  if (typeOf(left ?? known("")) !== "int" || typeOf(right ?? known("")) !== "int") {
    return undefined;
  }
  const [a, b] = [boundsOf(left), boundsOf(right)];
  const possible = [
    ...(a.least < b.most ? [-1] : []),
    ...(a.least <= b.most && b.least <= a.most ? [0] : []),
    ...(a.most > b.least ? [1] : []),
  ].map(test);
  return possible.every((answer) => answer) ? true : possible.some((answer) => answer) ? undefined : false;
}

const culture = new Intl.Collator("en-US", { caseFirst: "lower" });

function comparison(name: string, test: (order: number) => boolean): TemplateFunction {
  return strict(
    name,
    2,
    ([left, right]) => {
      const result = order(name, left, right);
      const answer = result === undefined ? byBounds(left, right, test) : test(result);
      return answer === undefined ? undefined : known(answer);
    },
    { returns: "bool" },
  );
}

/** `equals`, `less`, `lessOrEquals`, `greater`, `greaterOrEquals`, `coalesce`. */
export const comparisonFunctions: readonly TemplateFunction[] = [
  strict(
    "equals",
    2,
    ([left, right]) => {
      const same = left === undefined || right === undefined ? undefined : sameValue(left, right);
      return same === undefined ? undefined : known(same);
    },
    { returns: "bool" },
  ),
  comparison("less", (result) => result < 0),
  comparison("lessOrEquals", (result) => result <= 0),
  comparison("greater", (result) => result > 0),
  comparison("greaterOrEquals", (result) => result >= 0),
  lazy("coalesce", [1, many], (args, site) => {
    const open: Value[] = [];
    for (const arg of args) {
      const value = site.evaluate(arg);
      if (isNull(value)) {
        continue;
      }
      if (open.length === 0 && !mayBeNull(value)) {
        return value;
      }
      // Behind a value that may be there already, what is wrong may never be evaluated.
      if (open.length > 0 && value.kind === "unknown" && value.reason === "error") {
        open.push(unknown("…", "runtime"));
        break;
      }
      open.push(value);
      if (!mayBeNull(value)) {
        break;
      }
    }
    const [only] = open;
    if (only === undefined) {
      return known(null);
    }
    return open.length === 1 ? only : madeFrom(unknownCall("coalesce", open, undefined), open);
  }),
];

/** Only what is unknown through and through can turn out to be null; a text with a known part cannot. */
function mayBeNull(value: Value): boolean {
  return value.kind === "unknown" && !(value.allowed?.every((choice) => choice !== null) ?? false);
}
