import { beforeEach, describe, expect, it } from "vitest";
import { askFilter, filterText, lets, questionOf } from "../../../../../src/features/jobs/view/jobsFilter";
import { resetFakeVscode } from "../../../support/fakeVscode";
import { job } from "../../support/estate";
import { nextInput } from "../../support/nextInput";

const now = Date.parse("2026-11-22T12:00:00.000Z");

beforeEach(resetFakeVscode);

describe("Filter Jobs", () => {
  it("adds one condition after the other, and takes all away at once", async () => {
    const failed = askFilter({});
    (await nextInput(0)).accept("Status");
    (await nextInput(1)).accept("Failed");
    expect(await failed).toEqual({ status: "Failed" });
    const failedBackups = askFilter({ status: "Failed" });
    const facets = await nextInput(2);
    expect(facets.items.map(({ description }) => description)).toEqual(["Failed", "all", "all", "all", undefined]);
    facets.accept("Time");
    (await nextInput(3)).accept("last 7 days");
    expect(await failedBackups).toEqual({ status: "Failed", days: 7 });
    const all = askFilter({ status: "Failed", days: 7 });
    (await nextInput(4)).accept("Show all jobs");
    expect(await all).toBe("all jobs");
  });

  it("goes back from a condition to what can be filtered by", async () => {
    const filter = askFilter({ days: 7 });
    (await nextInput(0)).accept("Time");
    const days = await nextInput(1);
    expect(days.activeItems).toMatchObject([{ label: "last 7 days" }]);
    days.back();
    const facets = await nextInput(2);
    expect(facets.activeItems).toMatchObject([{ label: "Time" }]);
    facets.accept("Show all jobs");
    expect(await filter).toBe("all jobs");
  });

  it("says what it shows", () => {
    expect(filterText({})).toBeUndefined();
    expect(filterText({ status: "Failed", operation: "Backup", vmName: "web", days: 1 })).toBe(
      "Failed · Backup · web · last 24 hours",
    );
  });

  it("asks Azure for status, operation, VM and time", () => {
    expect(questionOf({ status: "Failed", operation: "Backup", vmName: "web", days: 1 }, now)).toEqual({
      status: "Failed",
      operation: "Backup",
      vmName: "web",
      since: "2026-11-21T12:00:00.000Z",
    });
  });

  it.each([
    [{ vmName: "WEB" }, true],
    [{ vmName: "sql" }, false],
    [{ status: "InProgress" }, true],
    [{ status: "Failed" }, false],
    [{ operation: "Restore" }, false],
    [{ days: 1 }, true],
  ] as const)("lets jobs through that it names: %j → %s", (filter, passes) => {
    expect(lets(filter, job(), now)).toBe(passes);
  });

  it("leaves old jobs out", () => {
    expect(lets({ days: 1 }, job({ startTime: "2026-11-20T10:00:00.000Z" }), now)).toBe(false);
  });
});
