import { expect, test } from "vitest";
import { findingsOf, vm } from "../../support/profiles";

test("refuses every VM of a template under the October 2015 limits", () => {
  const [finding] = findingsOf("arm-vm", vm(), "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("VM 'web' is deployed through Azure Resource Manager");
  expect(finding?.source.date).toBe("2015-10-23");
});

test("says nothing under today's limits, not even a hint", () => {
  expect(findingsOf("arm-vm", vm(), "current")).toEqual([]);
});
