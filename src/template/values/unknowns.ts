import type {
  ArrayValue,
  JsonScalar,
  JsonValue,
  ObjectValue,
  UnknownReason,
  UnknownValue,
  Value,
  ValueType,
} from "../value";
import { canonicalText, unknownsIn } from "./canonical";
import { eachItem } from "./lazyItems";
import { fromJson, isJsonArray, text, unknown } from "./make";
import { printedJson } from "./scalarText";

/** The reason that outweighs the others when a value is made from several unknowns. */
const weight: Readonly<Record<UnknownReason, number>> = {
  error: 4,
  secure: 3,
  noDefault: 2,
  unsupported: 1,
  runtime: 0,
};

/** What an unknown that is made from these values inherits. */
export function inherited(values: readonly Value[]): {
  readonly reason: UnknownReason;
  readonly because: readonly string[];
  readonly problem: string | undefined;
} {
  const [first] = values;
  if (values.length === 1 && first?.kind === "unknown" && first.because.length < 2) {
    const { reason, because, problem } = first;
    return { reason, because, problem };
  }
  let reason: UnknownReason = "runtime";
  let problem: string | undefined;
  const because = new Set<string>();
  for (const value of values) {
    for (const each of unknownsIn(value)) {
      if (weight[each.reason] > weight[reason]) {
        reason = each.reason;
      }
      problem ??= each.problem;
      each.because.forEach((name) => because.add(name));
    }
  }
  return { reason, because: [...because], problem };
}

/** The unknown result of a call whose arguments do not decide it. */
export function unknownCall(name: string, args: readonly Value[], type: ValueType | undefined): UnknownValue {
  const { reason, because, problem } = inherited(args);
  return unknown(`${name}(${args.map(canonicalText).join(", ")})`, reason, { because, problem, type });
}

/** A value that cannot be known because its expression is wrong. */
export function errorValue(canonical: string, problem: string): UnknownValue {
  return unknown(canonical, "error", { problem });
}

/** The member of something unknown: bounded, or even known, when `allowedValues` or a lookup table bound the whole. */
export function memberOfUnknown(target: UnknownValue, step: string | number): Value {
  const suffix =
    typeof step === "number"
      ? `[${step}]`
      : /^[A-Za-z_]\w*$/.test(step)
        ? `.${step}`
        : `['${step.replaceAll("'", "''")}']`;
  const { reason, because, problem } = target;
  const text = target.text + suffix;
  const declared = target.declared?.memberOfUnknown(step, text, target);
  if (declared !== undefined) {
    return declared;
  }
  if (typeof step === "number" && target.item !== undefined) {
    return target.item;
  }
  const choices = target.allowed?.map((choice) => memberOfJson(choice, step));
  return choices === undefined || choices.length === 0
    ? unknown(text, reason, { because, problem })
    : oneOf(choices, text, { reason, because });
}

/** The member of plain JSON; what is absent counts as null, as it does for the resource providers. */
function memberOfJson(json: JsonValue, step: string | number): JsonValue {
  if (json === null || typeof json !== "object") {
    return null;
  }
  if (isJsonArray(json)) {
    return typeof step === "number" ? (json[step] ?? null) : null;
  }
  const wanted = String(step).toLowerCase();
  return Object.entries(json).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

/** A value that is one of these: known when they all agree, else unknown and bounded. */
export function oneOf(
  choices: readonly JsonValue[],
  text: string,
  { reason, because }: { readonly reason: UnknownReason; readonly because: readonly string[] },
): Value {
  const distinct = new Map(choices.map((choice) => [JSON.stringify(choice), choice]));
  const [only] = distinct.values();
  if (only !== undefined && distinct.size === 1) {
    return fromJson(only);
  }
  const allowed = [...distinct.values()];
  return unknown(text, reason, { because, allowed, type: commonType(allowed) });
}

function commonType(allowed: readonly JsonValue[]): ValueType | undefined {
  const [first] = allowed;
  const type = typeof first;
  if (!allowed.every((each) => typeof each === type)) {
    return undefined;
  }
  return type === "string" ? "string" : type === "number" ? "int" : type === "boolean" ? "bool" : undefined;
}

/** Deeper values are taken for endless. */
const mostDepth = 120;

/** Trying more combinations than this costs more than it tells. */
const mostPossibilities = 64;

/**
 * All that a value can be when `allowedValues` bound it: an unknown with allowed values, or a text with one such part.
 * Undefined when it is not bounded.
 */
export function possibilities(value: Value): { readonly of: string; readonly values: readonly Value[] } | undefined {
  if (value.kind === "unknown" && value.allowed !== undefined && value.allowed.length <= mostPossibilities) {
    return { of: value.text, values: valuesOf(value.allowed) };
  }
  if (value.kind !== "text") {
    return undefined;
  }
  const [part, other] = value.parts.filter((each) => typeof each !== "string");
  if (
    part?.allowed === undefined ||
    part.allowed.length > mostPossibilities ||
    (other !== undefined && other.text !== part.text)
  ) {
    return undefined;
  }
  if (value.parts.some((each) => typeof each !== "string" && each.text !== part.text)) {
    return undefined;
  }
  const values = part.allowed.map((choice) =>
    text(value.parts.map((each) => (typeof each === "string" ? each : printedJson(choice)))),
  );
  return { of: part.text, values };
}

/** Made once for each list: a parameter that bounds something bounds it in every machine. */
function valuesOf(allowed: readonly JsonValue[]): readonly Value[] {
  let values = listedValues.get(allowed);
  if (values === undefined) {
    values = allowed.map(fromJson);
    listedValues.set(allowed, values);
  }
  return values;
}

const listedValues = new WeakMap<readonly JsonValue[], readonly Value[]>();

function fits(scalar: JsonScalar, budget: JsonBudget): boolean {
  if (typeof scalar === "string") {
    budget.characters = (budget.characters ?? mostCharacters) - scalar.length;
  }
  return (budget.characters ?? 0) >= 0;
}

/** How much of a value is turned into plain JSON. */
interface JsonBudget {
  nodes: number;
  characters?: number;
}

/** More text than this is no value of a template. */
const mostCharacters = 4_000_000;

/** The plain JSON of a value that is known through and through, undefined otherwise. */
export function toJson(value: Value, budget: JsonBudget = { nodes: 20_000 }, depth = 0): JsonValue | undefined {
  if (--budget.nodes < 0 || depth > mostDepth) {
    return undefined;
  }
  switch (value.kind) {
    case "known":
      return fits(value.value, budget) ? value.value : undefined;
    case "array":
      return itemsToJson(value, budget, depth);
    case "object":
      return value.rest === undefined ? membersToJson(value, budget, depth) : undefined;
    case "text":
    case "unknown":
      return undefined;
  }
}

function itemsToJson(value: ArrayValue, budget: JsonBudget, depth: number): JsonValue | undefined {
  const items: JsonValue[] = [];
  for (const item of eachItem(value)) {
    const json = toJson(item, budget, depth + 1);
    if (json === undefined) {
      return undefined;
    }
    items.push(json);
  }
  return items;
}

function membersToJson(value: ObjectValue, budget: JsonBudget, depth: number): JsonValue | undefined {
  const entries: [string, JsonValue][] = [];
  for (const [name, member] of value.members) {
    const json = toJson(member, budget, depth + 1);
    if (json === undefined) {
      return undefined;
    }
    entries.push([name, json]);
  }
  return Object.fromEntries(entries);
}
