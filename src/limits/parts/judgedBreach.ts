import { certain, parameterNames, possible, type BreachParts } from "../breach";
import { isPartOfParameter, judge } from "./judgement";
import type { Fact } from "../profile/fact";
import type { Breach } from "../rule";

/** The two sentences of a breach that one fact decides, and what they share. */
export interface JudgedParts<T> extends Omit<BreachParts, "message" | "place"> {
  /** Where to point when the fact itself has no place. */
  readonly place: BreachParts["place"];
  readonly certain: (value: T) => string;
  /**
   * @param parameters their names, for the sentence
   * @param breaking the allowed values that break the rule; none when anything is allowed
   */
  readonly possible: (parameters: string, breaking: readonly T[]) => string;
  /** Asked for once the value is known. */
  readonly fixesFor?: ((value: T) => BreachParts["fixes"]) | undefined;
  /** Say nothing of a parameter that may be anything: everybody has such parameters. */
  readonly onlyBounded?: boolean | undefined;
}

/** The breach of a rule that looks at one fact; none when the fact is within the rule or only the service knows it. */
export function breachOfFact<T>(
  fact: Fact<T>,
  breaks: (value: T) => boolean,
  parts: JudgedParts<T>,
): readonly Breach[] {
  const judged = judge(fact, breaks);
  // Nearly all facts keep the limit: nothing is put together for them.
  if (judged.verdict === "keeps") {
    return [];
  }
  const { certain: told, possible: asked, fixesFor, onlyBounded, ...shared } = parts;
  const place = fact.place ?? parts.place;
  if (judged.verdict === "breaks") {
    const fixes = parts.fixes ?? fixesFor?.(judged.value);
    return [certain({ ...shared, place, message: told(judged.value), fixes })];
  }
  return judged.breaking.length === 0 && (onlyBounded === true || isPartOfParameter(fact))
    ? []
    : [possible(judged.fact, { ...shared, place, message: asked(names(fact), judged.breaking), fixes: undefined })];
}

function names(fact: Fact<unknown>): string {
  return fact.known ? "" : parameterNames(fact.because);
}
