import * as l10n from "@vscode/l10n";
import type { Value } from "../value";
import { sameValue, typeOf } from "../values/compare";
import { known } from "../values/make";
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
  if (left.kind !== "known" || right.kind !== "known") {
    return undefined;
  }
  const [a, b] = [left.value, right.value];
  if (typeof a === "number" && typeof b === "number") {
    return Math.sign(a - b);
  }
  if (typeof a === "string" && typeof b === "string") {
    return culture.compare(a, b);
  }
  throw wrongType(name, l10n.t("two values of the same type"));
}

const culture = new Intl.Collator("en-US", { caseFirst: "lower" });

function comparison(name: string, test: (order: number) => boolean): TemplateFunction {
  return strict(
    name,
    2,
    ([left, right]) => {
      const result = order(name, left, right);
      return result === undefined ? undefined : known(test(result));
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
