import { describe, expect, test } from "vitest";
import {
  enhancedPolicy,
  findingsIn,
  outcomesIn,
  protectedBy,
  standardPolicy,
  withDataDisks,
} from "../../support/outcomes";

const ultra = withDataDisks([
  { lun: 0, createOption: "Empty", diskSizeGB: 64, managedDisk: { storageAccountType: "UltraSSD_LRS" } },
]);
const code = "ultra-disk-needs-enhanced-policy";
const under = (policy: Readonly<Record<string, unknown>>) => ({ resources: [ultra, ...protectedBy({ policy })] });
const steps = (policy: Readonly<Record<string, unknown>>) => findingsIn(code, under(policy))[0]?.fixes[0]?.steps;
const schedule = ["properties", "schedulePolicy"];

test("tells the condition under which the machine is protected all the same", () => {
  expect(findingsIn(code, under(standardPolicy))).toMatchObject([{ condition: "Use an Enhanced policy." }]);
  expect(findingsIn(code, { resources: [ultra] })).toMatchObject([{ condition: "Use an Enhanced policy." }]);
});

test("makes a daily Standard policy an Enhanced one, with its times where these have them", () => {
  expect(steps(standardPolicy)).toMatchObject([
    { kind: "set", path: ["properties", "policyType"], value: "V2" },
    { kind: "set", path: [...schedule, "schedulePolicyType"], value: "SimpleSchedulePolicyV2" },
    { kind: "move", from: [...schedule, "scheduleRunTimes"], to: [...schedule, "dailySchedule", "scheduleRunTimes"] },
  ]);
});

test("moves the days of a weekly policy too", () => {
  const weekly = {
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Weekly",
      scheduleRunDays: ["Sunday"],
      scheduleRunTimes: ["2024-01-01T02:00:00Z"],
    },
  };
  expect(steps(weekly)?.slice(2)).toMatchObject([
    { to: [...schedule, "weeklySchedule", "scheduleRunDays"] },
    { to: [...schedule, "weeklySchedule", "scheduleRunTimes"] },
  ]);
});

test("only sets the type of a policy whose schedule is that of an Enhanced one already", () => {
  expect(steps({ ...enhancedPolicy, policyType: "V1" })).toHaveLength(2);
});

test("offers nothing where the schedule comes from elsewhere", () => {
  const parts = { ...under({ schedulePolicy: "[variables('schedule')]" }), variables: standardPolicy };
  const variables = { schedule: standardPolicy.schedulePolicy };
  expect(findingsIn(code, { ...parts, variables })).toMatchObject([{ severity: "error", fixes: [] }]);
});

describe("a disk whose SKU a parameter decides", () => {
  const open = (policy: Readonly<Record<string, unknown>> | undefined, parameter: object) => ({
    parameters: { sku: { type: "string", ...parameter } },
    resources: [
      withDataDisks([{ lun: 0, createOption: "Empty", managedDisk: { storageAccountType: "[parameters('sku')]" } }]),
      ...(policy === undefined ? [] : protectedBy({ policy })),
    ],
  });
  const some = { allowedValues: ["Premium_LRS", "UltraSSD_LRS"] };

  test("may be such a disk when the allowed values name it", () => {
    const [finding] = findingsIn(code, open(undefined, some));
    expect(finding).toMatchObject({ certainty: "possible", decidedBy: ["sku"], breakingValues: ["UltraSSD_LRS"] });
    expect(outcomesIn(code, open(undefined, { allowedValues: ["Premium_LRS"] }))).toEqual([]);
  });

  test("is such a disk when nothing else is allowed", () => {
    expect(outcomesIn(code, open(standardPolicy, { allowedValues: ["UltraSSD_LRS"] }))).toEqual(["certain error"]);
  });

  test("is worth a word without allowed values only under a Standard policy", () => {
    expect(outcomesIn(code, open(undefined, {}))).toEqual([]);
    expect(outcomesIn(code, open(standardPolicy, {}))).toEqual(["possible information"]);
  });

  test("is no matter under an Enhanced policy", () => {
    expect(outcomesIn(code, open(enhancedPolicy, some))).toEqual([]);
  });
});
