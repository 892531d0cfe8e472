import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { activatedExtension } from "./extension";
import { closeEditor, codeOf, findings, only, open, set, without, withCode } from "./shownFindings";
import { templateWithDisks, templateWithoutAgents } from "./templates";

const code = "vm-agent-disabled";

/** What the editor's lightbulb offers on a range. */
function actionsOn(document: vscode.TextDocument, range: vscode.Range, kind?: string): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind,
  );
}

/** Takes an action as the editor does. */
async function take(actions: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action?.edit, `no edit ${title} among: ${actions.map((each) => each.title).join(", ")}`);
  assert.equal(await vscode.workspace.applyEdit(action.edit), true);
}

describe("quick fixes", () => {
  before(activatedExtension);

  afterEach(async () => {
    await set("rules", undefined);
    await closeEditor();
  });

  it("clear the finding and touch nothing else", async () => {
    const document = await open(templateWithoutAgents("web"));
    const text = document.getText();
    const { range } = only(await findings(document, withCode(code)), code);
    const [preferred] = (await actionsOn(document, range)).filter(({ isPreferred }) => isPreferred);
    assert.ok(preferred);
    await take([preferred], /./);
    await findings(document, without(code));
    assert.equal(document.getText(), text.replace('"provisionVMAgent": false', '"provisionVMAgent": true'));
  });

  it("clear all findings of a kind at once, by the editor's own command", async () => {
    const document = await open(templateWithoutAgents("web", "db", "files"));
    await findings(document, (found) => found.filter((each) => codeOf(each) === code).length === 3);
    await vscode.commands.executeCommand("editor.action.fixAll");
    await findings(document, without(code));
    assert.doesNotMatch(document.getText(), /"provisionVMAgent": false/);
  });

  it("are the editor's own undo step", async () => {
    const document = await open(templateWithoutAgents("web"));
    const text = document.getText();
    const { range } = only(await findings(document, withCode(code)), code);
    await take(await actionsOn(document, range), /agent/i);
    await findings(document, without(code));
    await vscode.commands.executeCommand("undo");
    await findings(document, withCode(code));
    assert.equal(document.getText(), text);
  });

  it("suppress the finding for its resource, which the editor then shows no more", async () => {
    const document = await open(templateWithoutAgents("web", "db"));
    const found = await findings(document, (all) => all.filter((each) => codeOf(each) === code).length === 2);
    const [first] = found.filter((each) => codeOf(each) === code);
    assert.ok(first);
    await take(await actionsOn(document, first.range), /^Suppress vm-agent-disabled for this resource/);
    only(await findings(document, (all) => all.filter((each) => codeOf(each) === code).length === 1), code);
    assert.match(document.getText(), /"suppress": \[\s*"vm-agent-disabled"\s*\]/);
  });

  it("offer to set the severity, which the setting then does", async () => {
    const document = await open(templateWithDisks(33));
    const { range, severity } = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    const offered = (await actionsOn(document, range)).map((action) => action.command?.command);
    assert.ok(offered.includes("azureVmBackup.setRuleSeverity"));
    await set("rules", { "data-disk-count": "warning" });
    await findings(document, (found) =>
      found.some((each) => codeOf(each) === "data-disk-count" && each.severity === vscode.DiagnosticSeverity.Warning),
    );
    await set("rules", { "data-disk-count": "off" });
    await findings(document, without("data-disk-count"));
  });

  it("lead from a finding to the page of the limits", async () => {
    const document = await open(templateWithDisks(33));
    const { range } = only(await findings(document, withCode("data-disk-count")), "data-disk-count");
    const explain = (await actionsOn(document, range)).find(
      ({ command }) => command?.command === "azureVmBackup.explainLimits",
    );
    assert.deepEqual(explain?.command?.arguments, ["data-disk-count"]);
  });
});
