import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { activatedExtension } from "./extension";
import {
  closeEditor,
  codeOf,
  findings,
  only,
  open,
  ownDiagnostics,
  replace,
  set,
  without,
  withCode,
} from "./shownFindings";
import { templateWithDisks } from "./templates";

describe("diagnostics", () => {
  before(activatedExtension);

  beforeEach(async () => {
    await set("limits", undefined);
    await set("liftedLimits", undefined);
  });

  afterEach(async () => {
    await set("limits", undefined);
    await set("liftedLimits", undefined);
    await closeEditor();
  });

  it("flags a VM with 33 data disks in an untitled JSON document", async () => {
    const document = await open(templateWithDisks(33));
    const finding = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /33 data disks/);
    assert.ok(document.getText(finding.range).includes("33"), `marked: ${document.getText(finding.range)}`);
  });

  it("links a finding to the page of its rule", async () => {
    const document = await open(templateWithDisks(33));
    const { code } = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    assert.ok(typeof code === "object");
    assert.match(code.target.toString(), /data-disk-count/);
  });

  it("flags templates in JSON with comments", async () => {
    const document = await open(`// our file server\n${templateWithDisks(33)}`, "jsonc");
    only(await findings(document, withCode("data-disk-count")), "data-disk-count");
  });

  it("follows the typing: the finding goes when the count is lowered, and comes back", async () => {
    const document = await open(templateWithDisks(33));
    await findings(document, withCode("data-disk-count"));
    await replace(document, '"count": 33', '"count": 8');
    await findings(document, without("data-disk-count"));
    await replace(document, '"count": 8', '"count": 34');
    assert.match(only(await findings(document, withCode("data-disk-count")), "data-disk-count").message, /34/);
  });

  it("keeps what is still intact while the JSON is broken", async () => {
    const document = await open(templateWithDisks(33));
    await findings(document, withCode("data-disk-count"));
    await replace(document, '"contentVersion": "1.0.0.0",', '"contentVersion": "1.0.0.');
    await replace(document, '"count": 33', '"count": 35');
    const disks = await findings(document, (found) => found.some((finding) => finding.message.includes("35")));
    only(disks, "data-disk-count");
  });

  it("names the parameter that decides", async () => {
    const parameters = { diskCount: { type: "int", minValue: 0, maxValue: 64 } };
    const document = await open(templateWithDisks("[parameters('diskCount')]", parameters));
    const finding = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    assert.match(finding.message, /diskCount/);
    assert.notEqual(finding.severity, vscode.DiagnosticSeverity.Error);
  });

  it("shows a lifted limit of 2015 as a hint, and as an error under the matrix of 2015", async () => {
    const document = await open(templateWithDisks(20));
    const lifted = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    assert.equal(lifted.severity, vscode.DiagnosticSeverity.Hint);
    await set("limits", "2015-10");
    const inForce = await findings(document, (found) =>
      found.some(
        (finding) => codeOf(finding) === "data-disk-count" && finding.severity !== vscode.DiagnosticSeverity.Hint,
      ),
    );
    assert.match(only(inForce, "data-disk-count").message, /20 data disks/);
    await set("limits", undefined);
    await findings(document, (found) => found.some((finding) => finding.severity === vscode.DiagnosticSeverity.Hint));
  });

  it("says nothing of lifted limits when they are switched off", async () => {
    await set("liftedLimits", "off");
    const document = await open(templateWithDisks(20));
    await set("liftedLimits", "information");
    await findings(document, withCode("data-disk-count"));
    await set("liftedLimits", "off");
    await findings(document, without("data-disk-count"));
  });

  it("leaves JSON alone that is no template", async () => {
    const other = await open(JSON.stringify({ name: "x", storageProfile: { dataDisks: [] } }));
    const template = await open(templateWithDisks(33));
    await findings(template, withCode("data-disk-count"));
    assert.deepEqual(ownDiagnostics(other.uri), []);
  });

  it("offers to open the rule's page on a finding", async () => {
    const document = await open(templateWithDisks(33));
    const finding = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
    );
    assert.ok(actions.some((action) => action.command?.command === "azureVmBackup.openRule"));
  });

  it("explains the VM in a hover over a finding", async () => {
    const document = await open(templateWithDisks(33));
    await findings(document, withCode("data-disk-count"));
    const position = document.positionAt(document.getText().indexOf('"Microsoft.Compute/virtualMachines"') + 3);
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const text = hovers
      .flatMap((hover) => hover.contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
      .join("\n");
    assert.match(text, /files01/);
  });
});
