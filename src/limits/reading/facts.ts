import * as l10n from "@vscode/l10n";
import type { TextValue, UnknownValue, Value } from "../../template/value";
import { asInteger, asText, canonicalText, isAbsent, possibleValues } from "../../template/access";
import { unknownsIn } from "../../template/values/canonical";
import { inherited } from "../../template/values/unknowns";
import { parameterNames } from "../breach";
import type { Fact, Place, UnknownFact } from "../profile/fact";
import { normalisedRegion } from "../knowledge/regions";
import { itemsOf } from "./reading";
import type { ReadResource } from "./resource";

/** What a value means for a profile; undefined when it means nothing (a text where a number is due). */
export type Reading<T> = (value: Value) => T | undefined;

/** Where a value is written, and the steps through which it came there. */
export function placeOf(value: Value | undefined): Place | undefined {
  return value?.from;
}

/** Where a resource is declared: its name. Undefined for what Azure has. */
export function placeOfResource({ nameSpan }: ReadResource): Place | undefined {
  return nameSpan === undefined ? undefined : { span: nameSpan, chain: [] };
}

/**
 * The fact that a property states. A property that is absent states `absent`; one of the wrong type is not known.
 * @param read what the known value means
 */
export function factOf<T>(value: Value | undefined, absent: T, read: Reading<T>): Fact<T> {
  if (value === undefined || (value.kind === "known" && value.value === null)) {
    return { known: true, value: absent };
  }
  const place = placeOf(value);
  if (value.kind === "unknown" || value.kind === "text") {
    return unknownFact(value, read);
  }
  const meaning = read(value);
  return meaning === undefined
    ? { known: false, because: [], reason: l10n.t("the value has the wrong type"), cause: "error", place }
    : { known: true, value: meaning, place };
}

/** A list that a parameter may make longer than this is longer than every limit. */
const longestList = 1_000;

/**
 * The fact of a list. When a copy loop makes it and parameters decide the count, `allowed` holds a list for each count that they
 * allow (of a `maxValue` the shortest and the longest).
 */
export function listFact<T>(
  value: Value | undefined,
  absent: readonly T[],
  read: (item: Value) => T,
): Fact<readonly T[]> {
  const fact = factOf<readonly T[]>(value, absent, (list) => itemsOf(list)?.map(read));
  if (fact.known || value?.kind !== "unknown" || value.item === undefined || value.length === undefined) {
    return fact;
  }
  const counts = allowedCounts(value.length);
  const { item } = value;
  return { ...fact, allowed: counts?.map((count) => new Array<T>(Math.min(count, longestList)).fill(read(item))) };
}

function allowedCounts(length: Value): readonly number[] | undefined {
  const listed = possibleValues(length)?.map((count) => asInteger(count) ?? 0);
  return listed ?? (length.kind === "unknown" && length.most !== undefined ? [0, length.most] : undefined);
}

/** The fact behind a value that is not known, with all that it can be if its parameters have allowed values. */
export function unknownFact<T>(value: UnknownValue | TextValue, read: Reading<T>): UnknownFact<T> {
  const because = decidingParameters(value);
  const reason = because.length > 0 ? withoutValue(because) : l10n.t("known only while deploying");
  const allowed = possibleValues(value)?.flatMap((choice) => {
    const meaning = read(choice);
    return meaning === undefined ? [] : [meaning];
  });
  const cause = inherited([value]).reason;
  return { known: false, because, reason, allowed, text: canonicalText(value), cause, place: placeOf(value) };
}

/** Made once for each list: one parameter decides something of every machine. */
function withoutValue(parameters: readonly string[]): string {
  let sentence = sentences.get(parameters);
  if (sentence === undefined) {
    sentence = l10n.t("parameter {0} has no value", parameterNames(parameters));
    sentences.set(parameters, sentence);
  }
  return sentence;
}

const sentences = new WeakMap<readonly string[], string>();

/** A fact that the template does not tell. Where Azure may be the source, `ResourceIndex.untold` says it. */
export function untold(place?: Place): UnknownFact<never> {
  return { known: false, because: [], reason: l10n.t("the template does not tell"), place };
}

/** The parameters without a value that decide a value; empty when only the running service decides. */
export function decidingParameters(value: Value): readonly string[] {
  const unknowns = unknownsIn(value).filter(isDecided);
  const [first] = unknowns;
  if (first === undefined) {
    return nobody;
  }
  return unknowns.length === 1 && first.because.length < 2
    ? first.because
    : [...new Set(unknowns.flatMap(({ because }) => because))];
}

const nobody: readonly string[] = [];

function isDecided({ reason }: UnknownValue): boolean {
  return reason === "noDefault" || reason === "secure";
}

/** True when one of the facts is, unknown when one of them may be; false when none is. */
export function decisive(facts: readonly Fact<boolean>[]): Fact<boolean> {
  return facts.find(isCertain) ?? facts.find(isOpen) ?? none;
}

const none: Fact<boolean> = { known: true, value: false };

function isCertain(fact: Fact<boolean>): boolean {
  return fact.known && fact.value;
}

function isOpen({ known }: Fact<boolean>): boolean {
  return !known;
}

/** Whether a reference names something: an id of which only parts are known does, and one that may be null may. */
export function presence(reference: Value | undefined): Fact<boolean> {
  return reference?.kind === "text"
    ? { known: true, value: true, place: placeOf(reference) }
    : factOf(reference, false, (value) => {
        const text = asText(value);
        return text === undefined ? (isAbsent(value) ? false : undefined) : text !== "";
      });
}

/** The region that a `location` names. */
export function regionFact(location: Value): Fact<string> {
  return factOf<string>(location, "", (value) => {
    const region = asText(value);
    return region === undefined ? undefined : normalisedRegion(region);
  });
}

/** The fact that follows from a fact. */
export function mapFact<T, U>(fact: Fact<T>, meaning: (value: T) => U): Fact<U> {
  return fact.known ? { ...fact, value: meaning(fact.value) } : { ...fact, allowed: fact.allowed?.map(meaning) };
}

/** The fact of a whole number; a parameter that is bounded from both sides allows at least its bounds. */
export function numberFact(value: Value | undefined): Fact<number | undefined> {
  const fact = factOf<number | undefined>(value, undefined, asInteger);
  if (fact.known || fact.allowed !== undefined || value?.kind !== "unknown") {
    return fact;
  }
  const { least, most } = value;
  return least === undefined || most === undefined ? fact : { ...fact, allowed: [least, most] };
}

/**
 * What a resource states, when parameters decide whether the resource is deployed at all: what it states, or `otherwise`.
 * @param condition the resource's; undefined when there is no resource
 */
export function underCondition<T>(condition: Value | undefined, fact: Fact<T>, otherwise: T): Fact<T> {
  // Nearly every resource is deployed for certain.
  if (condition === undefined || condition.kind === "known" || (fact.known && fact.value === otherwise)) {
    return fact;
  }
  const because = decidingParameters(condition);
  if (because.length === 0) {
    return fact;
  }
  const { place } = fact;
  const reason = withoutValue(because);
  return fact.known
    ? { known: false, because, reason, allowed: [fact.value, otherwise], place }
    : { ...fact, because: [...new Set([...fact.because, ...because])], allowed: fact.allowed?.concat([otherwise]) };
}
