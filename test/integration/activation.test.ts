import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";

const id = "azure-vm-backup.azure-vm-backup";

describe("activation", () => {
  it("succeeds", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
