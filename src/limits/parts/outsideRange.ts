import type { Severity } from "../finding";
import type { Fact, Place } from "../profile/fact";
import type { Breach } from "../rule";
import { breachOfFact } from "./judgedBreach";
import { clamped, isOutside, type Range } from "./ranges";
import { replacing } from "./valueFix";

/** What a rule says about a number that is outside a range, or may be. */
export interface OutsideRange {
  /** Where to point when the number has no place of its own. */
  readonly place: Place | undefined;
  /** Another severity than the row's. */
  readonly severity?: Severity | undefined;
  readonly certain: (number: number) => string;
  /** @param parameters 'a', 'b' */
  readonly possible: (parameters: string) => string;
  /** The fix that takes the nearest number of the range, which changes nothing else. */
  readonly fixId: string;
  readonly fixTitle: (nearest: number) => string;
}

/** The breach of a number that has to be in a range; one that is not set is. */
export function outsideRange(fact: Fact<number | undefined>, range: Range, told: OutsideRange): readonly Breach[] {
  return breachOfFact(fact, (number) => isOutside(number, range), {
    place: told.place,
    severity: told.severity,
    certain: (number) => told.certain(number ?? range.least),
    possible: told.possible,
    fixesFor: (number) => {
      const by = clamped(number ?? range.least, range);
      return [replacing(fact.place, { id: told.fixId, title: told.fixTitle(by), harmless: true, by })];
    },
  });
}
