import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./eventually";

/** The findings in a document, open or not, once they satisfy a condition. */
export function findings(
  { uri }: { readonly uri: vscode.Uri },
  condition: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const found = ownDiagnostics(uri);
    return condition(found) ? found : undefined;
  });
}

/** What the extension shows in a document now. */
export function ownDiagnostics(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Azure VM Backup");
}

/** The code of a finding's rule. */
export function codeOf(diagnostic: vscode.Diagnostic): unknown {
  return typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
}

/** Whether a rule has a finding. */
export function withCode(code: string): (found: readonly vscode.Diagnostic[]) => boolean {
  return (found) => found.some((diagnostic) => codeOf(diagnostic) === code);
}

/** Whether a rule has no finding. */
export function without(code: string): (found: readonly vscode.Diagnostic[]) => boolean {
  return (found) => !withCode(code)(found);
}

/** The only finding of a rule. */
export function only(found: readonly vscode.Diagnostic[], code: string): vscode.Diagnostic {
  const [first, ...others] = found.filter((diagnostic) => codeOf(diagnostic) === code);
  assert.ok(first, `no finding ${code} among ${found.map(codeOf).join(", ")}`);
  assert.deepEqual(others, []);
  return first;
}

/** Opens a new document in the editor. */
export async function open(content: string, language = "json"): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language })))
    .document;
}

/** Opens a file of the sample workspace in the editor. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(sampleFile(name))).document;
}

/** A file of the sample workspace. */
export function sampleFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the sample workspace is not open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Where a text begins in a document, and one character into it. */
export function positionIn(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the document does not hold ${text}`);
  return document.positionAt(offset + 1);
}

/** Types one text in the place of another. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const offset = document.getText().indexOf(from);
  assert.ok(offset >= 0, `the document does not hold ${from}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length));
  edit.replace(document.uri, range, to);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

/** Changes one of the user's settings. */
export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("azureVmBackup").update(name, value, vscode.ConfigurationTarget.Global);
}

/** Closes the editor in front and forgets what was typed into it. */
export async function closeEditor(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}
