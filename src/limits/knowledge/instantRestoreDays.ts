import * as l10n from "@vscode/l10n";
import type { BreachParts } from "../breach";
import { replacing } from "../parts/valueFix";
import { breachOfFact } from "../parts/judgedBreach";
import type { PolicyProfile } from "../profile/policy";
import { clamped, isOutside, type Range } from "../parts/ranges";
import type { Breach } from "../rule";

/** The sentences about a policy whose snapshots are kept too long or too short. */
export interface InstantRestoreTexts {
  readonly certain: (days: number) => string;
  readonly possible: (parameters: string) => string;
  readonly related?: BreachParts["related"];
}

/** The breach of a policy that keeps snapshots for a number of days outside a range. */
export function instantRestoreBreaches(
  { instantRestoreDays, place }: PolicyProfile,
  range: Range,
  texts: InstantRestoreTexts,
): readonly Breach[] {
  return breachOfFact(instantRestoreDays, (days) => isOutside(days, range), {
    place,
    related: texts.related,
    certain: (days) => texts.certain(days ?? 0),
    possible: texts.possible,
    fixesFor: (days) => {
      const nearest = clamped(days ?? range.least, range);
      const title = l10n.t("Keep snapshots for {0} days", nearest);
      return [replacing(instantRestoreDays.place, { id: "clamp-snapshot-days", title, harmless: true, by: nearest })];
    },
  });
}
