import { describe, expect, test } from "vitest";
import {
  atRuntime,
  decidedBy,
  disk,
  disks,
  findingsOf,
  known,
  placeAt,
  severitiesOf,
  vm,
} from "../../support/profiles";
import { valueOf } from "../../support/templates";

const code = "data-disk-count";

describe("under today's limits", () => {
  test("flags a VM with 33 data disks as an error with both numbers", () => {
    const [finding] = findingsOf(code, vm({ dataDisks: disks(33) }), "current");
    expect(finding).toMatchObject({ severity: "error", certainty: "certain", lifted: false });
    expect(finding?.message).toBe("VM 'web' has 33 data disks, but Azure Backup takes at most 32.");
    expect(finding?.source.date).toBe("2026-03-26");
  });

  test("hints that 32 data disks are outside the October 2015 limits", () => {
    const [finding] = findingsOf(code, vm({ dataDisks: disks(32) }), "current");
    expect(finding).toMatchObject({ severity: "hint", lifted: true, limits: "current" });
    expect(finding?.message).toContain("outside the October 2015 limits (at most 16); supported today");
    expect(finding?.source.date).toBe("2015-10-23");
  });

  test("accepts 16 data disks without a word", () => {
    expect(findingsOf(code, vm({ dataDisks: disks(16) }), "current")).toEqual([]);
  });
});

describe("under the October 2015 limits", () => {
  test("flags 17 data disks and accepts 16", () => {
    expect(severitiesOf(code, vm({ dataDisks: disks(17) }), "2015-10")).toEqual(["certain error"]);
    expect(severitiesOf(code, vm({ dataDisks: disks(16) }), "2015-10")).toEqual([]);
  });
});

describe("when a parameter decides the count", () => {
  test("says quietly which one", () => {
    const [finding] = findingsOf(code, vm({ dataDisks: decidedBy("count") }), "current");
    expect(finding).toMatchObject({ severity: "information", certainty: "possible", decidedBy: ["count"] });
    expect(finding?.message).toContain("'count'");
  });

  test("says nothing when none of the allowed values is too many", () => {
    const allowed = [[disk()], [disk(), disk()]];
    expect(findingsOf(code, vm({ dataDisks: decidedBy("count", allowed) }), "2015-10")).toEqual([]);
  });

  test("says so when one of the allowed values is too many", () => {
    const many = disks(17);
    const allowed = [[disk()], many.known ? many.value : []];
    expect(severitiesOf(code, vm({ dataDisks: decidedBy("count", allowed) }), "2015-10")).toEqual([
      "possible information",
    ]);
  });

  test("names the counts that break the limit when the parameter is the count itself, and none when it is a part of it", () => {
    const [one, many] = [disks(2), disks(40)].map(valueOf);
    const countedBy = (count: string) =>
      vm({
        dataDisks: {
          ...decidedBy("count", [one ?? [], many ?? []]),
          text: `copy('dataDisks', ${count}, parameters('other'))`,
        },
      });
    expect(findingsOf(code, countedBy("parameters('count')"), "current")[0]?.breakingValues).toEqual(["40"]);
    expect(findingsOf(code, countedBy("add(parameters('count'), 1)"), "current")[0]?.breakingValues).toBeUndefined();
  });

  test("says nothing of a count that only the deployment knows", () => {
    expect(findingsOf(code, vm({ dataDisks: atRuntime() }), "2015-10")).toEqual([]);
  });
});

test("points at the data disks, and at the VM when their place is not known", () => {
  const many = disks(33);
  const placed = vm({ dataDisks: known(many.known ? many.value : [], placeAt(40)) });
  expect(findingsOf(code, placed, "current")[0]?.place?.span.offset).toBe(40);
  expect(findingsOf(code, vm({ dataDisks: many }), "current")[0]?.place?.span.offset).toBe(1);
});

test("is certain when every count that the parameter allows is too large", () => {
  const allowed = [33, 40].map((count) => valueOf(disks(count)));
  expect(severitiesOf(code, vm({ dataDisks: decidedBy("count", allowed) }), "current")).toEqual(["certain error"]);
});
