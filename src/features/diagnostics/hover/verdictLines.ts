import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import type { Verdict, VerdictDecision } from "../../../limits/check/verdict";
import { escapeMarkdown, section } from "./hoverMarkdown";

/** A hover shows little at a time; the rest is in the Problems panel. */
const mostLines = 4;

/**
 * The verdict on a machine with what it rests on, in Markdown: the conditions, the refusals, or the parameters that decide.
 * @param findings those of the machine
 */
export function verdictLines(verdict: Verdict, findings: readonly Finding[]): string {
  switch (verdict.kind) {
    case "protectable":
      return `$(pass) **${vscode.l10n.t("Protectable")}**`;
    case "protectable-if":
      return listed(`$(info) **${vscode.l10n.t("Protectable if:")}**`, [
        ...verdict.conditions.map(({ sentence }) => sentence),
        ...verdict.deciding.map(decisionText),
      ]);
    case "not-protectable":
      return listed(
        `$(error) **${vscode.l10n.t("Not protectable:")}**`,
        findings.filter(refuses).map(({ message }) => message),
      );
    case "cannot-tell":
      return listed(`$(question) **${vscode.l10n.t("Cannot tell:")}**`, verdict.deciding.map(decisionText));
  }
}

function decisionText({ parameter, sentence, breakingValues }: VerdictDecision): string {
  return breakingValues === undefined || breakingValues.length === 0
    ? sentence
    : vscode.l10n.t("{0} That is so when '{1}' is {2}.", sentence, parameter, breakingValues.join(", "));
}

function refuses({ severity, certainty, condition, lifted }: Finding): boolean {
  return severity === "error" && certainty === "certain" && condition === undefined && !lifted;
}

function listed(heading: string, sentences: readonly string[]): string {
  const different = [...new Set(sentences)];
  const more = different.length - mostLines;
  return (
    section(heading, [
      ...different.slice(0, mostLines).map((sentence) => `- ${escapeMarkdown(sentence)}`),
      ...(more > 0 ? [`- ${vscode.l10n.t("and {0} more", more)}`] : []),
    ]) || heading
  );
}
