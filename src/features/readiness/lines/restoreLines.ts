import * as vscode from "vscode";
import type { RestoreNote } from "../../../limits/parts/restoreNotes";
import type { ReadinessLine } from "../../../webviews/readiness/messages";
import { sourceNote } from "./readinessSources";

/** The text in force stands above already; the other one is told in full. */
function verdict(period: string, sentence: string, inForce: string): string {
  return sentence === inForce ? period : vscode.l10n.t("{0}: {1}", period, sentence);
}

/** The limitations that only a restore meets, 2015 beside today. They never stand in the way of a backup. */
export function restoreLines(notes: readonly RestoreNote[]): readonly ReadinessLine[] {
  return notes.map((note) => ({
    level: note.refused ? "information" : "hint",
    title: note.title,
    meaning: note.sentence,
    sources: [
      sourceNote(verdict(vscode.l10n.t("October 2015"), note.sentence2015, note.sentence), note.source2015),
      sourceNote(verdict(vscode.l10n.t("Today"), note.sentenceToday, note.sentence), note.sourceToday),
    ],
  }));
}
