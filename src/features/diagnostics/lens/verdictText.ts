import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import type { Verdict } from "../../../limits/check/verdict";

/** So much fits on a line above a resource. */
const longest = 90;

/** The verdict on a machine in one line: "Protectable if: Use an Enhanced policy." */
export function verdictText(verdict: Verdict, findings: readonly Finding[]): string {
  switch (verdict.kind) {
    case "protectable":
      return vscode.l10n.t("Protectable");
    case "protectable-if":
      // Where only parameters bring a condition, there is no condition yet to be told.
      return verdict.conditions.length === 0
        ? vscode.l10n.t("Protectable, but how depends on {0}", parameters(verdict))
        : vscode.l10n.t("Protectable if: {0}", shortened(verdict.conditions.map(({ sentence }) => sentence).join(" ")));
    case "not-protectable":
      return vscode.l10n.t("Not protectable: {0}", shortened(gravest(findings)?.message ?? ""));
    case "cannot-tell":
      return vscode.l10n.t("Cannot tell: depends on {0}", parameters(verdict));
  }
}

/** Verdicts of the instances of a loop in one: the worst of them. */
export function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  const order = ["not-protectable", "cannot-tell", "protectable-if", "protectable"] as const;
  return order.flatMap((kind) => verdicts.filter((verdict) => verdict.kind === kind))[0];
}

function gravest(findings: readonly Finding[]): Finding | undefined {
  return (
    findings.find(
      ({ severity, certainty, condition }) =>
        severity === "error" && certainty === "certain" && condition === undefined,
    ) ?? findings[0]
  );
}

function parameters({ deciding }: Verdict): string {
  const names = [...new Set(deciding.map(({ parameter }) => `'${parameter}'`))];
  return names.length === 0 ? vscode.l10n.t("what is known only while deploying") : names.join(", ");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longest ? line.replace(/\.$/, "") : `${line.slice(0, longest).replace(/\s\S*$/, "")}…`;
}
