import { describe, expect, test } from "vitest";
import { devVault, mainVault, pick, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

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

describe("the archive, the snapshots and their groups", () => {
  const long = { ...daily.retentionPolicy, monthlySchedule: monthly(9) };

  function monthly(count: number): unknown {
    return {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
      retentionTimes: [time],
      retentionDuration: { count, durationType: "Months" },
    };
  }

  function tiering(tieringMode: string, duration: number, durationType: string): object {
    return { tieringPolicy: { ArchivedRP: { tieringMode, duration, durationType } } };
  }

  test.each<[string, object]>([
    ["after three months of nine", { ...daily, retentionPolicy: long, ...tiering("TierAfter", 3, "Months") }],
    ["when recommended", { ...daily, retentionPolicy: long, ...tiering("TierRecommended", 0, "Invalid") }],
    ["never", { ...daily, ...tiering("DoNotTier", 0, "Invalid") }],
    ["crash-consistent only", { ...hourly, snapshotConsistencyType: "OnlyCrashConsistent" }],
    ["a prefix", { ...daily, instantRPDetails: { azureBackupRGNamePrefix: "rg-snap-" } }],
  ])("are taken: %s", async (_words, properties) => {
    const client = await startForTest();
    expect((await put(client, properties)).status).toBe(200);
  });

  test.each<[string, object]>([
    ["two months", { ...daily, retentionPolicy: long, ...tiering("TierAfter", 2, "Months") }],
    ["less than six months left", { ...daily, retentionPolicy: long, ...tiering("TierAfter", 4, "Months") }],
    ["days", { ...daily, retentionPolicy: long, ...tiering("TierAfter", 90, "Days") }],
    ["only daily points", { ...daily, ...tiering("TierRecommended", 0, "Invalid") }],
    ["a duration for nothing", { ...daily, ...tiering("DoNotTier", 3, "Months") }],
    ["an unknown mode", { ...daily, ...tiering("TierSometimes", 0, "Invalid") }],
    ["crash consistency of a Standard policy", { ...daily, snapshotConsistencyType: "OnlyCrashConsistent" }],
    ["another consistency", { ...hourly, snapshotConsistencyType: "Application" }],
    ["a suffix alone", { ...daily, instantRPDetails: { azureBackupRGNameSuffix: "-weu" } }],
    ["a name that no group can have", { ...daily, instantRPDetails: { azureBackupRGNamePrefix: "rg snap" } }],
  ])("are refused: %s", async (_words, properties) => {
    const client = await startForTest();
    const answer = await put(client, properties);
    expect([answer.status, pick(answer.body, "error", "code")]).toEqual([400, "BMSUserErrorInvalidPolicyInput"]);
  });

  test("the archive stays when a change does not say anything of it", async () => {
    const client = await startForTest();
    await put(client, { ...daily, retentionPolicy: long, ...tiering("TierAfter", 3, "Months") });
    const { body } = await put(client, { ...daily, retentionPolicy: long });
    expect(pick(body, "properties", "tieringPolicy", "ArchivedRP", "duration")).toBe(3);
  });
});
