// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isToReadinessPanel } from "../../../../src/webviews/readiness/messages";
import type { ReadinessReport } from "../../../../src/webviews/readiness/messages";
import { ReadinessPanel } from "../../../../src/webviews/readiness/readinessPanel";
import { click, FakeApi, freshPage, labels, query, tell, violations } from "../shared/fakePage";

const report: ReadinessReport = {
  vmName: "web-01",
  details: "Production · web · westeurope · ubuntu 22.04",
  verdict: { level: "error", sentence: "Not ready: 1 thing has to be put right." },
  actions: ["protect", "switchLimits", "openInPortal"],
  checkedAt: "10:00",
  sections: [
    {
      id: "agent",
      title: "VM agent",
      lines: [
        {
          level: "error",
          title: "The VM agent is missing",
          meaning: "Backups fail.",
          advice: "Install the agent.",
          commands: [{ label: "Ubuntu", text: "sudo apt-get install -y walinuxagent" }],
          sources: [
            { verdict: "October 2015: error", title: "An article", url: "https://example.test/", date: "2015-10-23" },
            { verdict: "Today: error", title: "No address", url: "javascript:alert(1)" },
          ],
        },
      ],
    },
    {
      id: "restore",
      title: "When you restore",
      note: "These meet a restore only.",
      lines: [{ level: "hint", title: "In place", meaning: "Supported." }],
    },
  ],
};

function open(): FakeApi {
  const api = new FakeApi({ vmId: "/vm", vmName: "web-01" });
  new ReadinessPanel(freshPage(), api, api.getState());
  return api;
}

describe("the readiness panel", () => {
  it("says with words, not colours alone, how each line stands", () => {
    open();
    tell({ kind: "report", report });
    expect([...document.querySelectorAll(".badge")].map((badge) => badge.textContent.trim())).toEqual([
      "✕ Error",
      "✕ Error",
      "· Hint",
    ]);
    expect(query(".advice", HTMLElement).textContent).toBe("What to do: Install the agent.");
  });

  it("tells a screen reader the verdict", () => {
    open();
    tell({ kind: "report", report });
    expect(query("[aria-live=polite]", HTMLElement).textContent).toBe(report.verdict.sentence);
  });

  it("copies a command through the extension", () => {
    const api = open();
    tell({ kind: "report", report });
    click("Copy");
    expect(api.posted.at(-1)).toEqual({ kind: "copy", text: "sudo apt-get install -y walinuxagent" });
    expect(query("[aria-live=polite]", HTMLElement).textContent).toBe("Copied the command for Ubuntu.");
  });

  it("runs what it offers", () => {
    const api = open();
    tell({ kind: "report", report });
    expect(labels()).toEqual(["Protect VM", "Switch Limits", "Open in Portal", "Re-check", "Copy"]);
    click("Protect VM");
    expect(api.posted.at(-1)).toEqual({ kind: "run", action: "protect" });
  });

  it("keeps the last report readable while it checks again, and gives the focus back", () => {
    const api = open();
    tell({ kind: "report", report });
    click("Re-check");
    expect(api.posted.at(-1)).toEqual({ kind: "recheck" });
    tell({ kind: "checking", vmName: "web-01" });
    expect(document.body.textContent).toContain("The VM agent is missing");
    const count = api.posted.length;
    click("Checking…");
    expect(api.posted).toHaveLength(count);
    tell({ kind: "report", report });
    expect(document.activeElement?.id).toBe("recheck");
  });

  it("shows a failure with a way to try again", () => {
    open();
    tell({ kind: "failed", vmName: "web-01", message: "No permission." });
    expect(query("[role=alert]", HTMLElement).textContent).toBe("No permission.");
    expect(labels()).toEqual(["Re-check"]);
  });

  it("makes links of https addresses only", () => {
    open();
    tell({ kind: "report", report });
    expect([...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
      "https://example.test/",
    ]);
  });

  it("keeps its state for a reload", () => {
    expect(open().getState()).toEqual({ vmId: "/vm", vmName: "web-01" });
  });

  it("has no accessibility violations", async () => {
    open();
    expect(await violations()).toEqual([]);
    tell({ kind: "checking", vmName: "web-01" });
    expect(await violations()).toEqual([]);
    tell({ kind: "report", report });
    expect(await violations()).toEqual([]);
    expect(document.querySelectorAll("[style]")).toHaveLength(0);
  });
});

describe("messages to the readiness panel", () => {
  it("are understood when they have the agreed shape", () => {
    expect(isToReadinessPanel({ kind: "report", report })).toBe(true);
    expect(isToReadinessPanel({ kind: "report", report: { ...report, actions: ["format"] } })).toBe(false);
    expect(isToReadinessPanel({ kind: "report", report: { ...report, sections: [{ id: "x" }] } })).toBe(false);
    expect(isToReadinessPanel({ kind: "checking" })).toBe(false);
  });
});
