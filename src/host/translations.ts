import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/**
 * Gives the rooms that do not know the editor the translations that `vscode.l10n.t` uses. Without any, they speak English.
 * @param configure the `config` of another bundle's copy of @vscode/l10n; by default this bundle's
 */
export function configureTranslations(configure: typeof l10n.config = l10n.config): void {
  if (vscode.l10n.bundle !== undefined) {
    configure({ contents: vscode.l10n.bundle });
  }
}
