import * as l10n from "@vscode/l10n";
import type { TextValue, UnknownValue, Value } from "../../template/value";
import { canonicalText, possibleValues } from "../../template/access";
import { unknownsIn } from "../../template/values/canonical";
import { parameterNames } from "../breach";
import type { Fact, Place, UnknownFact } from "../vmProfile";

/** What a value means for a profile; undefined when it means nothing (a text where a number is due). */
export type Reading<T> = (value: Value) => T | undefined;

/** Where a value is written, and the steps through which it came there. */
export function placeOf(value: Value | undefined): Place | undefined {
  return value?.from === undefined ? undefined : { span: value.from.span, chain: value.from.chain };
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
    ? { known: false, because: [], reason: l10n.t("the value has the wrong type"), place }
    : { known: true, value: meaning, place };
}

/** The fact behind a value that is not known, with all that it can be if its parameters have allowed values. */
export function unknownFact<T>(value: UnknownValue | TextValue, read: Reading<T>): UnknownFact<T> {
  const because = decidingParameters(value);
  const reason =
    because.length > 0
      ? l10n.t("parameter {0} has no value", parameterNames(because))
      : l10n.t("known only while deploying");
  const allowed = possibleValues(value)?.flatMap((choice) => {
    const meaning = read(choice);
    return meaning === undefined ? [] : [meaning];
  });
  return { known: false, because, reason, allowed, text: canonicalText(value), place: placeOf(value) };
}

/** A fact that the template does not tell, such as the SKU of a disk that it only attaches. */
export function untold(place?: Place): UnknownFact<never> {
  return { known: false, because: [], reason: l10n.t("the template does not tell"), place };
}

/** The parameters without a value that decide a value; empty when only the running service decides. */
export function decidingParameters(value: Value): readonly string[] {
  const unknowns = unknownsIn(value).filter(({ reason }) => reason === "noDefault" || reason === "secure");
  return [...new Set(unknowns.flatMap(({ because }) => because))];
}
