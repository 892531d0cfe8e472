import { at, isJsonObject, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { columnOf, evaluate } from "./evaluate";
import { KqlError } from "./kqlError";
import type { Expression, Named, Query, Step } from "./kqlTree";

type Rows = Iterable<JsonObject>;

/**
 * The rows of a table by its name in lower case, or undefined for a table that there is not.
 * @param types where given, rows of other types (in lower case) are not needed
 * @param mayFit says of the start of a row whether the query could want it: false only when it is filtered out at once,
 * whatever the columns hold that are not there yet
 */
export type Tables = (
  name: string,
  types: ReadonlySet<string> | undefined,
  mayFit: (start: JsonObject) => boolean,
) => Rows | undefined;

/** Runs a parsed query. */
export function runQuery(query: Query, tables: Tables, now: number): readonly JsonObject[] {
  const table = tables(query.table, typesOf(query), firstFilter(query, now));
  if (table === undefined) {
    throw new KqlError("InvalidQuery", query.table, 0);
  }
  return [...query.steps.reduce((rows: Rows, step) => runStep(step, rows, tables, now), table)];
}

function runStep(step: Step, rows: Rows, tables: Tables, now: number): Rows {
  switch (step.kind) {
    case "where":
      return filtered(rows, (row) => evaluate(step.condition, row, now) === true);
    case "project":
      return mapped(rows, (row) => columns(step.columns, row, now));
    case "extend":
      return mapped(rows, (row) => ({ ...row, ...columns(step.columns, row, now) }));
    case "projectAway": {
      const away = new Set(step.columns.map((name) => name.toLowerCase()));
      return mapped(rows, (row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !away.has(name.toLowerCase()))),
      );
    }
    case "distinct": {
      const picked = mapped(rows, (row) => Object.fromEntries(step.columns.map((name) => [name, columnOf(row, name)])));
      return new Map([...picked].map((row) => [JSON.stringify(row), row])).values();
    }
    case "take":
      return [...rows].slice(0, step.count);
    case "order":
      return sorted(step, rows, now);
    case "count":
      return [{ Count: [...rows].length }];
    case "summarize":
      return summarized(step, rows, now);
    case "join":
      return joined(step, rows, runQuery(step.right, tables, now));
  }
}

/** Row by row, so that a big table is never there as a whole. */
function* filtered(rows: Rows, fits: (row: JsonObject) => boolean): Generator<JsonObject> {
  for (const row of rows) {
    if (fits(row)) {
      yield row;
    }
  }
}

function* mapped(rows: Rows, change: (row: JsonObject) => JsonObject): Generator<JsonObject> {
  for (const row of rows) {
    yield change(row);
  }
}

function columns(named: readonly Named[], row: JsonObject, now: number): JsonObject {
  const made: Record<string, Json> = {};
  for (const { name, value } of named) {
    made[name] = evaluate(value, row, now);
  }
  return made;
}

function sorted(step: Extract<Step, { kind: "order" }>, rows: Rows, now: number): Rows {
  const keyed = Array.from(rows, (row) => ({ row, keys: step.by.map(({ value }) => evaluate(value, row, now)) }));
  keyed.sort((a, b) => {
    for (const [index, { descending }] of step.by.entries()) {
      const order = ordinal(a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) {
        return descending ? -order : order;
      }
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** Kusto compares text by code point: capitals stand before small letters. */
function ordinal(left: Json, right: Json): number {
  if (typeof left === "number" && typeof right === "number") {
    return left - right;
  }
  const [a, b] = [textOf(left), textOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function summarized(step: Extract<Step, { kind: "summarize" }>, rows: Rows, now: number): Rows {
  const groups = new Map<string, { readonly by: JsonObject; readonly count: number }>();
  for (const row of rows) {
    const by = columns(step.by, row, now);
    const key = JSON.stringify(by);
    groups.set(key, { by, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  if (step.by.length === 0 && groups.size === 0) {
    groups.set("", { by: {}, count: 0 });
  }
  return [...groups.values()].map(({ by, count }) => ({
    ...by,
    ...Object.fromEntries(step.counts.map((name) => [name, count])),
  }));
}

/** The left side goes through row by row: it may be a big table. */
function* joined(
  step: Extract<Step, { kind: "join" }>,
  left: Rows,
  right: readonly JsonObject[],
): Generator<JsonObject> {
  const index = new Map<string, JsonObject[]>();
  for (const row of right) {
    const key = keyOf(step.on.map((pair) => columnOf(row, pair.right)));
    const before = index.get(key);
    if (before === undefined) {
      index.set(key, [row]);
    } else {
      before.push(row);
    }
  }
  const lone = step.how === "inner" ? [] : [emptyLike(right[0])];
  const met = new Set<string>();
  let first: JsonObject | undefined;
  for (const row of left) {
    first ??= row;
    const key = keyOf(step.on.map((pair) => columnOf(row, pair.left)));
    met.add(key);
    yield* (index.get(key) ?? lone).map((partner) => merged(row, partner));
  }
  if (step.how === "fullouter") {
    const empty = emptyLike(first);
    for (const [key, rows] of index) {
      yield* met.has(key) ? [] : rows.map((row) => merged(empty, row));
    }
  }
}

function keyOf(values: readonly Json[]): string {
  const [only] = values;
  return values.length === 1 && typeof only === "string" ? only : JSON.stringify(values);
}

/** A column of text is empty where there is no partner, every other one is null: text cannot be null in Kusto. */
function emptyLike(row: JsonObject | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([name, value]) => [name, typeof value === "string" ? "" : null]),
  );
}

/** Columns of both sides; one that the left side has already gets a `1` behind its name. */
function merged(left: JsonObject, right: JsonObject): JsonObject {
  const both: Record<string, Json | undefined> = { ...left };
  for (const name of Object.keys(right)) {
    both[name in left ? `${name}1` : name] = right[name];
  }
  return both;
}

/** The filter that the first steps of a query are, for rows of which not all columns are there. */
function firstFilter(query: Query, now: number): (start: JsonObject) => boolean {
  const others = query.steps.findIndex(({ kind }) => kind !== "where");
  const conditions = query.steps
    .slice(0, others === -1 ? undefined : others)
    .flatMap((step) => (step.kind === "where" ? partsOf(step.condition) : []))
    .map((condition) => ({ condition, paths: pathsIn(condition) }));
  return (start) =>
    conditions.every(
      ({ condition, paths }) =>
        paths?.every((path) => isIn(start, path)) !== true || evaluate(condition, start, now) === true,
    );
}

function partsOf(condition: Expression): readonly Expression[] {
  return condition.kind === "and" ? [...partsOf(condition.left), ...partsOf(condition.right)] : [condition];
}

/** The columns of an expression, with the members that it asks of them; undefined for one that computes a member's name. */
function pathsIn(expression: Expression): readonly (readonly string[])[] | undefined {
  switch (expression.kind) {
    case "literal":
      return [];
    case "column":
      return [[expression.name]];
    case "member": {
      const { name } = expression;
      const [path, ...more] = pathsIn(expression.of) ?? [];
      return path === undefined || more.length > 0 || name.kind !== "literal" || typeof name.value !== "string"
        ? undefined
        : [[...path, name.value]];
    }
    case "call":
      return allPaths(expression.args);
    case "compare":
    case "and":
    case "or":
      return allPaths([expression.left, expression.right]);
    case "among":
      return allPaths([expression.left, ...expression.right]);
  }
}

function allPaths(expressions: readonly Expression[]): readonly (readonly string[])[] | undefined {
  const found = expressions.map(pathsIn);
  const known = found.flatMap((paths) => paths ?? []);
  return found.includes(undefined) ? undefined : known;
}

/** Whether a row has the value of a path, written as its columns are. */
function isIn(start: JsonObject, path: readonly string[]): boolean {
  const value = at(start, ...path);
  return value !== undefined && !isJsonObject(value);
}

/** The types that the rows of a table must have, where the first steps of the query say so. */
function typesOf(query: Query): ReadonlySet<string> | undefined {
  for (const step of query.steps) {
    if (step.kind !== "where") {
      return undefined;
    }
    const types = typesIn(step.condition);
    if (types !== undefined) {
      return types;
    }
  }
  return undefined;
}

function typesIn(condition: Expression): ReadonlySet<string> | undefined {
  switch (condition.kind) {
    case "and":
      return typesIn(condition.left) ?? typesIn(condition.right);
    case "compare":
      return isType(condition.left) && /^(==|=~)$/u.test(condition.sign) ? textsOf([condition.right]) : undefined;
    case "among":
      return isType(condition.left) && !condition.sign.startsWith("!") ? textsOf(condition.right) : undefined;
    case "literal":
    case "column":
    case "member":
    case "call":
    case "or":
      return undefined;
  }
}

function isType(expression: Expression): boolean {
  return expression.kind === "column" && expression.name.toLowerCase() === "type";
}

function textsOf(expressions: readonly Expression[]): ReadonlySet<string> | undefined {
  const texts = expressions.flatMap((each) =>
    each.kind === "literal" && typeof each.value === "string" ? [each.value.toLowerCase()] : [],
  );
  return texts.length === expressions.length ? new Set(texts) : undefined;
}
