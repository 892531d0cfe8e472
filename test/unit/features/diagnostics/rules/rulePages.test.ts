import { CodeActionKind, CodeActionTriggerKind, Diagnostic, Range, Uri } from "vscode";
import type { CodeAction, CodeActionContext, TextDocument } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RuleActions } from "../../../../../src/features/diagnostics/fixes/ruleActions";
import { RulePages, ruleUri } from "../../../../../src/features/diagnostics/rules/rulePages";
import { fake } from "../../../support/fakeVscode";
import { editor, FakeTextDocument } from "../fakeEditor";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

describe("the pages of rules", () => {
  beforeEach(() => {
    editor.reset();
  });

  it("come from the extension's own folder", async () => {
    fake.files.set("file:///extension/docs/rules/data-disk-count.md", new TextEncoder().encode("# Data disks"));
    const pages = new RulePages(Uri.parse("file:///extension"));
    expect(await pages.provideTextDocumentContent(ruleUri("data-disk-count"))).toBe("# Data disks");
  });

  it("lead nowhere outside that folder", async () => {
    fake.files.set("file:///extension/secret.md", new TextEncoder().encode("secret"));
    const pages = new RulePages(Uri.parse("file:///extension"));
    const outside = Uri.parse("azure-vm-backup-rule:/../../secret.md");
    await expect(pages.provideTextDocumentContent(outside)).rejects.toThrow();
  });
});

describe("the quick fixes of findings", () => {
  function actionsFor(...diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
    const document = new FakeTextDocument("file:///a.json", "{}") as unknown as TextDocument;
    const context: CodeActionContext = { diagnostics, only: undefined, triggerKind: CodeActionTriggerKind.Automatic };
    return new RuleActions().provideCodeActions(document, new Range(0, 0, 0, 0), context);
  }

  function diagnostic(source: string, code: Diagnostic["code"]): Diagnostic {
    return Object.assign(new Diagnostic(new Range(0, 0, 0, 0), "m"), { source, code });
  }

  const finding = (code: string): Diagnostic => diagnostic("Azure VM Backup", { value: code, target: ruleUri(code) });

  it("open the page of each rule that was broken, once", () => {
    const actions = actionsFor(finding("multiple-nics"), finding("multiple-nics"), finding("data-disk-count"));
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ["Open rule multiple-nics", CodeActionKind.QuickFix],
      ["Open rule data-disk-count", CodeActionKind.QuickFix],
    ]);
    expect(actions[0]?.command).toMatchObject({ command: "azureVmBackup.openRule", arguments: ["multiple-nics"] });
    expect(actions[0]?.diagnostics).toHaveLength(2);
  });

  it("say nothing about the diagnostics of others, and faults that have no rule", () => {
    const others = diagnostic("json", { value: "x", target: ruleUri("x") });
    expect(actionsFor(others, diagnostic("Azure VM Backup", "template"))).toEqual([]);
  });
});
