import { describe, expect, it } from "vitest";
import { fleetEstate, fleetOrigins } from "../../../../src/sandbox/estate/fleet/fleetEstate";
import { itemIdOf } from "../../../../src/sandbox/estate/fleet/fleetItem";
import { machineId, placesOf, stateOf, troubleOf } from "../../../../src/sandbox/estate/fleet/fleetPlan";
import type { FleetState, Place } from "../../../../src/sandbox/estate/fleet/fleetPlan";
import type { Estate } from "../../../../src/sandbox/state/estate";
import type { ItemRecord, JobRecord } from "../../../../src/sandbox/state/records";
import { settle } from "../../../../src/sandbox/state/settle";
import { readSnapshot, takeSnapshot } from "../../../../src/sandbox/state/saved/snapshot";
import { pick, rows, startForTest } from "../sandboxFixture";

const day = 86_400_000;
const made = Date.UTC(2026, 9, 14, 12);
const places = [0, 1, 2, 3].flatMap((subscription) =>
  Array.from({ length: 20 }, (_, group) => placesOf(subscription, group)).flat(),
);

function placeIn(state: FleetState, fits: (place: Place) => boolean = () => true): Place {
  const found = places.find((place) => stateOf(place) === state && fits(place));
  if (found === undefined) {
    throw new Error(`No VM is ${state} in that way.`);
  }
  return found;
}

function itemOf(estate: Estate, place: Place): ItemRecord {
  const item = estate.items.get(itemIdOf(place));
  if (item === undefined) {
    throw new Error("The VM is in no vault.");
  }
  return item;
}

function jobsOf(estate: Estate, place: Place): readonly JobRecord[] {
  const { id, vaultId } = itemOf(estate, place);
  return estate.jobs
    .below(`${vaultId}/`)
    .filter(({ itemId }) => itemId === id)
    .toSorted((a, b) => a.startTime - b.startTime);
}

const text = (time: number | undefined): string => new Date(time ?? Number.NaN).toISOString().slice(0, 16);

describe("the VMs of the fleet", () => {
  it("are backed up each night, and keep as many points as their policy says", () => {
    const estate = fleetEstate(made);
    const place = placeIn("protected");
    expect(itemOf(estate, place).points.map(({ time }) => text(time))).toEqual([
      "2026-10-11T22:30",
      "2026-10-12T22:30",
      "2026-10-13T22:30",
    ]);
    settle(estate, made + 10.5 * 3_600_000);
    expect(text(itemOf(estate, place).lastBackupTime)).toBe("2026-10-13T22:30");
    settle(estate, made + 12 * 3_600_000);
    expect(text(itemOf(estate, place).lastBackupTime)).toBe("2026-10-14T22:30");
    settle(estate, made + 40 * day);
    expect(itemOf(estate, place)).toMatchObject({ state: "Protected", lastBackupStatus: "Completed" });
    expect(itemOf(estate, place).points).toHaveLength(30);
    expect(text(itemOf(estate, place).points.at(-1)?.time)).toBe("2026-11-22T22:30");
    expect(jobsOf(estate, place)).toHaveLength(41);
    settle(estate, made + 1000 * day);
    expect(jobsOf(estate, place)).toHaveLength(90);
  });

  it("are not written down when time goes on", () => {
    const estate = fleetEstate(made);
    const before = takeSnapshot(estate);
    settle(estate, made + 400 * day);
    expect(takeSnapshot(estate)).toBe(before);
  });

  it("fail as their guests are, and keep the last points that they have", () => {
    const estate = fleetEstate(made);
    settle(estate, made + 200 * day);
    for (const [trouble, title] of [
      ["agentUnavailable", "UserErrorGuestAgentStatusUnavailable"],
      ["snapshotTimeout", "GuestAgentSnapshotTaskStatusError"],
    ] as const) {
      const place = placeIn("failing", (one) => troubleOf(one) === trouble);
      const item = itemOf(estate, place);
      expect(item).toMatchObject({ state: "ProtectionError", lastBackupStatus: "Failed", trouble: { title } });
      expect(text(item.lastBackupTime)).toBe("2027-05-01T22:30");
      expect(item.points.map(({ time }) => text(time))).toEqual(["2026-10-12T22:30"]);
      expect(jobsOf(estate, place).at(-1)?.failure?.trouble.title).toBe(title);
    }
  });

  it("rest where they were stopped, and leave the vault when their time after the deletion is over", () => {
    const estate = fleetEstate(made);
    const [stopped, deleted] = [placeIn("stopped"), placeIn("softDeleted")];
    const before = itemOf(estate, stopped);
    expect(itemOf(estate, deleted).softDeletedAt).toBeLessThan(made);
    settle(estate, made + 14 * day);
    expect(itemOf(estate, stopped)).toEqual(before);
    expect(jobsOf(estate, stopped)).toEqual([]);
    expect(estate.items.get(itemIdOf(deleted))).toBeUndefined();
    expect(estate.itemsOf(machineId(deleted))).toEqual([]);
  });

  it("have their first backup in the first night", () => {
    const estate = fleetEstate(made);
    const place = placeIn("firstBackupPending");
    expect(itemOf(estate, place)).toMatchObject({ state: "IRPending", points: [] });
    settle(estate, made + day);
    expect(itemOf(estate, place).state).toBe("Protected");
    expect(itemOf(estate, place).points.map(({ time }) => text(time))).toEqual(["2026-10-14T22:30"]);
    expect(jobsOf(estate, place)).toHaveLength(1);
  });
});

describe("a VM of the fleet that somebody has touched", () => {
  // Only the names tell the two apart.
  const seen = (item: ItemRecord): unknown => ({
    ...item,
    points: item.points.map((point) => ({ ...point, name: "" })),
  });
  const seenOfJob = (job: JobRecord): unknown => ({ ...job, id: "", name: "" });

  it.each([
    ["protected", placeIn("protected")],
    ["failing for its agent", placeIn("failing", (one) => troubleOf(one) === "agentUnavailable")],
    ["failing for its guest", placeIn("failing", (one) => troubleOf(one) === "snapshotTimeout")],
    ["stopped", placeIn("stopped")],
  ])("goes on as one that nobody has: %s", (_, place) => {
    const [touched, untouched] = [fleetEstate(made), fleetEstate(made)];
    settle(touched, made + 3 * day);
    touched.items.keep(itemIdOf(place));
    for (const later of [3, 4, 20, 60]) {
      settle(touched, made + later * day);
      settle(untouched, made + later * day);
      expect(seen(itemOf(touched, place))).toEqual(seen(itemOf(untouched, place)));
      expect(jobsOf(touched, place).map(seenOfJob)).toEqual(jobsOf(untouched, place).map(seenOfJob));
    }
    expect(touched.items.own).toHaveLength(1);
  });

  it("has its jobs once after a restart, too", () => {
    const estate = fleetEstate(made);
    const place = placeIn("protected");
    settle(estate, made + 3 * day);
    estate.items.keep(itemIdOf(place));
    settle(estate, made + 6 * day);
    const again = readSnapshot(takeSnapshot(estate), fleetOrigins);
    if (again === undefined) {
      throw new Error("The snapshot cannot be read.");
    }
    settle(again, made + 8 * day);
    settle(estate, made + 8 * day);
    expect(jobsOf(again, place)).toEqual(jobsOf(estate, place));
    expect(itemOf(again, place)).toEqual(itemOf(estate, place));
  });

  it("takes what happens in it for the nights to come, not for those before", () => {
    const estate = fleetEstate(made);
    const place = placeIn("failing", (one) => troubleOf(one) === "agentUnavailable");
    settle(estate, made + 3 * day);
    const guest = estate.guests.get(machineId(place));
    if (guest === undefined) {
      throw new Error("The VM is missing.");
    }
    estate.guests.set(machineId(place), { ...guest, agent: "ready" });
    settle(estate, made + 5 * day);
    expect(itemOf(estate, place)).toMatchObject({ state: "Protected", trouble: undefined });
    expect(jobsOf(estate, place).map(({ failure }) => failure === undefined)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

it("lets a changed policy of the fleet count from its change on", async () => {
  const client = await startForTest({ estate: "fleet" });
  const place = placeIn("protected");
  const item = itemIdOf(place);
  const vault = item.slice(0, item.indexOf("/backupFabrics"));
  client.wait(2 * day);
  const policy = await client.get(`${vault}/backupPolicies/daily-2230-30d`);
  const properties: unknown = JSON.parse(
    JSON.stringify(pick(policy.body, "properties")).replaceAll("T22:30", "T03:00"),
  );
  expect((await client.put(`${vault}/backupPolicies/daily-2230-30d`, { properties })).status).toBe(200);
  client.wait(1.5 * day);
  const times = rows(await client.get(`${item}/recoveryPoints`)).map((point) =>
    String(pick(point, "properties", "recoveryPointTime")).slice(0, 16),
  );
  expect(times.slice(0, 3)).toEqual(["2026-10-17T03:00", "2026-10-15T22:30", "2026-10-14T22:30"]);
});
