import * as vscode from "vscode";
import type { RestoreNote } from "../../limits/restoreNotes";
import type { ReadinessLine } from "../../webviews/readiness/messages";
import { sourceNote } from "./readinessSources";

/** The limitations that only a restore meets, 2015 beside today. They never stand in the way of a backup. */
export function restoreLines(notes: readonly RestoreNote[]): readonly ReadinessLine[] {
  return notes.map((note) => ({
    level: note.refused ? "information" : "hint",
    title: note.title,
    meaning: note.sentence,
    sources: [
      sourceNote(vscode.l10n.t("October 2015: {0}", note.sentence2015), note.source2015),
      sourceNote(vscode.l10n.t("Today: {0}", note.sentenceToday), note.sourceToday),
    ],
  }));
}
