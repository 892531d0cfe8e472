import type { Fact, UnknownFact } from "../profile/fact";

/**
 * What a fact means for a limit. `breaks`: it is outside, also when all that its parameters allow is; `open`: parameters decide,
 * and `breaking` lists the allowed values that are outside (empty when anything is allowed); `keeps`: it is inside, or only the
 * running service knows, which is no reason to say anything.
 */
export type Judgement<T> =
  | { readonly verdict: "breaks"; readonly value: T }
  | { readonly verdict: "open"; readonly fact: UnknownFact<T>; readonly breaking: readonly T[] }
  | { readonly verdict: "keeps" };

const keeps = { verdict: "keeps" } as const;

/**
 * Judges a fact, known or not.
 * @param breaks asked for the value, or for each value that the parameters allow
 */
export function judge<T>(fact: Fact<T>, breaks: (value: T) => boolean): Judgement<T> {
  if (fact.known) {
    return breaks(fact.value) ? { verdict: "breaks", value: fact.value } : keeps;
  }
  if (fact.because.length === 0) {
    return keeps;
  }
  if (fact.allowed === undefined) {
    return { verdict: "open", fact, breaking: [] };
  }
  const breaking = fact.allowed.filter(breaks);
  const [first] = breaking;
  if (first === undefined) {
    return keeps;
  }
  return breaking.length === fact.allowed.length
    ? { verdict: "breaks", value: first }
    : { verdict: "open", fact, breaking };
}

/** True when a fact is, or can only be, true. */
export function isTrue(fact: Fact<boolean>): boolean {
  return judge(fact, itself).verdict === "breaks";
}

/** What `judge` is asked about a fact that is the breach itself. */
export function itself(value: boolean): boolean {
  return value;
}

/**
 * Values that would break a limit, when they are those of the parameter itself; undefined for a fact that an expression makes of
 * its parameters.
 * @param values as they are written in a template
 */
export function ofParameter({ text }: UnknownFact, ...values: readonly string[]): readonly string[] | undefined {
  return values.length > 0 && text !== undefined && /^parameters\('[^']+'\)$/i.test(text) ? values : undefined;
}

/** The same for the list of a copy loop whose count is the parameter itself: the counts that would break a limit. */
export function ofCount({ text }: UnknownFact, ...counts: readonly number[]): readonly string[] | undefined {
  return counts.length > 0 && text !== undefined && /^copy\('[^']*', parameters\('[^']+'\),/i.test(text)
    ? counts.map(String)
    : undefined;
}

/** Of an object that a parameter gives as a whole, every member may be anything: that says nothing about any of them. */
export function isPartOfParameter(fact: Fact<unknown>): boolean {
  return !fact.known && /\bparameters\('[^']*'\)\s*[.[]/i.test(fact.text ?? "");
}
