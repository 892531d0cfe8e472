import * as l10n from "@vscode/l10n";
import type { JsonScalar, UnknownReason, UnknownValue, Value } from "./value";
import { memberOfUnknown, possibilities, toJson } from "./values/unknowns";
import { unknownsIn } from "./values/canonical";
import { itemAt, lengthOf } from "./values/lazyItems";

export { canonicalText } from "./values/canonical";
export { sameValue } from "./values/compare";

/**
 * Walks into a value; names compare without case. Undefined means that what is asked for is certainly absent; walking into
 * something unknown gives an unknown.
 */
export function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let here = value;
  for (const step of path) {
    here = here === undefined ? undefined : stepInto(here, step);
  }
  return here;
}

/** One step of `at`. */
export function stepInto(value: Value, step: string | number): Value | undefined {
  switch (value.kind) {
    case "unknown": {
      const member = memberOfUnknown(value, step);
      return value.from === undefined || member.from !== undefined ? member : { ...member, from: value.from };
    }
    case "object":
      return (
        value.members.get(typeof step === "string" ? step : String(step)) ??
        (value.rest === undefined ? undefined : memberOfUnknown(value.rest, step))
      );
    case "array":
      return typeof step === "number" ? itemAt(value, step < 0 ? lengthOf(value) + step : step) : undefined;
    case "known":
    case "text":
      return undefined;
  }
}

/** A known text, else undefined. */
export function asText(value: Value | undefined): string | undefined {
  return value?.kind === "known" && typeof value.value === "string" ? value.value : undefined;
}

/** A known truth value, else undefined. "true" and "false" count, as they do for the resource providers. */
export function asBoolean(value: Value | undefined): boolean | undefined {
  if (value?.kind !== "known") {
    return undefined;
  }
  if (typeof value.value === "boolean") {
    return value.value;
  }
  const word = typeof value.value === "string" ? value.value.toLowerCase() : "";
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** A known whole number, else undefined. Numbers written as text count, as they do for the resource providers. */
export function asInteger(value: Value | undefined): number | undefined {
  if (value?.kind !== "known") {
    return undefined;
  }
  const number =
    typeof value.value === "string" && /^\s*-?\d+\s*$/.test(value.value) ? Number(value.value) : value.value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** The items of an array of known length, else undefined. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  return value?.kind === "array" ? value.items : undefined;
}

/** Whether a value is absent or null: for resource providers that is the same. */
export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || (value.kind === "known" && value.value === null);
}

/** Everything that a value can be: itself when it is known, the choices when `allowedValues` bound it, else undefined. */
export function possibleValues(value: Value): readonly Value[] | undefined {
  return toJson(value) === undefined ? possibilities(value)?.values : [value];
}

/**
 * Asks a question of a value that may be unknown: true or false when the answer is the same for everything that it can be,
 * undefined when it is open.
 */
export function holds(value: Value | undefined, test: (scalar: JsonScalar) => boolean): boolean | undefined {
  if (value === undefined) {
    return undefined;
  }
  const answers = possibleValues(value)?.map((each) => (each.kind === "known" ? test(each.value) : undefined));
  if (answers === undefined || answers.length === 0 || answers.includes(undefined)) {
    return undefined;
  }
  return answers.every((answer) => answer === true) ? true : answers.includes(true) ? undefined : false;
}

/** Why a value is not known, in a sentence fragment, and the parameters that would decide it. */
export interface UnknownDescription {
  readonly reason: string;
  readonly because: readonly string[];
}

/** Says why a value (or something inside it) is not known; undefined for values that are known through and through. */
export function describeUnknown(value: Value | undefined): UnknownDescription | undefined {
  const unknowns = value === undefined ? [] : unknownsIn(value);
  const [first] = unknowns;
  if (first === undefined) {
    return undefined;
  }
  const decisive = unknowns.find((each) => each.because.length > 0) ?? first;
  const because = [...new Set(unknowns.flatMap((each) => each.because))];
  return { reason: sentenceFor(decisive), because };
}

const sentences: Readonly<Record<UnknownReason, (unknown: UnknownValue) => string>> = {
  noDefault: ({ because }) =>
    because.length === 1
      ? l10n.t("parameter '{0}' has no value and no default", because[0] ?? "")
      : l10n.t("parameters {0} have no value and no default", because.map((name) => `'${name}'`).join(", ")),
  runtime: () => l10n.t("it is known only when the template is deployed"),
  secure: ({ because }) =>
    because[0] === undefined
      ? l10n.t("it is secure, its value is not read")
      : l10n.t("parameter '{0}' is secure, its value is not read", because[0]),
  error: ({ problem }) => problem ?? l10n.t("the template is incomplete here"),
  unsupported: ({ problem }) => problem ?? l10n.t("it is computed by a function that is not analysed"),
};

function sentenceFor(unknown: UnknownValue): string {
  const reason = unknown.reason === "noDefault" && unknown.because.length === 0 ? "runtime" : unknown.reason;
  return sentences[reason](unknown);
}
