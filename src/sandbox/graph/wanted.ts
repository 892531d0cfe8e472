import { at, isJsonObject } from "../http/json";
import type { JsonObject } from "../http/json";
import { reader } from "./evaluate";
import type { Expression, Query, Step } from "./kqlTree";

/** What a query wants of the rows of its table: the rest need not be made. */
export interface Wanted {
  /** Where known, rows of other types (in lower case) are not needed. */
  readonly types: ReadonlySet<string> | undefined;
  /** Whether the query looks at a column or, in it, at a member, or at anything in there. */
  readonly wants: (...path: readonly string[]) => boolean;
  /** Says of the start of a row whether the query could want it. */
  readonly mayFit: (start: JsonObject) => boolean;
}

/** What a query wants of its table; `now` in milliseconds since 1970. */
export function wantedOf(query: Query, now: number): Wanted {
  return { types: typesOf(query), wants: wantsOf(query), mayFit: firstFilter(query, now) };
}

type Path = readonly string[];

function wantsOf({ steps }: Query): Wanted["wants"] {
  const needed = steps.reduceRight<readonly Path[] | undefined>(neededBefore, undefined);
  return (...path) =>
    needed === undefined ||
    needed.some((one) => path.every((name, index) => index >= one.length || isSameName(name, one[index], index)));
}

/** Names of columns have no case; those of their members do. */
function isSameName(name: string, other: string | undefined, index: number): boolean {
  return index === 0 ? name.toLowerCase() === other?.toLowerCase() : name === other;
}

/** What a step needs of its rows so that those after it get what they need; undefined is everything. */
function neededBefore(needed: readonly Path[] | undefined, step: Step): readonly Path[] | undefined {
  switch (step.kind) {
    case "where":
      return together(needed, allPaths([step.condition]));
    case "order":
      return together(needed, allPaths(step.by.map(({ value }) => value)));
    case "extend":
      return together(needed, allPaths(step.columns.map(({ value }) => value)));
    case "project":
      return allPaths(step.columns.map(({ value }) => value));
    case "summarize":
      return allPaths(step.by.map(({ value }) => value));
    case "distinct":
      return step.columns.map((name) => [name]);
    case "count":
      return [];
    case "join":
      return together(
        needed?.flatMap(beforeJoin),
        step.on.map(({ left }) => [left]),
      );
    case "take":
    case "projectAway":
      return needed;
  }
}

/** A column of the right side has a `1` behind its name where the left side has one of that name: then that is needed too. */
function beforeJoin([name = "", ...members]: Path): readonly Path[] {
  return name.endsWith("1") ? [[name, ...members], [name.slice(0, -1)]] : [[name, ...members]];
}

function together(some: readonly Path[] | undefined, others: readonly Path[] | undefined): readonly Path[] | undefined {
  return some === undefined || others === undefined ? undefined : [...some, ...others];
}

/**
 * The filter that the first steps of a query are, for rows of which not all columns are there: false only for a row that is
 * filtered out whatever the columns hold that are not there yet.
 */
function firstFilter(query: Query, now: number): (start: JsonObject) => boolean {
  const others = query.steps.findIndex(({ kind }) => kind !== "where");
  const conditions = query.steps
    .slice(0, others === -1 ? undefined : others)
    .flatMap((step) => (step.kind === "where" ? partsOf(step.condition) : []))
    .map((condition) => ({ fits: reader(condition, now), paths: pathsIn(condition) }));
  return (start) =>
    conditions.every(({ fits, paths }) => paths?.every((path) => isIn(start, path)) !== true || fits(start) === true);
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
