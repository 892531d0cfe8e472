import { isJsonObject, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { functions } from "./functions";
import { KqlError } from "./kqlError";
import type { Expression } from "./kqlTree";

/** Tells the value of an expression for a row; what is missing is `null`. */
export type Reader = (row: JsonObject) => Json;

/**
 * Prepares an expression for many rows: what is the same for all of them is worked out once.
 * @param now milliseconds since 1970, for `now()` and `ago()`
 * @throws KqlError for a function that there is not
 */
export function reader(expression: Expression, now: number): Reader {
  switch (expression.kind) {
    case "literal":
      return () => expression.value;
    case "column":
      return (row) => columnOf(row, expression.name);
    case "member": {
      const [of, name] = [reader(expression.of, now), reader(expression.name, now)];
      return (row) => memberOf(of(row), name(row));
    }
    case "and": {
      const [left, right] = [reader(expression.left, now), reader(expression.right, now)];
      return (row) => left(row) === true && right(row) === true;
    }
    case "or": {
      const [left, right] = [reader(expression.left, now), reader(expression.right, now)];
      return (row) => left(row) === true || right(row) === true;
    }
    case "compare": {
      const { sign } = expression;
      return withRight(expression.right, now, reader(expression.left, now), (right) => comparison(sign, right));
    }
    case "among":
      return membership(expression, now);
    case "call": {
      const read = callReader(expression, now);
      if (!isConstant(expression)) {
        return read;
      }
      const value = read({});
      return () => value;
    }
  }
}

/** Functions answer the same for the same. */
function isConstant(expression: Expression): boolean {
  return expression.kind === "literal" || (expression.kind === "call" && expression.args.every(isConstant));
}

function callReader({ name, args, position }: Extract<Expression, { kind: "call" }>, now: number): Reader {
  const call = functions[name];
  if (call === undefined) {
    throw new KqlError("InvalidQuery", name, position);
  }
  const readers = args.map((argument) => reader(argument, now));
  return (row) =>
    call(
      readers.map((read) => read(row)),
      now,
    );
}

type Test = (left: Json) => boolean;

/** A test with what stands on the right, which is mostly the same for all rows. */
function withRight(expression: Expression, now: number, left: Reader, test: (right: Json) => Test): Reader {
  const right = reader(expression, now);
  if (!isConstant(expression)) {
    return (row) => test(right(row))(left(row));
  }
  const known = test(right({}));
  return (row) => known(left(row));
}

function membership({ sign, left, right }: Extract<Expression, { kind: "among" }>, now: number): Reader {
  const value = reader(left, now);
  const equal = sign.endsWith("~") ? "=~" : "==";
  const tests = right.map((each) => withRight(each, now, value, (one) => comparison(equal, one)));
  return (row) => tests.some((test) => test(row) === true) !== sign.startsWith("!");
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

function same(right: Json): Test {
  const text = textOf(right);
  return (left) => textOf(left) === text;
}

/** A test for text without case. */
function lowered(test: (left: string, right: string) => boolean): (right: Json) => Test {
  return (right) => {
    const text = textOf(right).toLowerCase();
    return (left) => test(textOf(left).toLowerCase(), text);
  };
}

function ordered(test: (order: number) => boolean): (right: Json) => Test {
  return (right) => {
    const text = textOf(right);
    return (left) =>
      test(typeof left === "number" && typeof right === "number" ? left - right : collator.compare(textOf(left), text));
  };
}

const collator = new Intl.Collator("en");

const comparisons: Readonly<Record<string, (right: Json) => Test>> = {
  "==": same,
  "=~": lowered((left, right) => left === right),
  "<": ordered((order) => order < 0),
  "<=": ordered((order) => order <= 0),
  ">": ordered((order) => order > 0),
  ">=": ordered((order) => order >= 0),
  contains: lowered((left, right) => left.includes(right)),
  has: lowered(hasTerm),
  startswith: lowered((left, right) => left.startsWith(right)),
  endswith: lowered((left, right) => left.endsWith(right)),
};

function comparison(sign: string, right: Json): Test {
  const positive = sign === "!=" ? "==" : sign === "!~" ? "=~" : sign.replace(/^!/u, "");
  const test = comparisons[positive]?.(right);
  return test === undefined ? () => sign.startsWith("!") : sign.startsWith("!") ? (left) => !test(left) : test;
}

/** `has` finds whole words: letters and digits between two other characters. */
function hasTerm(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + term.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) {
      return true;
    }
  }
  return false;
}
