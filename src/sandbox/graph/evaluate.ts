import { isJsonObject, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { functions } from "./functions";
import { KqlError } from "./kqlError";
import type { Expression } from "./kqlTree";

/** The value of an expression for one row; what is missing is `null`. `now` in milliseconds, for `now()` and `ago()`. */
export function evaluate(expression: Expression, row: JsonObject, now: number): Json {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "column":
      return columnOf(row, expression.name);
    case "member":
      return memberOf(evaluate(expression.of, row, now), evaluate(expression.name, row, now));
    case "and":
      return evaluate(expression.left, row, now) === true && evaluate(expression.right, row, now) === true;
    case "or":
      return evaluate(expression.left, row, now) === true || evaluate(expression.right, row, now) === true;
    case "compare":
      return compare(expression.sign, evaluate(expression.left, row, now), evaluate(expression.right, row, now));
    case "among": {
      const left = evaluate(expression.left, row, now);
      const found = expression.right.some((each) =>
        same(left, evaluate(each, row, now), expression.sign.endsWith("~")),
      );
      return expression.sign.startsWith("!") ? !found : found;
    }
    case "call": {
      const call = functions[expression.name];
      if (call === undefined) {
        throw new KqlError("InvalidQuery", expression.name, expression.position);
      }
      return call(
        expression.args.map((argument) => evaluate(argument, row, now)),
        now,
      );
    }
  }
}

/** Names of columns are compared without case. */
export function columnOf(row: JsonObject, name: string): Json {
  const exact = row[name];
  if (exact !== undefined) {
    return exact;
  }
  const lower = name.toLowerCase();
  const key = Object.keys(row).find((each) => each.toLowerCase() === lower);
  return key === undefined ? null : (row[key] ?? null);
}

function memberOf(value: Json, name: Json): Json {
  if (Array.isArray(value) && typeof name === "number") {
    const element: unknown = value[name];
    return isJsonObject(element) || typeof element === "string" || typeof element === "number" ? element : null;
  }
  return isJsonObject(value) && typeof name === "string" ? (value[name] ?? null) : null;
}

function same(left: Json, right: Json, ignoreCase: boolean): boolean {
  const [a, b] = [textOf(left), textOf(right)];
  return ignoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function ordered(left: Json, right: Json): number {
  return typeof left === "number" && typeof right === "number"
    ? left - right
    : textOf(left).localeCompare(textOf(right), "en");
}

const comparisons: Readonly<Record<string, (left: Json, right: Json) => boolean>> = {
  "==": (left, right) => same(left, right, false),
  "=~": (left, right) => same(left, right, true),
  "<": (left, right) => ordered(left, right) < 0,
  "<=": (left, right) => ordered(left, right) <= 0,
  ">": (left, right) => ordered(left, right) > 0,
  ">=": (left, right) => ordered(left, right) >= 0,
  contains: (left, right) => textOf(left).toLowerCase().includes(textOf(right).toLowerCase()),
  has: hasTerm,
  startswith: (left, right) => textOf(left).toLowerCase().startsWith(textOf(right).toLowerCase()),
  endswith: (left, right) => textOf(left).toLowerCase().endsWith(textOf(right).toLowerCase()),
};

function compare(sign: string, left: Json, right: Json): boolean {
  const positive = sign === "!=" ? "==" : sign === "!~" ? "=~" : sign.replace(/^!/u, "");
  const result = comparisons[positive]?.(left, right) ?? false;
  return sign.startsWith("!") ? !result : result;
}

/** `has` finds whole words: letters and digits between two other characters. */
function hasTerm(left: Json, right: Json): boolean {
  const [text, term] = [textOf(left).toLowerCase(), textOf(right).toLowerCase()];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + term.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) {
      return true;
    }
  }
  return false;
}
