// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { WorkspaceRow } from "../../../../src/webviews/workspaceCheck/messages";
import { WorkspacePanel } from "../../../../src/webviews/workspaceCheck/workspacePanel";
import { click, FakeApi, freshPage, query, tell, violations } from "../shared/fakePage";

function row(vm: string, findings: number, verdict: WorkspaceRow["verdict"]): WorkspaceRow {
  return {
    uri: `file:///${vm}.json`,
    template: `${vm}.json`,
    vm,
    verdict,
    conditions: ["Do this."],
    findings,
    line: 3,
  };
}

function open(): FakeApi {
  const api = new FakeApi({});
  new WorkspacePanel(freshPage(), api, {});
  const rows = [row("web", 2, "not-protectable"), row("db", 10, "protectable-if"), row("app", 0, "protectable")];
  const summary = { rows, templates: 3, skipped: [], isPartial: false, checkedAt: "10:00", limits: "current" };
  tell({ kind: "summary", summary });
  return api;
}

function machines(): readonly string[] {
  return [...document.querySelectorAll("tbody th")].map((cell) => cell.textContent);
}

describe("the summary of Check Workspace", () => {
  it("is sorted by a column, and the other way round", () => {
    open();
    expect(machines()).toEqual(["web", "db", "app"]);
    click("Findings");
    expect(machines()).toEqual(["app", "web", "db"]);
    click("Findings");
    expect(machines()).toEqual(["db", "web", "app"]);
    expect(query("th.findings", HTMLElement).getAttribute("aria-sort")).toBe("descending");
  });

  it("is narrowed by verdict", () => {
    open();
    const select = query("#verdict", HTMLSelectElement);
    select.value = "protectable-if";
    select.dispatchEvent(new Event("change"));
    expect(machines()).toEqual(["db"]);
  });

  it("opens a template at its machine, and exports", () => {
    const api = open();
    click("web.json");
    click("Export CSV");
    expect(api.posted.slice(1)).toEqual([
      { kind: "open", uri: "file:///web.json", line: 3 },
      { kind: "export", format: "csv" },
    ]);
  });

  it("is accessible", async () => {
    open();
    expect(await violations()).toEqual([]);
  });
});
