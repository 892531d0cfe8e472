import { describe, expect, it } from "vitest";
import { fleetEstate, fleetOrigins } from "../../../../src/sandbox/estate/fleet/fleetEstate";
import { addMachine } from "../../../../src/sandbox/estate/buildMachine";
import {
  fleetSubscriptions,
  groupCount,
  machineId,
  machineSeed,
  placesOf,
  siteOf,
} from "../../../../src/sandbox/estate/fleet/fleetPlan";
import { Estate } from "../../../../src/sandbox/state/estate";
import { readSnapshot, takeSnapshot } from "../../../../src/sandbox/state/saved/snapshot";
import { listAt, pick, startForTest } from "../sandboxFixture";

const now = Date.UTC(2026, 9, 14, 12);
const graph = "/providers/Microsoft.ResourceGraph/resources";

// Walking through 100,000 VMs takes a busy machine a while.
describe("the fleet", { timeout: 60_000 }, () => {
  it("has 100,000 VMs, 500 vaults and 40 subscriptions, each VM under an id of its own", () => {
    const estate = fleetEstate(now);
    const ids = fleetSubscriptions.flatMap((_, subscription) =>
      Array.from({ length: groupCount(subscription) }, (_group, group) => placesOf(subscription, group))
        .flat()
        .map(machineId),
    );
    expect(ids).toHaveLength(100_000);
    expect(new Set(ids).size).toBe(100_000);
    expect([0, 31_415, 99_999].map((index) => estate.resources.get(ids[index] ?? "")?.id)).toEqual(
      [0, 31_415, 99_999].map((index) => ids[index]),
    );
    expect(estate.vaults.all).toHaveLength(500);
    expect(estate.subscriptions.all).toHaveLength(40);
  });

  it("finds each of a sample of VMs, items and jobs by its id, as the lists have them", () => {
    const estate = fleetEstate(now);
    const subscription = `/subscriptions/${fleetSubscriptions[7]?.subscriptionId ?? ""}/`;
    for (const table of [estate.resources, estate.guests, estate.items, estate.jobs] as const) {
      let index = 0;
      const seen: unknown[] = [];
      for (const record of table.each(subscription)) {
        if (index++ % 211 === 0 && "id" in record) {
          seen.push(record);
          expect(table.get(record.id.toUpperCase())).toEqual(record);
        }
      }
      expect(seen.length > 0 || table === estate.guests).toBe(true);
    }
  });

  it("describes a VM as the small estate would, and gives it the disks and networks that it names", () => {
    const estate = fleetEstate(now);
    for (const place of [0, 1, 2, 3].map((machine) => ({ subscription: 3, group: 4, machine }))) {
      const usual = new Estate();
      addMachine(usual, siteOf(place.subscription, place.group), machineSeed(place), now - 220 * 86_400_000);
      const id = machineId(place);
      expect(estate.resources.get(id)).toEqual(usual.resources.get(id));
      expect(estate.guests.get(id)).toEqual(usual.guests.get(id));
      for (const part of usual.resources.all) {
        expect(estate.resources.get(part.id)).toEqual(part);
      }
    }
  });

  it("knows nothing of VMs, groups and vaults that are not in it", () => {
    const estate = fleetEstate(now);
    const id = machineId({ subscription: 0, group: 0, machine: 0 });
    expect(estate.resources.get(`${id}0`)).toBeUndefined();
    expect(estate.resources.get(id.replace(/resourceGroups\/[^/]+/, "resourceGroups/rg-none-00"))).toBeUndefined();
    const [item] = estate.items.each("/");
    expect(estate.items.get((item?.id ?? "").replace(/vaults\/[^/]+/, "vaults/rsv-99-00-westeurope"))).toBeUndefined();
  });

  it("keeps in a snapshot what was changed and deleted, and computes the rest again", () => {
    const estate = fleetEstate(now);
    const [item, other] = estate.items.each("/");
    if (item === undefined || other === undefined) {
      throw new Error("the fleet has no items");
    }
    estate.items.set(item.id, { ...item, state: "ProtectionStopped" });
    estate.items.delete(other.id);
    const snapshot = takeSnapshot(estate);
    expect(snapshot.length).toBeLessThan(10_000_000);
    const restored = readSnapshot(snapshot, fleetOrigins);
    expect(restored?.items.get(item.id)?.state).toBe("ProtectionStopped");
    expect(restored?.items.get(other.id)).toBeUndefined();
    expect(restored?.items.below(`${other.vaultId}/`).some(({ id }) => id === other.id)).toBe(false);
    expect(restored?.jobs.get([...estate.jobs.each("/")][0]?.id ?? "")).toBeDefined();
  });

  it("can be changed like every other estate", async () => {
    const client = await startForTest({ estate: "fleet" });
    const subscription = `/subscriptions/${fleetSubscriptions[1]?.subscriptionId ?? ""}/`;
    const item = fleetEstate(now)
      .items.below(subscription)
      .find(({ state }) => state === "Protected");
    const path = item?.id ?? "";
    expect((await client.get(path)).status).toBe(200);
    const type = "Microsoft.Compute/virtualMachines";
    const stop = {
      properties: {
        protectedItemType: type,
        protectionState: "ProtectionStopped",
        sourceResourceId: item?.vmId,
        policyId: "",
      },
    };
    const accepted = await client.put(path, stop);
    expect([accepted.status, accepted.body]).toEqual([202, undefined]);
    client.wait(60_000);
    expect(pick((await client.get(path)).body, "properties", "protectionState")).toBe("ProtectionStopped");
  });
});

describe("Resource Graph", () => {
  const query = "resources | where type =~ 'microsoft.recoveryservices/vaults' | project id, name | order by id asc";

  it("cuts the pages of an answer from one result, also when something has changed meanwhile", async () => {
    const client = await startForTest();
    const ask = (token?: string): ReturnType<typeof client.post> =>
      client.post(`${graph}?api-version=2024-04-01`, {
        query,
        options: { $top: 3, ...(token === undefined ? {} : { $skipToken: token }) },
      });
    const first = await ask();
    const [gone] = listAt((await ask(String(pick(first.body, "$skipToken")))).body, "data");
    await client.send("DELETE", String(pick(gone, "id")));
    client.wait(600_000);
    const second = await ask(String(pick(first.body, "$skipToken")));
    expect(listAt(second.body, "data")[0]).toEqual(gone);
  });

  it("joins both sides, those without partner too", async () => {
    const client = await startForTest();
    const joined = `resources | where name in ('shop-web-01', 'shop-api-01') | extend key = name
      | join kind=fullouter (resources | where name in ('shop-web-01', 'shop-sql-01') and type =~ 'microsoft.compute/virtualmachines'
        | project key = name, right = name) on key
      | project left = name, right | order by left asc, right asc`;
    const { body } = await client.post(`${graph}?api-version=2024-04-01`, { query: joined });
    expect(listAt(body, "data")).toEqual([
      { left: "", right: "shop-sql-01" },
      { left: "shop-api-01", right: "" },
      { left: "shop-web-01", right: "shop-web-01" },
    ]);
  });

  it("counts down its quota, refuses what is over it, and counts anew after five seconds", async () => {
    const client = await startForTest({ graphQuota: 2 });
    const ask = (): ReturnType<typeof client.post> => client.post(`${graph}?api-version=2024-04-01`, { query });
    const left = async (): Promise<unknown> => (await ask()).headers.get("x-ms-user-quota-remaining");
    expect([await left(), await left()]).toEqual(["1", "0"]);
    client.wait(2000);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3");
    expect(refused.headers.get("x-ms-user-quota-resets-after")).toBe("00:00:03");
    client.wait(3000);
    expect(await left()).toBe("1");
  });
});
