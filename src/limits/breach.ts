import * as l10n from "@vscode/l10n";
import type { Severity } from "./finding";
import type { Fix } from "./fix";
import { isPartOfParameter } from "./parts/judgement";
import type { Breach, RelatedPlace } from "./rule";
import type { Fact, Place, UnknownFact } from "./profile/fact";

/** What `certain` and its siblings make a breach of. */
export interface BreachParts {
  readonly message: string;
  readonly liftedMessage?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly place: Place | undefined;
  readonly related?: readonly (RelatedPlace | undefined)[] | undefined;
  readonly condition?: Breach["condition"];
  readonly breakingValues?: Breach["breakingValues"];
  readonly undisputed?: Breach["undisputed"];
  /** Ways to put it right; those that do not apply are left out. */
  readonly fixes?: readonly (Fix | undefined)[] | undefined;
}

const nobody: readonly string[] = [];

/** A breach that will happen whatever the parameters are. */
export function certain(parts: BreachParts): Breach {
  return breachOf(parts, "certain", nobody);
}

/** A breach that the parameters behind an unknown fact decide. */
export function possible(fact: UnknownFact, parts: BreachParts): Breach {
  return breachOf(parts, "possible", fact.because);
}

/** Written out and not spread: very many are made, most of them for hints. */
function breachOf(parts: BreachParts, certainty: Breach["certainty"], decidedBy: readonly string[]): Breach {
  return {
    certainty,
    severity: parts.severity,
    message: parts.message,
    liftedMessage: parts.liftedMessage,
    decidedBy,
    place: parts.place,
    related: relatedPlaces(parts),
    fixes: fixesOf(parts),
    condition: parts.condition,
    undisputed: parts.undisputed,
    breakingValues: parts.breakingValues,
  };
}

/** A related place, when it is known where it is. */
export function related(message: string, place: Place | undefined): RelatedPlace | undefined {
  return place === undefined ? undefined : { message, place };
}

/**
 * True when parameters decide the fact and at least one of the values that they allow breaks the rule. A fact that only the
 * running service knows is not decided by parameters and never counts.
 * @param breaks asked for each allowed value; without `allowedValues` any value is taken to be possible, but nothing is said of the
 *   members of an object that a parameter gives as a whole
 */
export function parametersMayBreak<T>(fact: Fact<T>, breaks: (value: T) => boolean): fact is UnknownFact<T> {
  if (fact.known || fact.because.length === 0) {
    return false;
  }
  return fact.allowed === undefined ? !isPartOfParameter(fact) : fact.allowed.some(breaks);
}

/** Parameter names for a sentence: 'a' and 'b'. */
export function parameterNames(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(", ");
}

function fixesOf({ fixes }: BreachParts): readonly Fix[] | undefined {
  return fixes?.filter((fix) => fix !== undefined);
}

function relatedPlaces(parts: BreachParts): readonly RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (const entry of parts.related ?? []) {
    if (entry !== undefined) {
      places.push(entry);
    }
  }
  // The variables and parameters through which the value at the place came, outermost first.
  for (const step of parts.place?.chain ?? []) {
    const message = stepMessage(step.kind, step.name);
    if (step.span !== undefined && message !== undefined) {
      places.push({ message, place: { span: step.span, chain: [] } });
    }
  }
  return places;
}

function stepMessage(kind: Place["chain"][number]["kind"], name: string): string | undefined {
  switch (kind) {
    case "parameter":
      return l10n.t("Parameter '{0}' decides it.", name);
    case "parameterFile":
      return l10n.t("Parameter file '{0}' decides it.", name);
    case "variable":
      return l10n.t("Variable '{0}' decides it.", name);
    case "copy":
      return l10n.t("The copy loop '{0}' decides it.", name);
    case "resource":
      return l10n.t("Resource '{0}' decides it.", name);
    default:
      return undefined;
  }
}
