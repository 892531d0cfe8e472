import { describe, expect, test } from "vitest";
import { devVault, mainVault, pick, startForTest } from "./sandboxFixture";
import type { Reply, TestClient } from "./sandboxFixture";

const time = "2026-01-10T22:00:00Z";

function kept(count: number, durationType: string): unknown {
  return { retentionTimes: [time], retentionDuration: { count, durationType } };
}

const daily = {
  backupManagementType: "AzureIaasVM",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Daily",
    scheduleRunTimes: [time],
  },
  retentionPolicy: { retentionPolicyType: "LongTermRetentionPolicy", dailySchedule: kept(30, "Days") },
  timeZone: "UTC",
};

const hourly = {
  ...daily,
  policyType: "V2",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Hourly",
    hourlySchedule: { interval: 4, scheduleWindowStartTime: time, scheduleWindowDuration: 12 },
  },
};

const weekly = {
  ...daily,
  schedulePolicy: { ...daily.schedulePolicy, scheduleRunFrequency: "Weekly", scheduleRunDays: ["Sunday"] },
  retentionPolicy: { retentionPolicyType: "LongTermRetentionPolicy", weeklySchedule: kept(12, "Weeks") },
};

function put(client: TestClient, properties: unknown, name = "mine", vault = devVault): Promise<Reply> {
  return client.put(`${vault}/backupPolicies/${name}`, { properties });
}

describe("a policy", () => {
  test.each([
    ["daily", daily],
    ["weekly", { ...weekly, instantRpRetentionRangeInDays: 5 }],
    ["hourly", { ...hourly, instantRpRetentionRangeInDays: 30 }],
  ])("that runs %s is made", async (_, properties) => {
    const client = await startForTest();
    expect((await put(client, properties)).status).toBe(200);
    expect((await client.get(`${devVault}/backupPolicies/mine`)).status).toBe(200);
  });

  test.each([
    [
      "6 days",
      { ...daily, retentionPolicy: { ...daily.retentionPolicy, dailySchedule: kept(6, "Days") } },
      "7 to 9999",
    ],
    [
      "1189 months",
      { ...daily, retentionPolicy: { ...daily.retentionPolicy, monthlySchedule: kept(1189, "Months") } },
      "1 to 1188 months",
    ],
    ["no retention for its frequency", { ...weekly, retentionPolicy: daily.retentionPolicy }, "needs a retention"],
    [
      "a daily retention of a weekly policy",
      { ...weekly, retentionPolicy: { ...weekly.retentionPolicy, dailySchedule: kept(30, "Days") } },
      "cannot have a daily retention",
    ],
    ["6 days of snapshots", { ...daily, instantRpRetentionRangeInDays: 6 }, "1 to 5 days"],
    ["2 days of snapshots of a weekly policy", { ...weekly, instantRpRetentionRangeInDays: 2 }, "for 5 days"],
    ["31 days of snapshots of an Enhanced policy", { ...hourly, instantRpRetentionRangeInDays: 31 }, "1 to 30 days"],
    [
      "an odd minute",
      { ...daily, schedulePolicy: { ...daily.schedulePolicy, scheduleRunTimes: ["2026-01-10T22:10:00Z"] } },
      "full or a half hour",
    ],
    [
      "every 5 hours",
      {
        ...hourly,
        schedulePolicy: {
          ...hourly.schedulePolicy,
          hourlySchedule: { ...hourly.schedulePolicy.hourlySchedule, interval: 5 },
        },
      },
      "4, 6, 8, 12 or 24",
    ],
    ["hourly and Standard", { ...hourly, policyType: "V1" }, "SimpleSchedulePolicy"],
    ["a week without days", { ...weekly, schedulePolicy: { ...weekly.schedulePolicy, scheduleRunDays: [] } }, "days"],
  ])("with %s is refused", async (_, properties, sentence) => {
    const client = await startForTest();
    const reply = await put(client, properties);
    expect([reply.status, pick(reply.body, "error", "code")]).toEqual([400, "BMSUserErrorInvalidPolicyInput"]);
    expect(pick(reply.body, "error", "message")).toContain(sentence);
  });

  test.each(["ab", "1st", "every_night", "ends-"])("cannot be named %s", async (name) => {
    const client = await startForTest();
    expect((await put(client, daily, name)).status).toBe(400);
  });

  test("never goes back from Enhanced to Standard", async () => {
    const client = await startForTest();
    await put(client, hourly);
    expect((await put(client, daily)).status).toBe(400);
    await put(client, daily, "other");
    expect((await put(client, hourly, "other")).status).toBe(200);
  });

  test("that protects items is changed at once, as Azure's recorded answers are", async () => {
    const client = await startForTest();
    const longer = {
      ...hourly,
      retentionPolicy: { ...hourly.retentionPolicy, dailySchedule: kept(60, "Days") },
    };
    const reply = await put(client, longer, "enhanced-4h-30d", mainVault);
    const path = ["properties", "retentionPolicy", "dailySchedule", "retentionDuration", "count"];
    expect([reply.status, pick(reply.body, ...path)]).toEqual([200, 60]);
  });
});
