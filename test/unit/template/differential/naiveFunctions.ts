import type { JsonValue } from "../../../../src/template/value";
import { naiveCollections } from "./naiveCollections";
import { naiveSystems } from "./naiveSystems";
import { naiveTexts } from "./naiveTexts";
import type { Args } from "./naiveValues";
import { bool, fail, int, isList, isThing, list, same, scalarText, text } from "./naiveValues";

function first(value: JsonValue | undefined): JsonValue {
  return isList(value) ? (value[0] ?? null) : fail();
}

function joined(args: Args): JsonValue {
  if (args.every(isList)) {
    return args.flat();
  }
  return args.some((each) => isList(each) || isThing(each) || each === null) ? fail() : args.map(scalarText).join("");
}

function quotient(a: number, b: number): number {
  return b === 0 ? fail() : Math.trunc(a / b) + 0;
}

function objectOf(args: Args): JsonValue {
  if (args.length % 2 === 1) {
    fail();
  }
  const names = args.filter((_, i) => i % 2 === 0).map(text);
  return Object.fromEntries(names.map((name, i) => [name, args[i * 2 + 1] ?? null]));
}

/** Numbers as numbers; words by their letters, and small letters first where these are the same. */
function order(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (typeof a === "number" || typeof b === "number") {
    return int(a) - int(b);
  }
  const [one, other] = [text(a), text(b)];
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : one === other ? 0 : one > other ? -1 : 1;
}

/** All that is not lazy; a wrong argument throws. */
export const naiveFunctions: Readonly<Record<string, (args: Args) => JsonValue>> = {
  ...naiveCollections,
  ...naiveSystems,
  ...naiveTexts,
  add: ([a, b]) => int(a) + int(b),
  sub: ([a, b]) => int(a) - int(b),
  // Plus zero: integers have no negative one.
  mul: ([a, b]) => int(a) * int(b) + 0,
  div: ([a, b]) => quotient(int(a), int(b)),
  mod: ([a, b]) => int(a) - int(b) * quotient(int(a), int(b)),
  min: (args) => Math.min(...args.map(int)),
  max: (args) => Math.max(...args.map(int)),
  less: ([a, b]) => order(a, b) < 0,
  lessorequals: ([a, b]) => order(a, b) <= 0,
  greater: ([a, b]) => order(a, b) > 0,
  greaterorequals: ([a, b]) => order(a, b) >= 0,
  equals: ([a = null, b = null]) => same(a, b),
  not: ([a]) => !bool(a),
  true: () => true,
  false: () => false,
  null: () => null,
  concat: joined,
  tolower: ([a]) => text(a).toLowerCase(),
  toupper: ([a]) => text(a).toUpperCase(),
  replace: ([a, from, to]) => text(a).split(text(from)).join(text(to)),
  substring: ([a, from, length]) => {
    const [whole, start] = [text(a), int(from)];
    const end = start + int(length);
    return start < 0 || end < start || end > whole.length ? fail() : whole.slice(start, end);
  },
  int: ([a]) => (typeof a === "string" && /^-?\d+$/.test(a) ? Number(a) : int(a)),
  length: ([a]) => (isThing(a) ? Object.keys(a).length : isList(a) ? a.length : text(a).length),
  empty: ([a]) => (isThing(a) ? Object.keys(a).length === 0 : isList(a) ? a.length === 0 : text(a) === ""),
  first: ([a]) => first(a),
  last: ([a]) => first([...list(a)].reverse()),
  skip: ([a, count]) => list(a).slice(Math.max(0, int(count))),
  take: ([a, count]) => list(a).slice(0, Math.max(0, int(count))),
  range: ([from, count]) => (int(count) < 0 ? fail() : Array.from({ length: int(count) }, (_, i) => int(from) + i)),
  createarray: (args) => args,
  createobject: objectOf,
  contains: ([a, b = null]) =>
    isList(a)
      ? a.some((item) => same(item, b))
      : isThing(a)
        ? Object.keys(a).some((name) => name.toLowerCase() === text(b).toLowerCase())
        : text(a).includes(text(b)),
};
