import { textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { columnOf, reader } from "./evaluate";
import { KqlError } from "./kqlError";
import type { Named, Query, Step } from "./kqlTree";
import { wantedOf } from "./wanted";
import type { Wanted } from "./wanted";

type Rows = Iterable<JsonObject>;

/** The rows of a table by its name in lower case, or undefined for a table that there is not. */
export type Tables = (name: string, wanted: Wanted) => Rows | undefined;

/** What a query has found. */
export interface Found {
  readonly rows: readonly JsonObject[];
  /** How many there are, with those that were not kept. */
  readonly total: number;
}

/** Runs a parsed query. @param most of a result in order, so many rows are kept */
export function runQuery(query: Query, tables: Tables, now: number, most = Infinity): Found {
  const table = tables(query.table, wantedOf(query, now));
  if (table === undefined) {
    throw new KqlError("InvalidQuery", query.table, 0);
  }
  const last = query.steps.at(-1);
  const steps = last?.kind === "order" ? query.steps.slice(0, -1) : query.steps;
  const found = steps.reduce((rows: Rows, step) => runStep(step, rows, tables, now), table);
  if (last?.kind === "order") {
    return sorted(last, found, now, most);
  }
  const rows = [...found];
  return { rows, total: rows.length };
}

function runStep(step: Step, rows: Rows, tables: Tables, now: number): Rows {
  switch (step.kind) {
    case "where": {
      const condition = reader(step.condition, now);
      return filtered(rows, (row) => condition(row) === true);
    }
    case "project":
      return mapped(rows, columnsReader(step.columns, now));
    case "extend": {
      const more = columnsReader(step.columns, now);
      // Rows are made for one query: nobody else sees them change.
      return mapped(rows, (row) => Object.assign(row, more(row)));
    }
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
      return sorted(step, rows, now).rows;
    case "count":
      return [{ Count: [...rows].length }];
    case "summarize":
      return summarized(step, rows, now);
    case "join":
      return joined(step, rows, runQuery(step.right, tables, now).rows);
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

function columnsReader(named: readonly Named[], now: number): (row: JsonObject) => JsonObject {
  const readers = named.map(({ name, value }) => [name, reader(value, now)] as const);
  return (row) => {
    const made: Record<string, Json> = {};
    for (const [name, read] of readers) {
      made[name] = read(row);
    }
    return made;
  };
}

function sorted(step: Extract<Step, { kind: "order" }>, rows: Rows, now: number, most = Infinity): Found {
  const readers = step.by.map(({ value }) => reader(value, now));
  const signs = step.by.map(({ descending }) => (descending ? -1 : 1));
  const byKeys = (a: Keyed, b: Keyed): number => {
    for (const [index, sign] of signs.entries()) {
      const order = ordinal(a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) {
        return sign * order;
      }
    }
    return 0;
  };
  const keyed: Keyed[] = [];
  let total = 0;
  for (const row of rows) {
    keyed.push({ row, keys: readers.map((read) => read(row)) });
    total += 1;
    if (keyed.length >= 2 * most) {
      keyed.sort(byKeys);
      keyed.length = most;
    }
  }
  keyed.sort(byKeys);
  return { rows: keyed.slice(0, most).map(({ row }) => row), total };
}

interface Keyed {
  readonly row: JsonObject;
  readonly keys: readonly Json[];
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
  const read = columnsReader(step.by, now);
  for (const row of rows) {
    const by = read(row);
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
  const [model] = right;
  const lone = step.how === "inner" ? [] : [emptyLike(model)];
  const met = new Set<string>();
  let merge: ReturnType<typeof mergerOf> | undefined;
  let empty: JsonObject = {};
  for (const row of left) {
    if (merge === undefined) {
      merge = mergerOf(row, model ?? {});
      empty = emptyLike(row);
    }
    const key = keyOf(step.on.map((pair) => columnOf(row, pair.left)));
    met.add(key);
    for (const partner of index.get(key) ?? lone) {
      yield merge(row, partner);
    }
  }
  if (step.how === "fullouter") {
    merge ??= mergerOf(empty, model ?? {});
    for (const [key, rows] of index) {
      for (const row of met.has(key) ? [] : rows) {
        yield merge(empty, row);
      }
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

/** Columns of both sides, as their first rows have them; one that the left side has already gets a `1` behind its name. */
function mergerOf(left: JsonObject, right: JsonObject): (left: JsonObject, right: JsonObject) => JsonObject {
  const names = Object.keys(right).map((name) => [name, name in left ? `${name}1` : name] as const);
  return (one, other) => {
    const both: Record<string, Json | undefined> = { ...one };
    for (const [name, shown] of names) {
      both[shown] = other[name];
    }
    return both;
  };
}
