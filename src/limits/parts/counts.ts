import * as l10n from "@vscode/l10n";
import { parameterNames } from "../breach";
import type { Fact, UnknownFact } from "../profile/fact";

/** One thing that is counted, or several that a copy loop makes. */
export interface Counted {
  readonly deployed: Fact<boolean>;
  readonly copies?: Fact<number> | undefined;
}

/** How many there are: certainly, and at most, with the parameters that decide between the two. */
export interface Tally {
  readonly certain: number;
  readonly most: number;
  /** Undefined when nothing is open. */
  readonly open: UnknownFact | undefined;
}

/** Counts things of which conditions and copy loops may leave open whether, and how often, they are there. */
export function tally(things: readonly Counted[]): Tally {
  let certain = 0;
  let most = 0;
  const because = new Set<string>();
  for (const { deployed, copies } of things) {
    const [fewest, highest] = boundsOf(copies);
    most += highest;
    if (deployed.known) {
      certain += fewest;
    }
    for (const fact of [deployed, copies]) {
      if (fact?.known === false) {
        fact.because.forEach((name) => because.add(name));
      }
    }
  }
  return { certain, most, open: because.size === 0 ? undefined : decidedBy([...because]) };
}

function decidedBy(because: readonly string[]): UnknownFact {
  return { known: false, because, reason: l10n.t("parameter {0} has no value", parameterNames(because)) };
}

/** Loops of which nobody tells how long they may get count as one thing: more would be a guess. */
function boundsOf(copies: Fact<number> | undefined): readonly [number, number] {
  if (copies === undefined || copies.known) {
    const count = copies?.value ?? 1;
    return [count, count];
  }
  return copies.allowed === undefined ? [0, 1] : [Math.min(...copies.allowed), Math.max(...copies.allowed)];
}
