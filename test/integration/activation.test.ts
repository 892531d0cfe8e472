import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { activatedExtension, contributedCommands } from "./extension";

/** The extension's bundles that this extension host has loaded. */
function loadedBundles(extension: vscode.Extension<unknown>): readonly string[] {
  const dist = vscode.Uri.joinPath(extension.extensionUri, "dist").fsPath;
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(dist))
    .map((file) => file.slice(dist.length + 1));
}

describe("activation", () => {
  it("loads the activation bundle alone: no Azure SDK, no identity, no sandbox", async () => {
    const extension = await activatedExtension();
    assert.deepEqual(loadedBundles(extension), ["extension.js"]);
  });

  it("leaves the user signed out", async () => {
    const { session } = (await activatedExtension()).exports;
    assert.equal(session.state, "signedOut");
    assert.deepEqual(session.subscriptions, []);
  });

  it("registers every command of the manifest, and no other", async () => {
    const extension = await activatedExtension();
    const registered = (await vscode.commands.getCommands(true)).filter((command) =>
      /^azureVmBackup\.[a-zA-Z]+$/.test(command),
    );
    assert.deepEqual(registered.toSorted(), contributedCommands(extension).toSorted());
  });

  it("shows its titles translated, never as keys", async () => {
    const extension = await activatedExtension();
    assert.doesNotMatch(JSON.stringify(extension.packageJSON), /"%[a-zA-Z]/);
  });
});
