import { expect, test } from "vitest";
import { checkProfile } from "../../../src/limits/check/checkProfile";
import type { RuleOverride } from "../../../src/limits/check/checkOptions";
import type { LimitsId } from "../../../src/limits/finding";
import { readOverrides } from "../../../src/limits/check/overrides";
import { decidedBy, disks, vm } from "./support/profiles";

function diskFindings(machine: ReturnType<typeof vm>, override: RuleOverride, limits: LimitsId = "current") {
  return checkProfile(machine, { limits, lifted: "hint", rules: { "data-disk-count": override } }).filter(
    ({ code }) => code === "data-disk-count",
  );
}

test("a number of the settings takes the place of the matrix's, and the finding says whose it is", () => {
  const [finding] = diskFindings(vm({ dataDisks: disks(21) }), { value: 20 });
  expect(finding).toMatchObject({ severity: "error", limits: "current", lifted: false });
  expect(finding?.message).toBe(
    "VM 'web' has 21 data disks, but Azure Backup takes at most 20. The limit of 20 is set in your settings; the matrix says 32.",
  );
  expect(finding?.source).toEqual({ title: "Setting azureVmBackup.rules" });
  expect(diskFindings(vm({ dataDisks: disks(20) }), { value: 20 }, "2015-10")).toEqual([]);
});

test("one number holds under both matrices", () => {
  const machine = vm({ dataDisks: disks(33) });
  expect(diskFindings(machine, { value: 40 }, "2015-10")).toEqual([]);
  expect(diskFindings(vm({ dataDisks: disks(41) }), { value: 40 }, "2015-10")[0]?.message).toContain(
    "The limit of 40 is set in your settings; the matrix says 16.",
  );
});

test("a hint about a lifted limit keeps the number of October 2015", () => {
  const [finding] = diskFindings(vm({ dataDisks: disks(33) }), { value: 40 });
  expect(finding).toMatchObject({ lifted: true, severity: "hint" });
  expect(finding?.message).toContain("at most 16");
});

test("a severity of the settings is about certain findings; possible ones never become louder by it", () => {
  const certain = vm({ dataDisks: disks(40) });
  const possible = vm({ dataDisks: decidedBy("count") });
  expect(diskFindings(certain, { severity: "warning" })).toMatchObject([{ severity: "warning" }]);
  expect(diskFindings(possible, { severity: "error" })).toMatchObject([{ severity: "information" }]);
  expect(diskFindings(possible, { severity: "hint" })).toMatchObject([{ severity: "hint" }]);
});

test("a rule that is off finds nothing, lifted limits included", () => {
  expect(diskFindings(vm({ dataDisks: disks(40) }), { severity: "off" })).toEqual([]);
  expect(diskFindings(vm({ dataDisks: disks(20) }), { severity: "off" })).toEqual([]);
});

test("reads severities, alone or in an object, and numbers", () => {
  const setting = { "data-disk-count": { severity: "warning", value: 20 }, "shared-disk": "off" };
  expect(readOverrides(setting)).toEqual({
    rules: { "data-disk-count": { severity: "warning", value: 20 }, "shared-disk": { severity: "off" } },
    faults: [],
  });
  expect(readOverrides(undefined)).toEqual({ rules: {}, faults: [] });
  expect(readOverrides("off")).toEqual({ rules: {}, faults: [] });
});

test.each([
  ["no-such-rule", "off", "There is no rule 'no-such-rule' whose findings could be set."],
  ["restore-in-place", "off", "There is no rule 'restore-in-place' whose findings could be set."],
  ["shared-disk", { value: 2 }, "Rule 'shared-disk' has no number that could be set."],
  ["data-disk-count", { value: "32" }, "The value of rule 'data-disk-count' must be a number that is not negative."],
  ["data-disk-count", { value: -1 }, "The value of rule 'data-disk-count' must be a number that is not negative."],
  [
    "data-disk-count",
    "loud",
    "The severity of rule 'data-disk-count' must be error, warning, information, hint or off.",
  ],
  ["data-disk-count", { max: 3 }, "Rule 'data-disk-count' has no setting 'max'; it has 'severity' and 'value'."],
])("tells what is wrong with %s: %j and leaves it out", (code, entry, message) => {
  expect(readOverrides({ [code]: entry })).toEqual({ rules: {}, faults: [{ code, message }] });
});

test("follows what is right beside what is wrong", () => {
  const read = readOverrides({ "data-disk-count": { severity: "off", value: "many" }, "": 3 });
  expect(read.rules).toEqual({ "data-disk-count": { severity: "off" } });
  expect(read.faults).toHaveLength(2);
});
