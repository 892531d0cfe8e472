import * as l10n from "@vscode/l10n";
import type { Expression } from "../expression/ast";
import type { JsonValue, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { known, unknown } from "../values/make";
import { madeFrom } from "../values/provenance";
import { inherited, possibilities, toJson, unknownCall } from "../values/unknowns";
import { truthOf, wrongType } from "./arguments";
import { lazy, many, strict } from "./templateFunction";
import type { CallSite, TemplateFunction } from "./templateFunction";

/** `and` and `or`: Kleene's logic, and nothing is evaluated behind the argument that decides. */
function connective(name: "and" | "or"): TemplateFunction {
  const decisive = name === "or";
  return lazy(
    name,
    [2, many],
    (args, site) => {
      const open: Value[] = [];
      let mayFail = false;
      for (const arg of args) {
        const value = site.evaluate(arg);
        const truth = truthOf(name, value);
        if (truth === decisive) {
          return madeFrom(known(decisive), [value]);
        }
        if (isError(value)) {
          if (open.length === 0) {
            return madeFrom(unknownCall(name, [value], "bool"), [value]);
          }
          // Behind an argument that may decide, what is wrong may never be evaluated; and if it is, nothing behind it is.
          mayFail = true;
          break;
        }
        if (truth === undefined) {
          open.push(value);
        }
      }
      const [only] = open;
      if (only === undefined) {
        return madeFrom(
          known(!decisive),
          args.map((arg) => site.evaluate(arg)),
        );
      }
      return open.length === 1 && !mayFail ? only : madeFrom(unknownCall(name, open, "bool"), open);
    },
    { returns: "bool" },
  );
}

function isError(value: Value): boolean {
  return value.kind === "unknown" && value.reason === "error";
}

function choose([test, whenTrue, whenFalse]: readonly Expression[], site: CallSite): Value | undefined {
  if (test === undefined || whenTrue === undefined || whenFalse === undefined) {
    return undefined;
  }
  const condition = site.evaluate(test);
  const truth = truthOf("if", condition);
  if (truth !== undefined) {
    return madeFrom(site.evaluate(truth ? whenTrue : whenFalse), [condition]);
  }
  if (isError(condition)) {
    return madeFrom(unknownCall("if", [condition], undefined), [condition]);
  }
  const branches = [site.evaluate(whenTrue), site.evaluate(whenFalse)] as const;
  const [yes, no] = branches;
  if (canonicalText(yes) === canonicalText(no)) {
    return yes;
  }
  // Only the condition keeps the result from being known: what is unknown in a branch that may not be taken comes second.
  const { reason, because } = inherited([
    condition,
    ...branches.filter((each) => each.kind === "unknown" && each.reason !== "error"),
  ]);
  const choices = branches.map(jsonChoices);
  const [left, right] = choices;
  const allowed = left !== undefined && right !== undefined ? [...left, ...right] : undefined;
  const text = `if(${canonicalText(condition)}, ${canonicalText(yes)}, ${canonicalText(no)})`;
  return madeFrom(unknown(text, reason, { because, allowed }), [condition, ...branches]);
}

/** All that a branch can be, as plain JSON; undefined when it is not bounded. */
function jsonChoices(value: Value): readonly JsonValue[] | undefined {
  const bounded = possibilities(value);
  return listOfJson(bounded === undefined ? [value] : bounded.values);
}

function listOfJson(values: readonly Value[]): readonly JsonValue[] | undefined {
  const list = values.map((value) => toJson(value, { nodes: 500 })).filter((json) => json !== undefined);
  return list.length === values.length ? list : undefined;
}

function toBool(value: Value | undefined): Value | undefined {
  if (value?.kind !== "known") {
    return undefined;
  }
  if (typeof value.value === "boolean") {
    return known(value.value);
  }
  if (typeof value.value === "number") {
    return known(value.value !== 0);
  }
  const word = value.value?.toLowerCase();
  if (word === "true" || word === "1") {
    return known(true);
  }
  if (word === "false" || word === "0") {
    return known(false);
  }
  throw wrongType("bool", l10n.t("'true', 'false' or a number"));
}

/** `and`, `or`, `not`, `if`, `bool`, `true`, `false`. */
export const logicalFunctions: readonly TemplateFunction[] = [
  connective("and"),
  connective("or"),
  strict(
    "not",
    1,
    ([value]) => {
      const truth = truthOf("not", value);
      return truth === undefined ? undefined : known(!truth);
    },
    { returns: "bool" },
  ),
  lazy("if", 3, choose),
  strict("bool", 1, ([value]) => toBool(value), { returns: "bool" }),
  strict("true", 0, () => known(true), { returns: "bool" }),
  strict("false", 0, () => known(false), { returns: "bool" }),
];
