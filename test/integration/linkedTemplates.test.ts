import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "./eventually";
import { activatedExtension } from "./extension";
import { templateWithDisks } from "./templates";

/** The findings about data disks in a document, once they satisfy a condition. */
function diskFindings(
  uri: vscode.Uri,
  condition: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const found = vscode.languages
      .getDiagnostics(uri)
      .filter(({ code }) => typeof code === "object" && code.value === "data-disk-count");
    return condition(found) ? found : undefined;
  });
}

describe("linked templates", () => {
  let folder = "";
  const fileOf = (name: string): string => path.join(folder, name);

  before(activatedExtension);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "azure-vm-backup-linked-"));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    rmSync(folder, { recursive: true, force: true });
  });

  it("are read from disk with the parameters of the link, and followed while they are typed", async () => {
    const parameters = { diskCount: { type: "int" } };
    writeFileSync(fileOf("vm.json"), templateWithDisks("[parameters('diskCount')]", parameters));
    const resources = [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "machines",
        properties: { templateLink: { relativePath: "vm.json" }, parameters: { diskCount: { value: 40 } } },
      },
    ];
    const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    writeFileSync(fileOf("main.json"), JSON.stringify({ $schema, contentVersion: "1.0.0.0", resources }, undefined, 2));

    const main = await vscode.workspace.openTextDocument(fileOf("main.json"));
    await vscode.window.showTextDocument(main);
    const [finding] = await diskFindings(main.uri, (found) => found.length > 0);
    assert.ok(finding);
    assert.equal(main.getText(finding.range), '"vm.json"');
    assert.match(finding.message, /In vm\.json: .*40 data disks/s);
    const place = finding.relatedInformation?.[0]?.location;
    assert.ok(place);
    assert.equal(place.uri.toString(), vscode.Uri.file(fileOf("vm.json")).toString());

    const linked = await vscode.workspace.openTextDocument(place.uri);
    assert.match(linked.getText(place.range), /parameters\('diskCount'\)/);
    await vscode.window.showTextDocument(linked);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(linked.uri, place.range, "4");
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await diskFindings(main.uri, (found) => found.length === 0);
  });
});
