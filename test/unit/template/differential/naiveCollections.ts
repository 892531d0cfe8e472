import type { JsonValue } from "../../../../src/template/value";
import type { Args, Thing } from "./naiveValues";
import { fail, int, isList, isThing, list, same, scalarText, text, thing } from "./naiveValues";

function deepUnion(a: JsonValue | undefined, b: JsonValue): JsonValue {
  if (!isThing(a) || !isThing(b)) {
    return b;
  }
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    names.map((name) => [name, name in b ? deepUnion(a[name], b[name] ?? null) : (a[name] ?? null)]),
  );
}

function distinct(items: Args): Args {
  return items.filter((item, i) => items.findIndex((other) => same(item, other)) === i);
}

function sortedNames(value: Thing): readonly string[] {
  return Object.keys(value).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}

function memberOf(value: JsonValue, step: JsonValue): JsonValue {
  if (isThing(value)) {
    const found = Object.entries(value).find(([name]) => name.toLowerCase() === scalarText(step).toLowerCase());
    return found?.[1] ?? null;
  }
  return isList(value) && typeof step === "number" ? (value[step] ?? null) : null;
}

function common(args: Args): JsonValue {
  const [first = null, ...others] = args;
  if (isList(first)) {
    return distinct(first.filter((item) => others.every((other) => list(other).some((each) => same(each, item)))));
  }
  const members = Object.entries(thing(first));
  return Object.fromEntries(
    members.filter(([name, value]) =>
      others.every((other) => name in thing(other) && same(thing(other)[name] ?? null, value)),
    ),
  );
}

function fromEnd(items: Args, at: number): JsonValue | undefined {
  return at > 0 ? items[items.length - at] : undefined;
}

/** Functions of arrays and objects. */
export const naiveCollections: Readonly<Record<string, (args: Args) => JsonValue>> = {
  array: ([a = null]) => (isList(a) ? a : [a]),
  flatten: ([a]) => list(a).flatMap((item) => list(item)),
  distinct: ([a]) => distinct(list(a)),
  union: (args) =>
    args.every(isList)
      ? distinct(args.flat())
      : args.reduce<JsonValue>((whole, each) => deepUnion(whole, thing(each)), {}),
  shallowmerge: ([a]) => Object.assign({}, ...list(a).map(thing)) as Thing,
  intersection: common,
  items: ([a]) => sortedNames(thing(a)).map((key) => ({ key, value: thing(a)[key] ?? null })),
  objectkeys: ([a]) => sortedNames(thing(a)),
  tryget: ([a = null, ...steps]) => steps.reduce(memberOf, a),
  indexfromend: ([a, at]) => fromEnd(list(a), int(at)) ?? fail(),
  tryindexfromend: ([a, at]) => fromEnd(list(a), int(at)) ?? null,
  indexof: ([a, b = null]) =>
    isList(a) ? a.findIndex((item) => same(item, b)) : text(a).toLowerCase().indexOf(text(b).toLowerCase()),
  lastindexof: ([a, b = null]) =>
    isList(a)
      ? a.reduce<number>((found, item, i) => (same(item, b) ? i : found), -1)
      : text(a).toLowerCase().lastIndexOf(text(b).toLowerCase()),
  join: ([a, mark]) => list(a).map(scalarText).join(text(mark)),
};
