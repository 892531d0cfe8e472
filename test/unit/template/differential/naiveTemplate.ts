import type { JsonValue } from "../../../../src/template/value";
import { naiveFunctions } from "./naiveFunctions";
import type { NaiveExpression } from "./naiveParser";
import { parseNaively } from "./naiveParser";
import type { Thing } from "./naiveValues";
import { fail, isThing, text, thing } from "./naiveValues";

/** What expressions may use; every use is computed anew: no caches, nothing lazy but what the language makes lazy. */
interface Place {
  readonly template: Thing;
  readonly loops: Readonly<Record<string, number>>;
  /** The index of the resource's own loop. */
  readonly index?: number | undefined;
  readonly lambda: Thing;
  /** Inside a function of the template: its arguments. */
  readonly args?: Thing | undefined;
}

/** Where the naive evaluator finds a fault, the whole value it was asked for is one. */
export const fault = Symbol("fault");
export type Outcome = JsonValue | typeof fault;

export interface NaiveResource {
  readonly name: Outcome;
  readonly condition: Outcome;
  readonly properties: Outcome;
}

function thingAt(value: JsonValue | undefined, name: string): Thing {
  const entries = isThing(value) ? Object.entries(value) : [];
  const found = entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return isThing(found) ? found : {};
}

function itemsAt(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  const found = isThing(value) ? value[name] : undefined;
  return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
}

/** A name or a step as text. */
function plain(value: JsonValue | undefined): string {
  if (typeof value !== "string" && typeof value !== "number") {
    throw new Error("no name");
  }
  return String(value);
}

function attempt(make: () => JsonValue): Outcome {
  try {
    return make();
  } catch {
    return fault;
  }
}

/** The outputs of a template. */
export function naiveOutputs(template: Thing): Readonly<Record<string, Outcome>> {
  const place: Place = { template, loops: {}, lambda: {} };
  return Object.fromEntries(
    Object.entries(thingAt(template, "outputs")).map(([name, output]) => [
      name,
      attempt(() => evaluate(isThing(output) ? (output["value"] ?? null) : null, place)),
    ]),
  );
}

/** The instances of a template's resources. */
export function naiveResources(template: Thing): readonly NaiveResource[] {
  return itemsAt(template, "resources").flatMap((resource) => {
    const copy = thingAt(resource, "copy");
    const place: Place = { template, loops: {}, lambda: {} };
    const count = Number(evaluate(copy["count"] ?? 1, place));
    return Array.from({ length: count }, (_, index) => {
      const inside: Place = { ...place, loops: { [plain(copy["name"])]: index }, index };
      const member = (name: string, absent: JsonValue): Outcome =>
        attempt(() => evaluate((isThing(resource) ? resource[name] : undefined) ?? absent, inside));
      return { name: member("name", ""), condition: member("condition", true), properties: member("properties", null) };
    });
  });
}

function evaluate(json: JsonValue, place: Place): JsonValue {
  if (typeof json === "string") {
    return json.startsWith("[") && json.endsWith("]") && !json.startsWith("[[")
      ? run(parseNaively(json.slice(1, -1)), place)
      : json.replace(/^\[\[/, "[");
  }
  if (Array.isArray(json)) {
    return json.map((item: JsonValue) => evaluate(item, place));
  }
  return isThing(json) ? Object.fromEntries(Object.entries(json).flatMap((member) => expand(member, place))) : json;
}

/** A member, or the members that a `copy` list makes. */
function expand([name, value]: readonly [string, JsonValue], place: Place): readonly (readonly [string, JsonValue])[] {
  if (name !== "copy" || !Array.isArray(value)) {
    return [[name, evaluate(value, place)]];
  }
  return value.map((entry: JsonValue) => {
    const loop = isThing(entry) ? entry : {};
    const own = plain(loop["name"]);
    const count = Number(evaluate(loop["count"] ?? 0, place));
    const items = Array.from({ length: count }, (_, index) =>
      evaluate(loop["input"] ?? null, { ...place, loops: { ...place.loops, [own]: index } }),
    );
    return [own, items] as const;
  });
}

function run(expression: NaiveExpression, place: Place): JsonValue {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "step":
      return stepInto(run(expression.target, place), run(expression.step, place));
    case "call":
      return call(expression.name, expression.args, place);
  }
}

function stepInto(target: JsonValue, step: JsonValue): JsonValue {
  const found = isThing(target)
    ? Object.entries(target).find(([name]) => name.toLowerCase() === plain(step).toLowerCase())?.[1]
    : Array.isArray(target) && typeof step === "number"
      ? (target as readonly JsonValue[])[step]
      : undefined;
  if (found === undefined) {
    throw new Error("no such member");
  }
  return found;
}

type Special = (args: readonly NaiveExpression[], place: Place) => JsonValue;

const special: Readonly<Record<string, Special>> = {
  if: ([condition, yes, no], place) => (truth(condition, place) ? need(yes, place) : need(no, place)),
  and: (args, place) => args.every((arg) => truth(arg, place)),
  or: (args, place) => args.some((arg) => truth(arg, place)),
  coalesce: (args, place) => {
    for (const arg of args) {
      const value = run(arg, place);
      if (value !== null) {
        return value;
      }
    }
    return null;
  },
  parameters: ([name], place) => parameter(plain(need(name, place)), place),
  variables: ([name], place) => variable(plain(need(name, place)), place),
  copyindex: ([name], place) => {
    const index = name === undefined ? place.index : place.loops[plain(run(name, place))];
    if (index === undefined) {
      throw new Error("no loop");
    }
    return index;
  },
  map: ([items, lambda], place) => each(items, place).map((item, i) => applied(lambda, [item, i], place)),
  filter: ([items, lambda], place) => each(items, place).filter((item, i) => isTrue(applied(lambda, [item, i], place))),
  reduce: ([items, start, lambda], place) =>
    each(items, place).reduce((sum, item, i) => applied(lambda, [sum, item, i], place), need(start, place)),
  sort: ([items, lambda], place) => sorted(each(items, place), (a, b) => isTrue(applied(lambda, [a, b], place))),
  toobject: ([items, key, value], place) =>
    each(items, place).reduce<Thing>((made, item) => {
      const name = text(applied(key, [item], place));
      return { ...made, [name]: value === undefined ? item : applied(value, [item], place) };
    }, {}),
  groupby: ([items, key], place) =>
    each(items, place).reduce<Readonly<Record<string, readonly JsonValue[]>>>((groups, item) => {
      const name = text(applied(key, [item], place));
      return { ...groups, [name]: [...(groups[name] ?? []), item] };
    }, {}),
  mapvalues: ([of, lambda], place) =>
    Object.fromEntries(
      Object.entries(thing(need(of, place))).map(([name, value]) => [name, applied(lambda, [value], place)]),
    ),
  lambdavariables: ([name], place) => place.lambda[plain(need(name, place))] ?? null,
};

function call(name: string, args: readonly NaiveExpression[], place: Place): JsonValue {
  const own = thingAt(thingAt(itemsAt(place.template, "functions")[0], "members"), name.replace("own.", ""));
  if (name.startsWith("own.")) {
    const given = args.map((arg) => run(arg, place));
    const names = itemsAt(own, "parameters").map((each) => (isThing(each) ? plain(each["name"]) : ""));
    const inside = Object.fromEntries(names.map((each, i) => [each, given[i] ?? null]));
    return evaluate(thingAt(own, "output")["value"] ?? null, { ...place, args: inside, loops: {}, index: undefined });
  }
  const lazy = special[name];
  if (lazy !== undefined) {
    return lazy(args, place);
  }
  const strict = naiveFunctions[name];
  if (strict === undefined) {
    throw new Error(`no function ${name}`);
  }
  return strict(args.map((arg) => run(arg, place)));
}

function need(expression: NaiveExpression | undefined, place: Place): JsonValue {
  if (expression === undefined) {
    throw new Error("missing argument");
  }
  return run(expression, place);
}

function truth(expression: NaiveExpression | undefined, place: Place): boolean {
  const value = need(expression, place);
  if (typeof value !== "boolean") {
    throw new Error("no truth value");
  }
  return value;
}

function each(items: NaiveExpression | undefined, place: Place): readonly JsonValue[] {
  const value = need(items, place);
  if (!Array.isArray(value)) {
    throw new Error("no array");
  }
  return value as readonly JsonValue[];
}

function isTrue(value: JsonValue): boolean {
  return typeof value === "boolean" ? value : fail();
}

/** Sorted by insertion: each item comes before the first one that it precedes. */
function sorted(items: readonly JsonValue[], precedes: (a: JsonValue, b: JsonValue) => boolean): readonly JsonValue[] {
  return items.reduce<readonly JsonValue[]>((made, item) => {
    const at = made.findIndex((other) => precedes(item, other));
    return at < 0 ? [...made, item] : [...made.slice(0, at), item, ...made.slice(at)];
  }, []);
}

function applied(lambda: NaiveExpression | undefined, values: readonly JsonValue[], place: Place): JsonValue {
  const parts = lambda?.kind === "call" && lambda.name === "lambda" ? lambda.args : fail();
  const names = parts.slice(0, -1).map((name) => plain(need(name, place)));
  const own = Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));
  return need(parts.at(-1), { ...place, lambda: { ...place.lambda, ...own } });
}

function parameter(name: string, place: Place): JsonValue {
  if (place.args !== undefined) {
    return place.args[name] ?? null;
  }
  return evaluate(thingAt(thingAt(place.template, "parameters"), name)["defaultValue"] ?? null, {
    ...place,
    loops: {},
    index: undefined,
  });
}

function variable(name: string, { template }: Place): JsonValue {
  const variables = thingAt(template, "variables");
  const outside: Place = { template, loops: {}, lambda: {} };
  const value = variables[name];
  if (value !== undefined) {
    return evaluate(value, outside);
  }
  const [made] = expand(
    ["copy", itemsAt(variables, "copy").filter((one) => isThing(one) && one["name"] === name)],
    outside,
  );
  if (made === undefined) {
    throw new Error(`no variable ${name}`);
  }
  return made[1];
}
