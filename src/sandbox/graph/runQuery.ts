import { textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { columnOf, evaluate } from "./evaluate";
import { KqlError } from "./kqlError";
import type { Named, Query, Step } from "./kqlTree";

type Rows = readonly JsonObject[];

/** The rows of a table by its name in lower case, or undefined for a table that there is not. */
export type Tables = (name: string) => Rows | undefined;

/** Runs a parsed query. */
export function runQuery(query: Query, tables: Tables, now: number): Rows {
  const table = tables(query.table);
  if (table === undefined) {
    throw new KqlError("InvalidQuery", query.table, 0);
  }
  return query.steps.reduce((rows: Rows, step) => runStep(step, rows, tables, now), table);
}

function runStep(step: Step, rows: Rows, tables: Tables, now: number): Rows {
  switch (step.kind) {
    case "where":
      return rows.filter((row) => evaluate(step.condition, row, now) === true);
    case "project":
      return rows.map((row) => columns(step.columns, row, now));
    case "extend":
      return rows.map((row) => ({ ...row, ...columns(step.columns, row, now) }));
    case "projectAway": {
      const away = new Set(step.columns.map((name) => name.toLowerCase()));
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !away.has(name.toLowerCase()))),
      );
    }
    case "distinct": {
      const picked = rows.map((row) => Object.fromEntries(step.columns.map((name) => [name, columnOf(row, name)])));
      return [...new Map(picked.map((row) => [JSON.stringify(row), row])).values()];
    }
    case "take":
      return rows.slice(0, step.count);
    case "order":
      return sorted(step, rows, now);
    case "count":
      return [{ Count: rows.length }];
    case "summarize":
      return summarized(step, rows, now);
    case "join":
      return joined(step, rows, runQuery(step.right, tables, now));
  }
}

function columns(named: readonly Named[], row: JsonObject, now: number): JsonObject {
  return Object.fromEntries(named.map(({ name, value }) => [name, evaluate(value, row, now)]));
}

function sorted(step: Extract<Step, { kind: "order" }>, rows: Rows, now: number): Rows {
  const keyed = rows.map((row) => ({ row, keys: step.by.map(({ value }) => evaluate(value, row, now)) }));
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

function joined(step: Extract<Step, { kind: "join" }>, left: Rows, right: Rows): Rows {
  const index = new Map<string, JsonObject[]>();
  for (const row of right) {
    const key = JSON.stringify(step.on.map((pair) => columnOf(row, pair.right)));
    index.set(key, [...(index.get(key) ?? []), row]);
  }
  // A column of text is empty where there is no partner, every other one is null: text cannot be null in Kusto.
  const empty = Object.fromEntries(
    Object.entries(right[0] ?? {}).map(([name, value]) => [name, typeof value === "string" ? "" : null]),
  );
  return left.flatMap((row) => {
    const key = JSON.stringify(step.on.map((pair) => columnOf(row, pair.left)));
    const partners = index.get(key) ?? (step.how === "leftouter" ? [empty] : []);
    return partners.map((partner) => merged(row, partner));
  });
}

/** Columns of both sides; one that the left side has already gets a `1` behind its name. */
function merged(left: JsonObject, right: JsonObject): JsonObject {
  const own = Object.entries(right).map(([name, value]) => [name in left ? `${name}1` : name, value] as const);
  return { ...left, ...Object.fromEntries(own) };
}
