import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ruleCodes } from "../../../src/limits/matrices/matrix";
import { rulePages } from "../../../src/limits/rulePages";

const folder = path.resolve(import.meta.dirname, "../../../docs/rules");

test("docs/rules holds exactly the pages that `npm run docs` writes", () => {
  const onDisk = new Map(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
  );
  expect([...onDisk.keys()].toSorted()).toEqual([...rulePages().keys()].toSorted());
  for (const [name, text] of rulePages()) {
    expect(onDisk.get(name), name).toBe(text);
  }
});

test.each(ruleCodes)("the page of %s shows both matrices, its sources and how to fix it", (code) => {
  const page = rulePages().get(`${code}.md`) ?? "";
  expect(page).toContain("October 2015 (`2015-10`) | Today (`current`)");
  expect(page).toContain("2015-10-23");
  expect(page).toContain("## How to fix it");
  if (!["restore-in-place", "cross-region-restore", "restore-domain-controller"].includes(code)) {
    expect(page).toContain("## Flagged");
    expect(page).toContain("## Not flagged");
  }
});
