// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ExplainPanel } from "../../../../src/webviews/explainLimits/explainPanel";
import { isToExplainPanel } from "../../../../src/webviews/explainLimits/messages";
import type { ExplainedRule, LimitsGuide, MatrixCell } from "../../../../src/webviews/explainLimits/messages";
import { click, FakeApi, freshPage, query, tell, violations } from "../shared/fakePage";

const cell: MatrixCell = {
  supported: "yes",
  severity: "none",
  statement: "It is backed up.",
  sources: [{ title: "An article", url: "https://example.test/a", date: "2015-10-23" }],
};

function rule(code: string, parts: Partial<ExplainedRule> = {}): ExplainedRule {
  return {
    code,
    title: `The ${code}`,
    what: "What it looks at.",
    why: "Why.",
    fix: "What to do.",
    lifted: false,
    october2015: cell,
    current: cell,
    ...parts,
  };
}

const guide: LimitsGuide = {
  inForce: "current",
  subjects: [
    {
      id: "disks",
      title: "Disks",
      rules: [
        rule("data-disk-count", {
          october2015: { ...cell, supported: "no", severity: "error", value: "16" },
          current: {
            ...cell,
            supported: "no",
            severity: "error",
            value: "32",
            contradiction: { statement: "One says 16, one 32.", sources: cell.sources },
          },
          setting: { value: 20, severity: "warning" },
        }),
        rule("shared-disk"),
      ],
    },
    { id: "vault", title: "Vault", rules: [rule("vault-name")] },
  ],
};

function open(state: object = {}): FakeApi {
  const api = new FakeApi(state);
  new ExplainPanel(freshPage(), api, state);
  tell({ kind: "guide", guide });
  return api;
}

function rows(): readonly string[] {
  return [...document.querySelectorAll("tbody tr")].map(({ id }) => id);
}

function type(text: string): void {
  const search = query("#search", HTMLInputElement);
  search.value = text;
  search.dispatchEvent(new Event("input"));
  vi.runAllTimers();
}

function choose(id: string, value: string): void {
  const select = query(id, HTMLSelectElement);
  select.value = value;
  select.dispatchEvent(new Event("change"));
}

describe("the page of Explain Limits", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("shows every limit under both matrices, and marks the one in force", () => {
    open();
    expect(rows()).toEqual(["rule-data-disk-count", "rule-shared-disk", "rule-vault-name"]);
    expect([...document.querySelectorAll("thead th")].slice(0, 3).map((head) => head.textContent)).toEqual([
      "Limit",
      "October 2015",
      "Today (in force)",
    ]);
    const cells = [...query("#rule-data-disk-count", HTMLElement).querySelectorAll("td")];
    expect(cells.map((one) => one.querySelector(".value")?.textContent)).toEqual(["Value: 16", "Value: 32"]);
    expect(query("#count", HTMLElement).textContent).toBe("3 of 3 limits");
  });

  it("tells where the sources disagree, and what the settings put in the matrix's place", () => {
    open();
    expect(query(".disputed", HTMLElement).textContent).toContain("One says 16, one 32.");
    expect(query(".setting", HTMLElement).textContent).toBe(
      "In your settings: the number is 20, the severity is Warning.",
    );
  });

  it("is searched by several words, in any order, and says how much is left", () => {
    open();
    type("COUNT disk");
    expect(rows()).toEqual(["rule-data-disk-count"]);
    expect(query("[aria-live=polite]", HTMLElement).textContent).toBe("1 of 3 limits");
    type("nothing of the kind");
    expect(query("#count", HTMLElement).textContent).toBe("No limit fits the filter.");
  });

  it("is narrowed by subject and by kind", () => {
    open();
    choose("#subject", "vault");
    expect(rows()).toEqual(["rule-vault-name"]);
    choose("#subject", "");
    for (const kind of ["changed", "disputed", "set"]) {
      choose("#kind", kind);
      expect(rows()).toEqual(["rule-data-disk-count"]);
    }
  });

  it("leads to a rule, whatever the filter hid", () => {
    open();
    type("data-disk-count");
    tell({ kind: "show", code: "vault-name" });
    expect(document.activeElement?.parentElement?.id).toBe("rule-vault-name");
    expect(query("#search", HTMLInputElement).value).toBe("");
  });

  it("begins at the rule that it was opened with, once", () => {
    const api = open({ code: "shared-disk" });
    expect(document.activeElement?.parentElement?.id).toBe("rule-shared-disk");
    expect(api.getState()).toEqual({ text: "" });
  });

  it("keeps the search over a reload", () => {
    expect(open({ text: "vault-name" }).getState()).toEqual({ text: "vault-name" });
    expect(rows()).toEqual(["rule-vault-name"]);
  });

  it("reaches the search by / and empties it by Escape", () => {
    open();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    expect(document.activeElement?.id).toBe("search");
    type("vault-name");
    query("#search", HTMLInputElement).dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(rows()).toHaveLength(3);
  });

  it("asks the extension for a rule's page, the other matrix and the settings", () => {
    const api = open();
    click("Read More");
    click("Switch Limits");
    click("Rule Settings");
    expect(api.posted).toEqual([
      { kind: "ready" },
      { kind: "openRule", code: "data-disk-count" },
      { kind: "switchLimits" },
      { kind: "openSettings" },
    ]);
  });

  it("is accessible", async () => {
    vi.useRealTimers();
    open();
    expect(await violations()).toEqual([]);
  });

  it("drops what does not have the agreed shape", () => {
    expect(isToExplainPanel({ kind: "guide", guide })).toBe(true);
    expect(isToExplainPanel({ kind: "guide", guide: { ...guide, inForce: "2016" } })).toBe(false);
    expect(isToExplainPanel({ kind: "guide", guide: { inForce: "current", subjects: [{ id: "x" }] } })).toBe(false);
    expect(isToExplainPanel({ kind: "show", code: 1 })).toBe(false);
    expect(isToExplainPanel("guide")).toBe(false);
  });
});
