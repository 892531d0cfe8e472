import * as vscode from "vscode";
import type { Fact, Place, UnknownFact } from "../../../limits/profile/fact";

/** A fact in a few words: its value, with the parameter and the parameter file that it comes from, or why it is not known. */
export function factText(fact: Fact<string | number | undefined>, absent = ""): string {
  if (!fact.known) {
    return unknownText(fact);
  }
  const value = fact.value === undefined || fact.value === "" ? absent : String(fact.value);
  const origin = originOf(fact.place);
  return origin === undefined || value === "" ? value : vscode.l10n.t("{0} ({1})", value, origin);
}

/** "unknown, parameter 'count' decides": why a fact is not known, with what would decide it. */
export function unknownText(fact: UnknownFact): string {
  const names = fact.because.map((name) => `'${name}'`).join(", ");
  switch (fact.because.length) {
    case 0:
      return vscode.l10n.t("unknown ({0})", fact.reason);
    case 1:
      return vscode.l10n.t("unknown, parameter {0} decides", names);
    default:
      return vscode.l10n.t("unknown, parameters {0} decide", names);
  }
}

/** Whether it is known to be so. */
export function isTrue(fact: Fact<boolean> | undefined): boolean {
  return fact?.known === true && fact.value;
}

/** The parameters that a known value came through, and the parameter file; undefined for a value that is written in place. */
function originOf(place: Place | undefined): string | undefined {
  const chain = place?.chain ?? [];
  const names = chain.flatMap(({ kind, name }) => (kind === "parameter" ? [`'${name}'`] : []));
  if (names.length === 0) {
    return undefined;
  }
  const parameters =
    names.length === 1
      ? vscode.l10n.t("parameter {0}", names.join(""))
      : vscode.l10n.t("parameters {0}", names.join(", "));
  const file = chain.find(({ kind }) => kind === "parameterFile");
  return file === undefined ? parameters : vscode.l10n.t("{0} of {1}", parameters, file.name);
}

/** What a condition says of a resource; nothing for one that is deployed for certain. */
export function deployedFacts(deployed: Fact<boolean>): readonly string[] {
  if (!deployed.known) {
    return [vscode.l10n.t("deployed or not: {0}", unknownText(deployed))];
  }
  return deployed.value ? [] : [vscode.l10n.t("not deployed: its condition is false")];
}
