import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ruleCodes } from "../../../src/limits/matrices/matrix";
import { rulePages } from "../../../src/limits/pages/rulePages";
import { ruleByCode } from "../../../src/limits/ruleRegistry";

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
  expect(page).toMatch(/, 2015-(0[1-9]|10)-\d\d/);
  expect(page).toContain("## How to fix it");
  const isChecked = ruleByCode(code) !== undefined;
  expect(page.includes("## Flagged")).toBe(isChecked);
  expect(page.includes("## Not flagged")).toBe(isChecked);
});

test("the page of a limit about which the sources disagree says so, with those sources", () => {
  const [, part] = (rulePages().get("disk-size-max.md") ?? "").split("## Where the sources disagree");
  expect(part).toContain("(C7)");
  expect(part?.split("##")[0]).toContain("Azure Instant Restore capability");
  expect(rulePages().get("shared-disk.md")).not.toContain("disagree");
});

test("a page tells how to suppress its rule, and how to set its number where it has one", () => {
  const count = rulePages().get("data-disk-count.md") ?? "";
  expect(count).toContain("// azure-vm-backup-disable-next-line data-disk-count -- why");
  expect(count).toContain('{ "severity": "warning", "value": 32 }');
  expect(rulePages().get("shared-disk.md")).toContain('"azureVmBackup.rules": { "shared-disk": "warning" }');
  expect(rulePages().get("restore-in-place.md")).not.toContain("suppress");
});

test.each(["unknown-suppression", "unused-suppression"])("there is a page for %s", (code) => {
  expect(rulePages().get(`${code}.md`)).toContain(`Code: \`${code}\``);
});
