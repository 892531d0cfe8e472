import { describe, expect, it } from "vitest";
import {
  allRows,
  changePolicy,
  column,
  devVault,
  development,
  finish,
  itemPath,
  makeImmutable,
  monthlyPolicy,
  pick,
  startForTest,
  vmPath,
} from "../../sandboxFixture";
import type { TestClient } from "../../sandboxFixture";

const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const day = 86_400_000;

/** Days of the recovery points of dev-sql-01, newest first; those of the start are 14 October to 9 October. */
async function days(client: TestClient): Promise<readonly string[]> {
  const points = await allRows(client, `${item}/recoveryPoints`);
  return points.map((point) => String(pick(point, "properties", "recoveryPointTime")).slice(0, 10));
}

/**
 * Suspends the backups, which only immutable vaults do: what is there is kept as the policy says, and the nights bring
 * nothing new.
 */
async function suspend(client: TestClient): Promise<void> {
  await makeImmutable(client, devVault);
  const policyId = pick((await client.get(item)).body, "properties", "policyId");
  const protectedItemType = "Microsoft.Compute/virtualMachines";
  const properties = { protectedItemType, sourceResourceId: vm, policyId, protectionState: "BackupsSuspended" };
  await finish(client, await client.put(item, { properties }), 2000);
}

async function reasonAt(client: TestClient, date: string): Promise<unknown> {
  const points = await allRows(client, `${item}/recoveryPoints`);
  const point = points.find((one) => String(pick(one, "properties", "recoveryPointTime")).startsWith(date));
  return pick(point, "properties", "recoveryPointMoveReadinessInfo", "ArchivedRP", "additionalInfo");
}

const secondSunday = {
  retentionScheduleFormatType: "Weekly",
  retentionScheduleWeekly: { daysOfTheWeek: ["Sunday"], weeksOfTheMonth: ["Second"] },
};

describe("recovery points", () => {
  it("go when no rule keeps them any more, the newest excepted", async () => {
    const client = await startForTest();
    await suspend(client);
    expect(await days(client)).toHaveLength(6);
    client.wait(4 * day);
    expect(await days(client)).toEqual(["2026-10-14", "2026-10-13", "2026-10-12"]);
    client.wait(30 * day);
    expect(await days(client)).toEqual(["2026-10-14"]);
  });

  it.each([
    [
      "a week",
      "weeklySchedule",
      { daysOfTheWeek: ["Monday"], retentionDuration: { count: 4, durationType: "Weeks" } },
      28,
      "2026-10-12",
    ],
    [
      "a month by its weeks",
      "monthlySchedule",
      { ...secondSunday, retentionDuration: { count: 3, durationType: "Months" } },
      92,
      "2026-10-11",
    ],
    [
      "a month by its days",
      "monthlySchedule",
      {
        retentionScheduleFormatType: "Daily",
        retentionScheduleDaily: { daysOfTheMonth: [{ date: 10, isLast: false }] },
        retentionDuration: { count: 2, durationType: "Months" },
      },
      61,
      "2026-10-10",
    ],
    [
      "a year",
      "yearlySchedule",
      { ...secondSunday, monthsOfYear: ["October"], retentionDuration: { count: 1, durationType: "Years" } },
      365,
      "2026-10-11",
    ],
  ])("stay for as long as the rule of %s keeps them", async (_, name, rule, kept, date) => {
    const client = await startForTest();
    await changePolicy(client, devVault, item, vm, monthlyPolicy([], {}, { [name]: rule }));
    await suspend(client);
    const age = Date.UTC(2026, 9, 14, 12) - Date.parse(`${date}T01:00:00Z`);
    client.wait(kept * day - age - 60_000);
    expect(await days(client)).toEqual(["2026-10-14", date]);
    client.wait(120_000);
    expect(await days(client)).toEqual(["2026-10-14"]);
  });

  it("of another month or weekday are not kept by the rule of a year", async () => {
    const client = await startForTest();
    const rule = { ...secondSunday, monthsOfYear: ["May"], retentionDuration: { count: 1, durationType: "Years" } };
    await changePolicy(client, devVault, item, vm, monthlyPolicy([], {}, { yearlySchedule: rule }));
    await suspend(client);
    client.wait(20 * day);
    expect(await days(client)).toEqual(["2026-10-14"]);
  });

  it("of a backup on demand expire when it was asked for", async () => {
    const client = await startForTest();
    const expires = new Date(Date.UTC(2026, 9, 20)).toISOString();
    const asked = { properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: expires } };
    await finish(client, await client.post(`${item}/backup`, asked), 60_000);
    client.wait(60_000);
    await finish(
      client,
      await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } }),
      60_000,
    );
    expect((await days(client)).filter((date) => date === "2026-10-14")).toHaveLength(3);
    client.wait(5 * day);
    expect((await days(client)).filter((date) => date === "2026-10-14")).toHaveLength(3);
    client.wait(day);
    expect((await days(client)).filter((date) => date === "2026-10-14")).toHaveLength(2);
  });

  it("stay when the protection was stopped", async () => {
    const client = await startForTest();
    const stop = { protectionState: "ProtectionStopped", protectedItemType: "Microsoft.Compute/virtualMachines" };
    await finish(client, await client.put(item, { properties: { ...stop, sourceResourceId: vm, policyId: "" } }));
    client.wait(100 * day);
    expect(await days(client)).toHaveLength(6);
  });
});

describe("the archive tier", () => {
  it("says of a daily recovery point that only monthly and yearly ones can move, however old it is", async () => {
    const client = await startForTest();
    await suspend(client);
    client.wait(200 * day);
    expect(await reasonAt(client, "2026-10-14")).toContain("only monthly and yearly");
  });

  it("wants three months of age and six months of retention left", async () => {
    const client = await startForTest();
    const rule = {
      retentionScheduleFormatType: "Daily",
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 12, isLast: false }] },
      retentionDuration: { count: 10, durationType: "Months" },
    };
    await changePolicy(client, devVault, item, vm, monthlyPolicy([], {}, { monthlySchedule: rule }));
    await suspend(client);
    client.wait(85 * day);
    expect(await reasonAt(client, "2026-10-12")).toContain("three months old");
    client.wait(10 * day);
    expect(await reasonAt(client, "2026-10-12")).toBeUndefined();
    client.wait(30 * day);
    expect(await reasonAt(client, "2026-10-12")).toContain("less than six months");
  });

  it("waits for the daily and weekly recovery points that build on a monthly one", async () => {
    const client = await startForTest();
    const weekly = { daysOfTheWeek: ["Tuesday"], retentionDuration: { count: 20, durationType: "Weeks" } };
    await changePolicy(client, devVault, item, vm, monthlyPolicy([12], {}, { weeklySchedule: weekly }));
    await suspend(client);
    client.wait(100 * day);
    expect(await reasonAt(client, "2026-10-12")).toContain("depend on it");
    client.wait(40 * day);
    expect(await reasonAt(client, "2026-10-12")).toBeUndefined();
  });

  it.each([
    ["as soon as they can move", { tieringMode: "TierRecommended", duration: 0, durationType: "Invalid" }, 92],
    ["after the months that it names", { tieringMode: "TierAfter", duration: 5, durationType: "Months" }, 151],
  ])("takes recovery points by itself where the policy moves them %s", async (_, archived, age) => {
    const client = await startForTest();
    const tiering = { tieringPolicy: { ArchivedRP: archived } };
    await changePolicy(client, devVault, item, vm, monthlyPolicy([12], tiering));
    await suspend(client);
    const tiers = async (): Promise<unknown> =>
      column(await client.get(`${item}/recoveryPoints`), "properties", "recoveryPointTierDetails", 0, "type");
    client.wait((age - 4) * day);
    expect(await tiers()).toEqual(["HardenedRP", "HardenedRP"]);
    client.wait(3 * day);
    expect(await tiers()).toEqual(["HardenedRP", "ArchivedRP"]);
  });
});
