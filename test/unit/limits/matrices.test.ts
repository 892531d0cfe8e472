import { describe, expect, test } from "vitest";
import { current } from "../../../src/limits/matrices/current";
import { explain } from "../../../src/limits/pages/explain";
import { ruleCodes } from "../../../src/limits/matrices/matrix";
import { october2015 } from "../../../src/limits/matrices/october2015";
import { prerequisites } from "../../../src/limits/parts/prerequisites";
import { restoreNotes } from "../../../src/limits/parts/restoreNotes";
import { ruleByCode, ruleHeaders } from "../../../src/limits/ruleRegistry";

test("caps data disks at 16 in October 2015 and at 32 today", () => {
  expect(october2015.rows["data-disk-count"].value).toBe(16);
  expect(current.rows["data-disk-count"].value).toBe(32);
});

describe.each([october2015, current])("the matrix $id", (matrix) => {
  test.each(ruleCodes)("has a dated source and a sentence for %s", (code) => {
    const row = matrix.rows[code];
    expect(row.sources[0].title).not.toBe("");
    expect(row.statement()).toMatch(/^[A-Z0-9].*\.$/);
    expect(row.sources.some(({ date }) => date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date))).toBe(true);
  });
});

test("every limit of October 2015 rests on a text of 2015", () => {
  for (const code of ruleCodes) {
    expect(october2015.rows[code].sources[0].date, code).toMatch(/^2015-(0[1-9]|10)-/);
  }
});

test("calls nothing lifted that today still refuses outright, but for numbers that have been raised", () => {
  for (const code of ruleCodes) {
    const [before, now] = [october2015.rows[code], current.rows[code]];
    if (before.lifted === true && now.supported === "no") {
      expect(Number(now.value), code).toBeGreaterThan(Number(before.value));
    }
  }
});

test("numbers the contradictions of the sources, and cites at least two of them", () => {
  const told = ruleCodes.flatMap((code) => current.rows[code].contradiction ?? []);
  for (const { code, statement, sources } of told) {
    expect(code).toMatch(/^C[1-9]\d*$/);
    expect(statement(), code).toMatch(/\.$/);
    expect(new Set(sources).size, code).toBeGreaterThanOrEqual(2);
  }
});

test("has one header for each code, and finds rules but not restore notes by code", () => {
  expect(ruleHeaders.map((header) => header.code).toSorted()).toEqual([...ruleCodes].toSorted());
  expect(ruleByCode("data-disk-count")?.code).toBe("data-disk-count");
  expect(ruleByCode("restore-in-place")).toBeUndefined();
  expect(ruleByCode("no-such-rule")).toBeUndefined();
});

test("explains a rule under both matrices, and nothing for a code that is none", () => {
  expect(explain("data-disk-count")).toMatchObject({
    lifted: true,
    october2015: { value: "16", statement: "More than 16 data disks are not supported." },
    current: { value: "32" },
    page: "docs/rules/data-disk-count.md",
  });
  expect(explain("no-such-rule")).toBeUndefined();
});

test("tells the three restore limitations under either matrix", () => {
  expect(restoreNotes("2015-10").map(({ code, refused }) => [code, refused])).toEqual([
    ["restore-in-place", true],
    ["cross-region-restore", true],
    ["restore-domain-controller", false],
  ]);
  const [inPlace] = restoreNotes("current");
  expect(inPlace?.refused).toBe(false);
  expect(inPlace?.sentence).toBe(inPlace?.sentenceToday);
  expect(inPlace?.source2015.date).toBe("2015-10-23");
});

test("tells the prerequisites of the article, then and now", () => {
  expect(prerequisites().map(({ id }) => id)).toEqual(["vault", "vm-agent", "backup-extension", "network"]);
});
