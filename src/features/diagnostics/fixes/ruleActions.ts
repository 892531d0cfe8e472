import * as vscode from "vscode";
import { diagnosticSource } from "../squiggles/toDiagnostic";

/** Offers, for each finding under the cursor, to open the page of its rule. */
export class RuleActions implements vscode.CodeActionProvider {
  public static readonly kinds: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix];

  public provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const byCode = new Map<string, vscode.Diagnostic[]>();
    for (const diagnostic of context.diagnostics) {
      const code = ruleCodeOf(diagnostic);
      if (code !== undefined) {
        byCode.set(code, [...(byCode.get(code) ?? []), diagnostic]);
      }
    }
    return [...byCode].map(([code, diagnostics]) => {
      const action = new vscode.CodeAction(vscode.l10n.t("Open rule {0}", code), vscode.CodeActionKind.QuickFix);
      action.diagnostics = diagnostics;
      action.command = { title: action.title, command: "azureVmBackup.openRule", arguments: [code] };
      return action;
    });
  }
}

/** The rule's code of a diagnostic of ours; undefined for others', and for faults of the template itself. */
function ruleCodeOf(diagnostic: vscode.Diagnostic): string | undefined {
  const { code, source } = diagnostic;
  return source === diagnosticSource && typeof code === "object" ? String(code.value) : undefined;
}
