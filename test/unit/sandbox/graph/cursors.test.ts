import { describe, expect, it } from "vitest";
import type { Found } from "../../../../src/sandbox/graph/runQuery";
import { forgetRows, rowsFor } from "../../../../src/sandbox/graph/cursors";
import type { PageAsked } from "../../../../src/sandbox/graph/cursors";
import { Estate } from "../../../../src/sandbox/state/estate";

describe("the results of queries", () => {
  /** Asks for a page behind the first; true when its result was still there. */
  function isKept(estate: Estate, question: string): boolean {
    let ran = false;
    rowsFor(estate, { question, start: 1, end: 2 }, () => {
      ran = true;
      return found(0);
    });
    return !ran;
  }

  const found = (count: number, total = count): Found => ({ rows: Array.from({ length: count }, () => ({})), total });
  const first = (question: string): PageAsked => ({ question, start: 0, end: 1 });

  it("are kept for the next page, and no longer than there is one", () => {
    const estate = new Estate();
    rowsFor(estate, first("a"), () => found(3));
    expect(isKept(estate, "a")).toBe(true);
    forgetRows(estate, "a");
    expect(isKept(estate, "a")).toBe(false);
  });

  it("make room for later ones: four of the usual size, or one of a fleet", () => {
    const estate = new Estate();
    ["a", "b", "c", "d"].forEach((question) => rowsFor(estate, first(question), () => found(3)));
    expect(isKept(estate, "a")).toBe(true);
    rowsFor(estate, first("e"), () => found(3));
    expect(isKept(estate, "c")).toBe(true);
    expect(isKept(estate, "b")).toBe(false);
    rowsFor(estate, first("large"), () => found(149_999));
    rowsFor(estate, first("larger"), () => found(149_999));
    expect(isKept(estate, "larger")).toBe(true);
    expect(isKept(estate, "large")).toBe(false);
  });

  it("are found again, as a whole, by who reads beyond the rows that are kept of very many", () => {
    const estate = new Estate();
    const asked: number[] = [];
    const run = (most: number): Found => {
      asked.push(most);
      return found(Math.min(most, 200_000), 200_000);
    };
    expect(rowsFor(estate, { question: "jobs", start: 0, end: 1000 }, run).rows).toHaveLength(150_000);
    rowsFor(estate, { question: "jobs", start: 149_000, end: 150_000 }, run);
    expect(asked).toEqual([150_000]);
    expect(rowsFor(estate, { question: "jobs", start: 150_000, end: 151_000 }, run).rows).toHaveLength(200_000);
    expect(asked).toEqual([150_000, Infinity]);
  });
});
