import { describe, expect, it, vi } from "vitest";
import { isFromExplainPanel } from "../../../../src/features/explainLimits/fromExplainPanel";
import { limitsGuide } from "../../../../src/features/explainLimits/limitsGuide";
import { ruleCodes } from "../../../../src/limits/matrices/matrix";
import { isToExplainPanel } from "../../../../src/webviews/explainLimits/messages";

vi.mock("vscode", () => import("../../support/fakeVscode"));

function rulesOf(settings?: unknown): ReturnType<typeof limitsGuide>["subjects"][number]["rules"] {
  return limitsGuide("current", settings).subjects.flatMap(({ rules }) => rules);
}

describe("the guide to the limits", () => {
  it("holds every rule and restore note once, and the page understands it", () => {
    expect(rulesOf().map(({ code }) => code)).toEqual([...ruleCodes]);
    const sent: unknown = JSON.parse(JSON.stringify({ kind: "guide", guide: limitsGuide("2015-10", {}) }));
    expect(isToExplainPanel(sent)).toBe(true);
  });

  it("tells both numbers of a limit, with dated sources", () => {
    const count = rulesOf().find(({ code }) => code === "data-disk-count");
    expect(count?.october2015.value).toBe("16");
    expect(count?.current.value).toBe("32");
    expect(count?.october2015.sources[0]?.date).toBe("2015-10-23");
  });

  it("tells what the settings put in a matrix's place, and leaves out what cannot be followed", () => {
    const rules = rulesOf({ "data-disk-count": { value: 20 }, "shared-disk": "off", "vault-name": "loud" });
    expect(rules.filter(({ setting }) => setting !== undefined).map(({ code, setting }) => [code, setting])).toEqual([
      ["data-disk-count", { value: 20 }],
      ["shared-disk", { severity: "off" }],
    ]);
  });
});

describe("messages from the page", () => {
  it("are taken only in their shape", () => {
    expect(isFromExplainPanel({ kind: "openRule", code: "x" })).toBe(true);
    expect(isFromExplainPanel({ kind: "openRule" })).toBe(false);
    expect(isFromExplainPanel({ kind: "delete" })).toBe(false);
    expect(isFromExplainPanel(undefined)).toBe(false);
  });
});
