import * as l10n from "@vscode/l10n";
import type { ObjectValue, UnknownValue, Value } from "../value";
import { sameValue, typeOf } from "../values/compare";
import { array, known, object } from "../values/make";
import { memberOfUnknown, unknownCall } from "../values/unknowns";
import { distinctItems } from "./array";
import { arrayOf, isNull, objectOf, textOf } from "./arguments";
import { boundedArray } from "./limits";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

function createObject(args: readonly Value[]): Value | undefined {
  if (args.length % 2 !== 0) {
    throw new ExpressionError(l10n.t("'createObject' takes pairs of a name and a value."));
  }
  const members: [string, Value][] = [];
  let rest: UnknownValue | undefined;
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    const key = textOf("createObject", name);
    if (key === undefined || value === undefined) {
      rest = unknownCall("createObject", name === undefined ? [] : [name], "object");
    } else {
      members.push([key, value]);
    }
  }
  return object(members, rest);
}

/** Both objects' members; a later one wins, objects inside are merged too when `deep`. */
function merged(left: ObjectValue, right: ObjectValue, deep: boolean): ObjectValue {
  const members = new Map<string, Value | (() => Value)>();
  const spelling = new Map<string, string>();
  const put = (name: string, value: Value | (() => Value)): void => {
    const own = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), own);
    members.set(own, value);
  };
  for (const [name, value] of left.members) {
    put(name, right.rest === undefined ? value : memberOfUnknown(right.rest, name));
  }
  for (const [name, value] of right.members) {
    const old = left.members.get(name);
    put(name, deep && old?.kind === "object" && value.kind === "object" ? () => merged(old, value, true) : value);
  }
  return object(members, right.rest ?? left.rest);
}

function mergeAll(name: string, values: readonly Value[], deep: boolean): Value | undefined {
  let result: ObjectValue = object([]);
  for (const value of values) {
    if (isNull(value)) {
      continue;
    }
    const next = objectOf(name, value);
    // What an unknown object has is unknown, but what comes after it wins for certain.
    const open = value.kind === "unknown" ? object([], { ...value, type: "object" }) : undefined;
    const merging = next ?? open;
    if (merging === undefined) {
      return undefined;
    }
    result = merged(result, merging, deep);
  }
  return result;
}

function union(args: readonly Value[]): Value | undefined {
  const types = args.filter((arg) => !isNull(arg)).map(typeOf);
  if (types.includes("object")) {
    return mergeAll("union", args, true);
  }
  if (!types.includes("array")) {
    return undefined;
  }
  const items: Value[] = [];
  for (const arg of args) {
    const own = isNull(arg) ? [] : arrayOf("union", arg)?.items;
    if (own === undefined) {
      return undefined;
    }
    items.push(...own);
  }
  const kept = distinctItems(items);
  return kept === undefined ? undefined : boundedArray(kept);
}

function intersection([first, ...others]: readonly Value[]): Value | undefined {
  if (first?.kind === "array") {
    const lists = others.map((other) => arrayOf("intersection", other)?.items);
    const kept: Value[] = [];
    for (const item of first.items) {
      const answers = lists.map((list) => list?.map((each) => sameValue(each, item)));
      if (answers.some((answer) => answer === undefined || (!answer.includes(true) && answer.includes(undefined)))) {
        return undefined;
      }
      if (answers.every((answer) => answer?.includes(true) === true)) {
        kept.push(item);
      }
    }
    const distinct = distinctItems(kept);
    return distinct === undefined ? undefined : array(distinct);
  }
  return first?.kind === "object" ? commonMembers(first, others) : undefined;
}

function commonMembers(first: ObjectValue, others: readonly Value[]): Value | undefined {
  const kept: [string, Value][] = [];
  for (const [name, value] of first.members) {
    const answers = others.map((other) => {
      const member = objectOf("intersection", other)?.members.get(name);
      return member === undefined ? (other.kind === "object" ? false : undefined) : sameValue(member, value);
    });
    if (answers.includes(false)) {
      continue;
    }
    if (answers.includes(undefined)) {
      return undefined;
    }
    kept.push([name, value]);
  }
  return object(kept);
}

const culture = new Intl.Collator("en-US", { caseFirst: "lower" });

function sortedNames(value: ObjectValue): readonly string[] {
  return [...value.members.keys()].sort((a, b) => culture.compare(a, b));
}

function items([value]: readonly Value[]): Value | undefined {
  const source = objectOf("items", value);
  if (source === undefined || source.rest !== undefined) {
    return undefined;
  }
  return array(
    sortedNames(source).map((name) =>
      object([
        ["key", known(name)],
        ["value", () => source.members.get(name) ?? known(null)],
      ]),
    ),
  );
}

/** `tryGet(x, 'a', 0)`: null as soon as a step is missing. */
function tryGet([value, ...steps]: readonly Value[]): Value | undefined {
  let at = value;
  for (const step of steps) {
    if (at === undefined || isNull(at)) {
      return known(null);
    }
    if (step.kind !== "known" || (typeof step.value !== "string" && typeof step.value !== "number")) {
      return undefined;
    }
    if (at.kind === "unknown") {
      at = memberOfUnknown(at, step.value);
    } else if (at.kind === "object") {
      at =
        at.members.get(String(step.value)) ??
        (at.rest === undefined ? undefined : memberOfUnknown(at.rest, step.value));
    } else if (at.kind === "array") {
      at = typeof step.value === "number" ? at.items[step.value] : undefined;
    } else {
      return known(null);
    }
  }
  return at ?? known(null);
}

/** Functions about objects. */
export const objectFunctions: readonly TemplateFunction[] = [
  strict("createObject", [0, many], createObject, { returns: "object" }),
  strict("union", [1, many], union),
  strict("shallowMerge", 1, ([value]) => {
    const list = arrayOf("shallowMerge", value)?.items;
    return list === undefined ? undefined : mergeAll("shallowMerge", list, false);
  }),
  strict("intersection", [2, many], intersection),
  strict("items", 1, items, { returns: "array" }),
  strict(
    "objectKeys",
    1,
    ([value]) => {
      const source = objectOf("objectKeys", value);
      return source === undefined || source.rest !== undefined
        ? undefined
        : array(sortedNames(source).map((name) => known(name)));
    },
    { returns: "array" },
  ),
  strict("tryGet", [2, many], tryGet),
  strict("null", 0, () => known(null)),
];
