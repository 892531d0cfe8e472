import * as vscode from "vscode";

/**
 * The scheme of the rules' pages. They are shipped as files of the extension, but a page of its own scheme opens read-only,
 * and as a rendered preview (see `workbench.editorAssociations` in package.json). A `command:` link would be simpler, but
 * VS Code no longer runs commands from the code of a diagnostic (microsoft/vscode pull request 329652, August 2026).
 */
export const rulePageScheme = "azure-vm-backup-rule";

/** The page of a rule, for links: `azure-vm-backup-rule:/data-disk-count.md`. */
export function ruleUri(code: string): vscode.Uri {
  return vscode.Uri.parse(`${rulePageScheme}:/${encodeURIComponent(code)}.md`);
}

/** Serves the pages of docs/rules/ in the extension's folder under their own scheme. */
export class RulePages implements vscode.TextDocumentContentProvider {
  readonly #folder: vscode.Uri;

  public constructor(extensionUri: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(extensionUri, "docs", "rules");
  }

  public async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    // Pages link to one another with relative links; none reaches out of their folder.
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, name));
    return new TextDecoder().decode(bytes);
  }
}

/** Shows a rule's page as rendered Markdown, or as text where VS Code's Markdown preview is turned off. */
export async function showRulePage(code: string): Promise<void> {
  const uri = ruleUri(code);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
