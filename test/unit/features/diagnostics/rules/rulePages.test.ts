import { Uri } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RulePages, ruleUri } from "../../../../../src/features/diagnostics/rules/rulePages";
import { fake } from "../../../support/fakeVscode";
import { editor } from "../fakeEditor";

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
