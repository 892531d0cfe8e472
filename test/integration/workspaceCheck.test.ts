import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "./eventually";
import { activatedExtension } from "./extension";
import { closeEditor, findings, openSample, replace, sampleFile, without, withCode } from "./shownFindings";

/** Waits until the panel of a kind is open. */
function panel(viewType: string): Promise<vscode.Tab> {
  return eventually(vscode.window.tabGroups.onDidChangeTabs, () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType)),
  );
}

describe("Check Workspace", () => {
  before(activatedExtension);

  afterEach(async () => {
    await vscode.commands.executeCommand("azureVmBackup.clearWorkspaceFindings");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("fills the Problems panel with the findings of files that are not open, and opens its summary", async () => {
    const uri = sampleFile("rules/shared-disk.json");
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    await vscode.commands.executeCommand("azureVmBackup.checkWorkspace");
    await findings({ uri }, withCode("shared-disk"));
    await findings({ uri: sampleFile("parameter-decides/azuredeploy.json") }, withCode("data-disk-count"));
    assert.equal((await panel("azureVmBackup.workspaceCheck")).label, "Workspace Backup Check");
    await vscode.commands.executeCommand("azureVmBackup.clearWorkspaceFindings");
    await findings({ uri }, without("shared-disk"));
  });

  it("leaves an open template to the editor: nothing is told twice", async () => {
    const document = await openSample("rules/shared-disk.json");
    await findings(document, withCode("shared-disk"));
    const before = vscode.languages.getDiagnostics(document.uri).length;
    await vscode.commands.executeCommand("azureVmBackup.checkWorkspace");
    await findings({ uri: sampleFile("rules/unmanaged-disk.json") }, withCode("unmanaged-disk"));
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, before);
  });
});

describe("Explain Limits", () => {
  before(activatedExtension);

  afterEach(closeEditor);

  it("opens one page, whichever rule it is opened from", async () => {
    await vscode.commands.executeCommand("azureVmBackup.explainLimits", "data-disk-count");
    await vscode.commands.executeCommand("azureVmBackup.explainLimits", "vault-name");
    assert.equal((await panel("azureVmBackup.explainLimits")).label, "Backup Limits");
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label === "Backup Limits").length, 1);
  });
});

describe("the parameter file beside a template", () => {
  before(activatedExtension);

  afterEach(async () => {
    await closeEditor();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("decides the findings, and the template follows while it is typed", async () => {
    const template = await openSample("parameter-decides/azuredeploy.json");
    const at40 = (found: readonly vscode.Diagnostic[]): boolean =>
      found.some(({ message }) => message.includes("40 data"));
    await findings(template, at40);
    const parameters = await openSample("parameter-decides/azuredeploy.parameters.json");
    await replace(parameters, '"value": 40', '"value": 4');
    await findings(template, without("data-disk-count"));
    await replace(parameters, '"value": 4', '"value": 39');
    await findings(template, (found) => found.some(({ message }) => message.includes("39 data disks")));
  });
});
