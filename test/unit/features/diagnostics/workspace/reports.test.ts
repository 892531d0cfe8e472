import { describe, expect, it, vi } from "vitest";
import { csvReport, markdownReport } from "../../../../../src/features/diagnostics/workspace/reports";
import type { WorkspaceSummary } from "../../../../../src/webviews/workspaceCheck/messages";

vi.mock("vscode", () => import("../../../support/fakeVscode"));

const summary: WorkspaceSummary = {
  rows: [
    {
      uri: "file:///w/a.json",
      template: "a|b.json",
      parameterFile: 'dev, "eu".json',
      vm: "=cmd()",
      verdict: "protectable-if",
      conditions: ["Use an Enhanced policy.", "Exclude LUN 3."],
      findings: 2,
      line: 4,
    },
  ],
  templates: 1,
  skipped: [],
  isPartial: true,
  checkedAt: "10:00",
  limits: "current",
};

describe("the exported summary", () => {
  it("quotes what CSV has to quote, and lets no name become a formula", () => {
    expect(csvReport(summary).split("\r\n")).toEqual([
      "\uFEFFTemplate,Parameter file,VM,Verdict,Conditions,Findings",
      `a|b.json,"dev, ""eu"".json",'=cmd(),Protectable if …,Use an Enhanced policy.; Exclude LUN 3.,2`,
      "",
    ]);
  });

  it("keeps the table of Markdown whole, and says that the check was stopped", () => {
    const report = markdownReport(summary);
    expect(report).toContain("| a\\|b.json | ");
    expect(report).toContain("The check was stopped");
  });
});
