import { describe, expect, test } from "vitest";
import { deciding, found, item, parameter, policy, told, vault } from "../../support/backup";

const hourly = (interval: unknown, instantRpRetentionRangeInDays: unknown = 7) => ({
  policyType: "V2",
  instantRpRetentionRangeInDays,
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Hourly",
    hourlySchedule: { interval, scheduleWindowStartTime: "2026-01-01T08:00:00Z", scheduleWindowDuration: 12 },
  },
});
const enhanced = (scheduleRunFrequency: unknown, instantRpRetentionRangeInDays: unknown) => ({
  policyType: "V2",
  instantRpRetentionRangeInDays,
  schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicyV2", scheduleRunFrequency },
});
const runs = (scheduleRunFrequency: unknown, instantRpRetentionRangeInDays: unknown = 5) => ({
  instantRpRetentionRangeInDays,
  schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicy", scheduleRunFrequency },
});
const keeps = (schedule: string, count: unknown, durationType?: unknown) => ({
  retentionPolicy: {
    retentionPolicyType: "LongTermRetentionPolicy",
    [schedule]: { retentionDuration: { count, durationType } },
  },
});
const error = ["certain error"];
const p = "[parameters('p')]";

describe("a policy's settings", () => {
  test.each<[string, string, unknown, readonly string[]]>([
    ["policy-name", "an underscore", policy({}, { name: "backups/every_night" }), error],
    ["policy-name", "a hyphen at the end", policy({}, { name: "backups/night-" }), error],
    ["policy-name", "two characters", policy({}, { name: "backups/p1" }), error],
    ["policy-name", "three characters", policy({}, { name: "backups/p-1" }), []],
    ["policy-name", "150 characters", policy({}, { name: `backups/${"p".repeat(150)}` }), []],
    ["policy-name", "151 characters", policy({}, { name: `backups/${"p".repeat(151)}` }), error],
    ["schedule-frequency", "monthly", policy(runs("Monthly")), error],
    ["schedule-frequency", "hourly and Standard", policy(runs("Hourly")), error],
    [
      "schedule-frequency",
      "hourly with the schedule of a Standard policy",
      policy({ ...runs("Hourly"), policyType: "V2" }),
      error,
    ],
    ["schedule-frequency", "daily", policy(), []],
    ["schedule-frequency", "weekly and Enhanced", policy(enhanced("Weekly", 7)), []],
    ["schedule-hourly-interval", "3 hours", policy(hourly(3)), error],
    ["schedule-hourly-interval", "24 hours, which only the articles have", policy(hourly(24)), []],
    ["schedule-hourly-interval", "none", policy(), []],
    ["instant-restore-days-standard", "0 days", policy({ instantRpRetentionRangeInDays: 0 }), error],
    ["instant-restore-days-standard", "5 days", policy({ instantRpRetentionRangeInDays: 5 }), []],
    ["instant-restore-days-standard", "6 days", policy({ instantRpRetentionRangeInDays: 6 }), error],
    ["instant-restore-days-standard", "6 days of an Enhanced policy", policy(enhanced("Daily", 6)), []],
    ["instant-restore-days-standard", "4 days of a weekly policy", policy(runs("Weekly", 4)), error],
    ["instant-restore-days-standard", "5 days of a weekly policy", policy(runs("Weekly", 5)), []],
    ["instant-restore-days-standard", "nothing said", policy({ instantRpRetentionRangeInDays: undefined }), []],
    ["instant-restore-days-enhanced", "30 days, daily", policy(enhanced("Daily", 30)), []],
    ["instant-restore-days-enhanced", "31 days, daily", policy(enhanced("Daily", 31)), error],
    ["instant-restore-days-enhanced", "17 days, every 4 hours", policy(hourly(4, 17)), []],
    ["instant-restore-days-enhanced", "18 days, every 4 hours", policy(hourly(4, 18)), error],
    ["instant-restore-days-enhanced", "22 days, every 6 hours", policy(hourly(6, 22)), []],
    ["instant-restore-days-enhanced", "23 days, every 6 hours", policy(hourly(6, 23)), error],
    ["instant-restore-days-enhanced", "30 days, every 12 hours", policy(hourly(12, 30)), []],
    ["instant-restore-days-enhanced", "4 days, weekly", policy(enhanced("Weekly", 4)), error],
    ["instant-restore-days-enhanced", "21 days, weekly", policy(enhanced("Weekly", 21)), error],
    [
      "instant-restore-days-enhanced",
      "longer than the backups",
      policy({ ...enhanced("Daily", 20), ...keeps("dailySchedule", 10, "Days") }),
      error,
    ],
    [
      "instant-restore-days-enhanced",
      "as long as the backups",
      policy({ ...enhanced("Daily", 10), ...keeps("dailySchedule", 10, "Days") }),
      [],
    ],
    [
      "instant-restore-days-enhanced",
      "longer than a week, kept for a year",
      policy({ ...enhanced("Daily", 20), ...keeps("yearlySchedule", 1, "Years") }),
      [],
    ],
    ["retention-maximum", "9999 days", policy(keeps("dailySchedule", 9999)), []],
    ["retention-maximum", "10000 days", policy(keeps("dailySchedule", 10_000)), error],
    ["retention-maximum", "5164 weeks", policy(keeps("weeklySchedule", 5164, "Weeks")), error],
    ["retention-maximum", "1189 months", policy(keeps("monthlySchedule", 1189, "Months")), error],
    ["retention-maximum", "100 years", policy(keeps("yearlySchedule", 100, "Years")), error],
    ["retention-maximum", "99 years", policy(keeps("yearlySchedule", 99, "Years")), []],
    ["retention-minimum-daily", "6 days", policy(keeps("dailySchedule", 6, "Days")), error],
    ["retention-minimum-daily", "7 days", policy(keeps("dailySchedule", 7, "Days")), []],
    ["retention-minimum-daily", "3 weeks", policy(keeps("weeklySchedule", 3, "Weeks")), []],
    ["policy-time-zone", "Berlin", policy({ timeZone: "W. Europe Standard Time" }), ["certain information"]],
    ["policy-time-zone", "UTC", policy(), []],
    ["policy-time-zone", "India, where the clocks never change", policy({ timeZone: "India Standard Time" }), []],
  ])("%s: %s", (code, _what, resource, expected) => {
    expect(told(code, { resources: [resource] })).toEqual(expected);
    expect(told(code, { resources: [{ ...(resource as object), condition: false }] })).toEqual([]);
  });

  test("for other workloads are none of ours", () => {
    const resources = [policy({ backupManagementType: "AzureStorage", ...keeps("dailySchedule", 1, "Days") })];
    expect(told("retention-minimum-daily", { resources })).toEqual([]);
  });

  test("of October 2015 know no hourly schedule, which is lifted today", () => {
    const resources = [policy(hourly(4))];
    expect(told("schedule-frequency", { resources }, "2015-10")).toEqual(error);
    expect(found("schedule-frequency", { resources })).toMatchObject([{ lifted: true, severity: "hint" }]);
    expect(found("schedule-frequency", { resources }, "current", "off")).toEqual([]);
    expect(told("retention-minimum-daily", { resources: [policy(keeps("dailySchedule", 1))] }, "2015-10")).toEqual([]);
  });
});

describe("a setting that a parameter decides", () => {
  test.each<[string, string, unknown, readonly unknown[], readonly unknown[]]>([
    ["schedule-frequency", "string", policy(runs(p)), ["Daily", "Monthly"], ["Daily", "Weekly"]],
    ["schedule-hourly-interval", "int", policy(hourly(p)), [4, 5], [4, 6]],
    ["instant-restore-days-standard", "int", policy({ instantRpRetentionRangeInDays: p }), [2, 7], [1, 5]],
    ["instant-restore-days-enhanced", "int", policy(hourly(4, p)), [7, 20], [7, 17]],
    ["retention-maximum", "int", policy(keeps("dailySchedule", p)), [30, 10_000], [30, 9999]],
    ["retention-minimum-daily", "int", policy(keeps("dailySchedule", p)), [5, 30], [7, 30]],
    [
      "policy-name",
      "string",
      policy({}, { name: "[concat('backups/', parameters('p'))]" }),
      ["nightly", "n"],
      ["nightly", "weekly"],
    ],
  ])("is possible when some allowed values break %s, and fine when none does", (code, type, resource, some, none) => {
    const open = { parameters: parameter(type, { allowedValues: some }), resources: [resource] };
    expect(told(code, open)).toEqual(["possible information"]);
    expect(deciding(code, open)).toEqual(["p"]);
    expect(told(code, { ...open, parameters: parameter(type, { allowedValues: none }) })).toEqual([]);
  });

  test("is certain when all allowed values break the rule, and possible when anything is allowed", () => {
    const resources = [policy(keeps("dailySchedule", p))];
    const all = parameter("int", { allowedValues: [1, 2] });
    expect(told("retention-minimum-daily", { parameters: all, resources })).toEqual(error);
    expect(told("retention-minimum-daily", { parameters: parameter("int"), resources })).toEqual([
      "possible information",
    ]);
  });
});

describe("quick fixes", () => {
  const fix = (code: string, resource: unknown) =>
    found(code, { resources: [resource] }).flatMap(({ fixes }) => fixes.map(({ safe, steps }) => ({ safe, steps })));
  const replaced = (code: string, resource: unknown) =>
    fix(code, resource).flatMap(({ steps }) => steps.map((step) => (step.kind === "replace" ? step.by : step.kind)));

  test("write the nearest number that is taken", () => {
    expect(replaced("schedule-hourly-interval", policy(hourly(5)))).toEqual([4]);
    expect(replaced("instant-restore-days-standard", policy({ instantRpRetentionRangeInDays: 9 }))).toEqual([5]);
    expect(replaced("instant-restore-days-enhanced", policy(hourly(4, 30)))).toEqual([17]);
    expect(replaced("retention-minimum-daily", policy(keeps("dailySchedule", 1)))).toEqual([7]);
    expect(replaced("retention-maximum", policy(keeps("yearlySchedule", 100, "Years")))).toEqual([99]);
  });

  test("clean the name and keep the vault's", () => {
    expect(replaced("policy-name", policy({}, { name: "backups/every_night" }))).toEqual(["backups/every-night"]);
    const inside = vault({}, { resources: [policy({}, { type: "backupPolicies", name: "every_night" })] });
    expect(replaced("policy-name", inside)).toEqual(["every-night"]);
  });

  test("are never taken unasked where a parameter decides the value", () => {
    const parameters = parameter("int", { defaultValue: 1 });
    const [finding] = found("retention-minimum-daily", { parameters, resources: [policy(keeps("dailySchedule", p))] });
    expect(finding?.certainty).toBe("certain");
    expect(finding?.fixes.map(({ safe }) => safe)).toEqual([false]);
  });

  test("make an hourly policy an Enhanced one, which is never done unasked", () => {
    expect(fix("schedule-frequency", policy(runs("Hourly")))).toMatchObject([
      { safe: false, steps: [{ kind: "set" }, { kind: "set" }] },
    ]);
  });
});

describe("the policies of one estate", () => {
  const loop = (count: unknown) =>
    policy({}, { name: "[concat('backups/p', copyIndex(), 'x')]", copy: { name: "c", count } });

  test("are too many for a vault above 200, and too many at once above 50", () => {
    expect(told("policy-count", { resources: [loop(50)] })).toEqual([]);
    expect(found("policy-count", { resources: [loop(51)] })[0]?.message).toContain("51 policies at once");
    expect(found("policy-count", { resources: [loop(201)] })[0]?.message).toContain("at most 200");
    expect(told("policy-count", { resources: [loop(201)] }, "2015-10")).toEqual([]);
  });

  const items = (count: unknown, condition: unknown = true) =>
    item("web", "backups", "nightly", {
      name: "[concat('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;g;w', copyIndex(), '/vm;iaasvmcontainerv2;g;w', copyIndex())]",
      copy: { name: "c", count },
      condition,
      properties: { sourceResourceId: "[resourceId('Microsoft.Compute/virtualMachines', concat('w', copyIndex()))]" },
    });

  test("take at most 100 machines each", () => {
    expect(told("policy-vm-count", { resources: [vault(), policy(), items(100)] })).toEqual([]);
    const [finding] = found("policy-vm-count", { resources: [vault(), policy(), items(101)] });
    expect(finding).toMatchObject({ severity: "error", certainty: "certain" });
    expect(finding?.message).toContain("Policy 'nightly' gets 101 virtual machines");
    expect(told("policy-vm-count", { resources: [items(101)] }, "2015-10")).toEqual([]);
  });

  test("may get too many when the largest count of a loop is", () => {
    const open = (maxValue: number) => ({
      parameters: parameter("int", { minValue: 1, maxValue }),
      resources: [policy(), items(p)],
    });
    expect(told("policy-vm-count", open(101))).toEqual(["possible information"]);
    expect(deciding("policy-vm-count", open(101))).toEqual(["p"]);
    expect(told("policy-vm-count", open(100))).toEqual([]);
  });

  test("may get too many when a parameter decides whether items are deployed", () => {
    const parts = { parameters: parameter("bool"), resources: [policy(), items(101, p)] };
    expect(told("policy-vm-count", parts)).toEqual(["possible information"]);
  });

  test("are told once when they are the service's own, and only when no template declares them", () => {
    const resources = [vault(), item("web", "backups", "DefaultPolicy"), item("db", "backups", "DefaultPolicy")];
    expect(told("default-policy", { resources })).toEqual(["certain information"]);
    expect(told("default-policy", { resources }, "2015-10")).toEqual(["certain information"]);
    expect(told("default-policy", { resources: [item()] })).toEqual([]);
    expect(
      told("default-policy", { resources: [...resources, policy({}, { name: "backups/DefaultPolicy" })] }),
    ).toEqual([]);
  });

  test("are told once for each time zone", () => {
    const timeZone = "Romance Standard Time";
    const resources = [policy({ timeZone }), policy({ timeZone }, { name: "backups/other" })];
    expect(told("policy-time-zone", { resources })).toEqual(["certain information"]);
  });
});
