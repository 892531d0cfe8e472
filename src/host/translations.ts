import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Gives the rooms that do not know the editor the same translations that `vscode.l10n.t` uses. Without any, they speak English. */
export function configureTranslations(): void {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
}
