import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";

/** The extension under test, activated. */
export async function activatedExtension(): Promise<vscode.Extension<ExtensionApi>> {
  const extension = vscode.extensions.getExtension<ExtensionApi>("azure-vm-backup.azure-vm-backup");
  assert.ok(extension, "the extension is not installed");
  await extension.activate();
  return extension;
}

/** The commands that the manifest contributes. */
export function contributedCommands(extension: vscode.Extension<unknown>): readonly string[] {
  const manifest = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return manifest.contributes.commands.map(({ command }) => command);
}
