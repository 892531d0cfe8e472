import { valueAt } from "../../../../src/azure/http/jsonRead";

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** The object at a path; empty when there is none. */
export function objectAt(value: unknown, ...path: readonly string[]): Json {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** One object over another, members that are objects too; what is given wins. */
export function merged(defaults: Json, given: Json): Json {
  const both = Object.entries(given).map(([name, value]) => {
    const base = defaults[name];
    return [name, isObject(base) && isObject(value) ? merged(base, value) : value] as const;
  });
  return { ...defaults, ...Object.fromEntries(both) };
}

/** An object without some of its members. */
export function without(object: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
