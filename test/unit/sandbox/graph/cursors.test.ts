import { describe, expect, it } from "vitest";
import { forgetRows, rowsFor } from "../../../../src/sandbox/graph/cursors";
import type { JsonObject } from "../../../../src/sandbox/http/json";
import { Estate } from "../../../../src/sandbox/state/estate";

describe("the results of queries", () => {
  /** Asks for a page behind the first; true when its result was still there. */
  function isKept(estate: Estate, question: string): boolean {
    let ran = false;
    rowsFor(estate, question, false, () => {
      ran = true;
      return [];
    });
    return !ran;
  }

  const rows = (count: number): readonly JsonObject[] => Array.from({ length: count }, () => ({}));

  it("are kept for the next page, and no longer than there is one", () => {
    const estate = new Estate();
    rowsFor(estate, "a", true, () => rows(3));
    expect(isKept(estate, "a")).toBe(true);
    forgetRows(estate, "a");
    expect(isKept(estate, "a")).toBe(false);
  });

  it("make room for later ones: four of the usual size, or one of a fleet", () => {
    const estate = new Estate();
    ["a", "b", "c", "d"].forEach((question) => rowsFor(estate, question, true, () => rows(3)));
    expect(isKept(estate, "a")).toBe(true);
    rowsFor(estate, "e", true, () => rows(3));
    expect(isKept(estate, "c")).toBe(true);
    expect(isKept(estate, "b")).toBe(false);
    rowsFor(estate, "large", true, () => rows(149_999));
    rowsFor(estate, "larger", true, () => rows(149_999));
    expect(isKept(estate, "larger")).toBe(true);
    expect(isKept(estate, "large")).toBe(false);
  });
});
