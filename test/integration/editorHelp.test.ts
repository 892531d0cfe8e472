import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "./eventually";
import { activatedExtension } from "./extension";
import { closeEditor, findings, open, openSample, positionIn, replace, withCode } from "./shownFindings";
import { templateWithDisks, templateWithoutAgents } from "./templates";

/** The texts above the machines of a document, once there are any. */
async function lensesOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    20,
  );
  return lenses.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
}

/** The hover on a text of a document. */
async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    positionIn(document, text),
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
    .join("\n");
}

/** Opens a sample and waits until it has been checked: a clean one has hints only, or nothing. */
async function checkedSample(name: string): Promise<vscode.TextDocument> {
  const document = await openSample(name);
  await vscode.commands.executeCommand("azureVmBackup.checkTemplate");
  return document;
}

const vmType = '"Microsoft.Compute/virtualMachines"';

describe("help in the editor", () => {
  before(activatedExtension);

  afterEach(closeEditor);

  it("tells the verdict above a machine that is protected already, and does not offer to protect it", async () => {
    const document = await checkedSample("vault-with-protected-vm.json");
    assert.deepEqual(await lensesOf(document), ["Protectable"]);
  });

  it("tells above a machine why it cannot be protected", async () => {
    const document = await open(templateWithDisks(33));
    await findings(document, withCode("data-disk-count"));
    const [verdict, count, protect] = await lensesOf(document);
    assert.match(verdict ?? "", /^Not protectable: VM 'files01' has 33 data disks/);
    assert.match(count ?? "", /^\d findings?$/);
    assert.equal(protect, "Protect…");
  });

  it("hovers over a machine with its verdict, its parameter file, its limits and what October 2015 said", async () => {
    const document = await openSample("parameter-decides/azuredeploy.json");
    await findings(document, withCode("data-disk-count"));
    const text = await hoverOn(document, vmType);
    assert.match(text, /\*\*VM web\*\*/);
    assert.match(text, /region: westeurope \\\(parameter 'location'\\\)/);
    assert.match(text, /\*\*Not protectable:\*\*/);
    assert.match(text, /\[azuredeploy\.parameters\.json\]\(command:azureVmBackup\.selectParameterFile\)/);
    assert.match(text, /October 2015: /);
  });

  it("hovers over a vault, a policy and a protected item", async () => {
    const document = await checkedSample("vault-with-protected-vm.json");
    assert.match(await hoverOn(document, '"Microsoft.RecoveryServices/vaults"'), /redundancy: GeoRedundant/);
    assert.match(await hoverOn(document, '"Microsoft.RecoveryServices/vaults/backupPolicies"'), /Enhanced policy/);
    assert.match(await hoverOn(document, "/protectedItems"), /\*\*Protected item of /);
  });

  it("completes a vault, policies and a protected item where resources stand", async () => {
    const document = await open(templateWithoutAgents("web"));
    await findings(document, withCode("vm-agent-disabled"));
    await replace(document, '"resources": [', '"resources": [\n    ');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      document.positionAt(document.getText().indexOf('"resources": [') + '"resources": [\n    '.length),
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    const ours = ["backup-vault", "backup-policy-enhanced", "backup-policy-standard", "backup-protected-item"];
    assert.deepEqual(
      labels.filter((label) => label.startsWith("backup-")),
      ours,
    );
  });

  it("inserts what protects a machine: the template stays JSON, and the machine is protected", async () => {
    const document = await open(templateWithoutAgents("web"));
    await findings(document, withCode("vm-agent-disabled"));
    const typed = eventually(vscode.workspace.onDidChangeTextDocument, () =>
      document.getText().includes("protectedItems") ? document.getText() : undefined,
    );
    await vscode.commands.executeCommand("azureVmBackup.insertProtection", "$.resources[0]");
    const { resources } = JSON.parse(await typed) as { readonly resources: readonly { readonly type: string }[] };
    assert.deepEqual(
      resources.map(({ type }) => type.slice(type.lastIndexOf("/") + 1)),
      ["virtualMachines", "backupPolicies", "protectedItems", "vaults"],
    );
    await vscode.commands.executeCommand("azureVmBackup.checkTemplate");
    assert.ok(!(await lensesOf(document)).includes("Protect…"));
  });
});
