import { describe, expect, it } from "vitest";
import { freshEstate } from "../../../../../src/sandbox/estate/freshEstate";
import type { JsonObject } from "../../../../../src/sandbox/http/json";
import type { ItemRecord } from "../../../../../src/sandbox/state/records";
import { rhythmOf, runsOf } from "../../../../../src/sandbox/state/backups/schedule";
import { settle } from "../../../../../src/sandbox/state/settle";
import {
  allRows,
  changePolicy,
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

const protectedItemType = "Microsoft.Compute/virtualMachines";
const hour = 3_600_000;
const day = 24 * hour;
const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const noon = Date.UTC(2026, 9, 14, 12);

async function times(client: TestClient): Promise<readonly string[]> {
  const points = await allRows(client, `${item}/recoveryPoints`);
  return points.map((point) => String(pick(point, "properties", "recoveryPointTime")).slice(0, 16));
}

/** The backups of the VM, newest first. */
async function backups(client: TestClient): Promise<readonly unknown[]> {
  const jobs = await allRows(client, `${devVault}/backupJobs`);
  return jobs
    .map((job) => pick(job, "properties"))
    .filter((job) => pick(job, "entityFriendlyName") === "dev-sql-01" && pick(job, "operation") === "Backup");
}

async function itemOf(client: TestClient): Promise<unknown> {
  return pick((await client.get(item)).body, "properties");
}

async function changeItem(client: TestClient, more: object): Promise<void> {
  await finish(client, await client.put(item, { properties: { protectedItemType, sourceResourceId: vm, ...more } }));
}

const enhanced = (interval: number, start: string, window: number): object => ({
  ...monthlyPolicy([]),
  policyType: "V2",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Hourly",
    hourlySchedule: { interval, scheduleWindowStartTime: `2026-10-14T${start}:00Z`, scheduleWindowDuration: window },
  },
});

describe("the schedule of a policy", () => {
  it("makes a job, a recovery point and the last backup, once the run is over", async () => {
    const client = await startForTest();
    client.wait(13.5 * hour);
    expect((await times(client))[0]).toBe("2026-10-14T01:00");
    client.wait(hour);
    expect((await times(client)).slice(0, 2)).toEqual(["2026-10-15T01:00", "2026-10-14T01:00"]);
    expect((await backups(client))[0]).toMatchObject({
      status: "Completed",
      startTime: expect.stringContaining("2026-10-15T01:00:00") as unknown,
    });
    expect(await itemOf(client)).toMatchObject({
      protectionState: "Protected",
      lastBackupStatus: "Completed",
      lastBackupTime: expect.stringContaining("2026-10-15T01:00:00") as unknown,
      lastRecoveryPoint: expect.stringContaining("2026-10-15T01:00:04") as unknown,
    });
  });

  it("brings as many points as the policy keeps, in one long step as in many short ones", async () => {
    const [one, many] = [await startForTest(), await startForTest()];
    one.wait(30 * day);
    for (let step = 0; step < 30; step++) {
      many.wait(day);
      await many.get(item);
    }
    expect(await times(one)).toHaveLength(7);
    expect(await times(one)).toEqual(await times(many));
    expect(await backups(one)).toEqual(await backups(many));
  });

  it("keeps the points of monthly rules beyond the daily ones", async () => {
    const client = await startForTest();
    await changePolicy(client, devVault, item, vm, monthlyPolicy([1]));
    client.wait(100 * day);
    expect((await times(client)).slice(7)).toEqual(["2027-01-01T01:00", "2026-12-01T01:00", "2026-11-01T01:00"]);
  });

  it("counts from when its policy was changed", async () => {
    const client = await startForTest();
    await changePolicy(client, devVault, item, vm, enhanced(4, "08:00", 12));
    client.wait(13 * hour);
    expect(await times(client)).toContain("2026-10-14T16:00");
    expect(await times(client)).not.toContain("2026-10-14T12:00");
    expect((await times(client)).slice(0, 2)).toEqual(["2026-10-14T20:00", "2026-10-14T16:00"]);
  });

  it("fails while the agent does not answer, and gets well again", () => {
    const estate = freshEstate(noon);
    const sql = (): ItemRecord | undefined => estate.items.get(item);
    const guest = estate.guests.get(vm);
    if (guest === undefined) {
      throw new Error("The VM is missing.");
    }
    estate.guests.set(vm, { ...guest, agent: "notReady" });
    settle(estate, noon + 2 * day);
    expect(sql()).toMatchObject({
      state: "ProtectionError",
      lastBackupStatus: "Failed",
      lastBackupTime: Date.UTC(2026, 9, 16, 1),
      trouble: { title: "UserErrorGuestAgentStatusUnavailable" },
    });
    expect(sql()?.points.at(-1)?.time).toBe(Date.UTC(2026, 9, 14, 1, 0, 4));
    estate.guests.set(vm, guest);
    settle(estate, noon + 3 * day);
    expect(sql()).toMatchObject({ state: "Protected", lastBackupStatus: "Completed", trouble: undefined });
    expect(sql()?.points.at(-1)?.time).toBe(Date.UTC(2026, 9, 17, 1, 0, 4));
  });

  it.each(["ProtectionStopped", "BackupsSuspended"])("rests while the item is in the state %s", async (state) => {
    const client = await startForTest();
    await makeImmutable(client, devVault);
    const policyId = pick(await itemOf(client), "policyId");
    await changeItem(client, { policyId: state === "ProtectionStopped" ? "" : policyId, protectionState: state });
    client.wait(3 * day);
    expect((await times(client))[0]).toBe("2026-10-14T01:00");
    await changeItem(client, { policyId });
    client.wait(day);
    // The nights of the rest are not made up for.
    expect((await times(client))[0]).toBe("2026-10-18T01:00");
    expect(await times(client)).not.toContain("2026-10-17T01:00");
  });

  it("writes down no more than is kept after ten years, and the jobs of ninety days", () => {
    const estate = freshEstate(noon);
    settle(estate, noon + 3653 * day);
    const sql = estate.items.own.find(({ vmName }) => vmName === "shop-sql-01");
    // Every four hours from 6 to 18 o'clock, for 30 days.
    expect(sql?.points).toHaveLength(120);
    const jobs = estate.jobs.own.filter(({ vmName }) => vmName === "shop-sql-01");
    expect(jobs.length).toBeLessThan(14 + 1 + 91 * 4);
  });
});

describe("the rhythm of a policy", () => {
  const runs = (schedulePolicy: JsonObject, days: number): readonly string[] => {
    const rhythm = rhythmOf({ schedulePolicy });
    return rhythm === undefined
      ? []
      : [...runsOf(rhythm, noon, noon + days * day)].map((time) => new Date(time).toISOString().slice(5, 16));
  };
  const at = "2020-01-01T23:30:00Z";

  it.each([
    ["daily", { scheduleRunFrequency: "Daily", scheduleRunTimes: [at] }, 2, ["10-14T23:30", "10-15T23:30"]],
    [
      "weekly, of an Enhanced policy",
      { scheduleRunFrequency: "Weekly", weeklySchedule: { scheduleRunDays: ["Friday"], scheduleRunTimes: [at] } },
      10,
      ["10-16T23:30", "10-23T23:30"],
    ],
    [
      "hourly, beyond midnight",
      {
        scheduleRunFrequency: "Hourly",
        hourlySchedule: { interval: 6, scheduleWindowStartTime: at, scheduleWindowDuration: 7 },
      },
      1,
      ["10-14T23:30", "10-15T05:30"],
    ],
    ["without a time", { scheduleRunFrequency: "Daily" }, 5, []],
  ])("is that of its schedule: %s", (_, schedule, days, expected) => {
    expect(runs(schedule, days)).toEqual(expected);
  });
});
