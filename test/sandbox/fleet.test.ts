import { afterEach, describe, expect, it } from "vitest";
import type { Inventory } from "../../src/azure/inventory/inventory";
import type { Subscription } from "../../src/azure/models";
import { found, useWorld } from "./openSandbox";

const graph = "/providers/Microsoft.ResourceGraph/resources";
const world = useWorld();

async function chosen(): Promise<readonly Subscription[]> {
  return (await world().connection.listSubscriptions()).subscriptions;
}

async function readAll(): Promise<{ readonly inventory: Inventory; readonly subscriptions: readonly Subscription[] }> {
  const subscriptions = await chosen();
  const inventory = world().connection.inventory();
  await inventory.read(subscriptions);
  return { inventory, subscriptions };
}

async function protectedNames(vaultId: string): Promise<readonly string[]> {
  const names: string[] = [];
  let page: string | undefined;
  do {
    const { items, next } = await world().connection.listProtectedItems(vaultId, page);
    names.push(...items.map((item) => item.vmName));
    page = next;
  } while (page !== undefined);
  return names.toSorted();
}

const unwatch: (() => void)[] = [];
afterEach(() => {
  unwatch.splice(0).forEach((stop) => stop());
});

describe("the inventory", () => {
  it("asks one query of each tenant and page, and what may be read where VMs have no item", async () => {
    const subscriptions = await chosen();
    const before = world().sandbox.requests.length;
    await world().connection.inventory().read(subscriptions);
    const asked = world().sandbox.requests.slice(before);
    expect(asked.filter((one) => one === `POST ${graph}`)).toHaveLength(2);
    expect(asked.filter((one) => one.startsWith("GET"))).toHaveLength(3);
    expect(asked).toHaveLength(5);
  });

  it("has the same VMs, vaults and items as the lists of each subscription", async () => {
    const { inventory, subscriptions } = await readAll();
    for (const subscription of subscriptions) {
      const { items: machines } = await world().connection.listVirtualMachines(subscription);
      const byId = (a: { readonly id: string }, b: { readonly id: string }): number => a.id.localeCompare(b.id);
      expect(inventory.machines(subscription.subscriptionId).toSorted(byId)).toEqual(machines.toSorted(byId));
      const { items: vaults } = await world().connection.listVaults(subscription);
      expect(inventory.vaults(subscription.subscriptionId).toSorted(byId)).toEqual(vaults.toSorted(byId));
      for (const vault of vaults) {
        const names = await protectedNames(vault.id);
        expect(
          inventory
            .items(vault.id)
            ?.map((item) => item.vmName)
            .toSorted(),
        ).toEqual(names);
      }
    }
  });

  it("counts VMs by state, and gives those of a state", async () => {
    const { inventory, subscriptions } = await readAll();
    const { subscriptionId } = found(subscriptions, "Larkmoor Production");
    const counts = inventory.counts(subscriptionId);
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    expect(total).toBe(inventory.machines(subscriptionId).length);
    expect(counts.get("stopped")).toBe(1);
    const stopped = inventory.machines(subscriptionId, { where: ({ state }) => state === "stopped" });
    expect(stopped.map((vm) => vm.name)).toEqual(["shop-legacy-01"]);
  });

  it("answers without a request once it was read, and says when that was", async () => {
    const { inventory, subscriptions } = await readAll();
    const before = world().sandbox.requests.length;
    const { subscriptionId } = found(subscriptions, "Larkmoor Production");
    expect(inventory.machines(subscriptionId).length).toBeGreaterThan(0);
    expect(inventory.status(subscriptionId)).toMatchObject({
      readAt: new Date(world().now()).toISOString(),
      reading: false,
      error: undefined,
    });
    expect(world().sandbox.requests).toHaveLength(before);
  });

  it("asks each subscription by itself where the query for all is refused, and its lists where that is too", async () => {
    const subscriptions = await chosen();
    // The query for the tenant with one subscription, and then that of this subscription alone.
    world().refuse(graph, 403, "AuthorizationFailed", { times: 3 });
    const inventory = world().connection.inventory();
    await inventory.read(subscriptions);
    for (const { subscriptionId } of subscriptions) {
      expect(inventory.status(subscriptionId).error).toBeUndefined();
      expect(inventory.machines(subscriptionId).length).toBeGreaterThan(0);
      expect(inventory.vaults(subscriptionId).length).toBeGreaterThan(0);
    }
  });

  it("keeps a tenant that fails apart from the others, and what was known of it", async () => {
    const { inventory, subscriptions } = await readAll();
    const bramwick = found(subscriptions, "Bramwick Freight (read only)").subscriptionId;
    const known = inventory.machines(bramwick).length;
    world().refuse(graph, 500, "InternalServerError", { times: 2 });
    await inventory.read(subscriptions);
    expect(inventory.status(bramwick).error).toMatchObject({ kind: "server" });
    expect(inventory.status(bramwick).reading).toBe(false);
    expect(inventory.machines(bramwick)).toHaveLength(known);
    await inventory.read(subscriptions);
    expect(inventory.status(bramwick).error).toBeUndefined();
  });

  it("shows a change at once, while it lasts and when it is done, and asks again only for what was changed", async () => {
    const { inventory, subscriptions } = await readAll();
    const { subscriptionId } = found(subscriptions, "Larkmoor Development");
    const item = found(
      inventory
        .machines(subscriptionId)
        .flatMap((vm) => (vm.item === undefined ? [] : [{ ...vm.item, name: vm.name }])),
      "dev-sql-01",
    );
    const states: (string | undefined)[] = [];
    unwatch.push(inventory.onDidChange(() => states.push(inventory.machine(item.vmId)?.protection.kind)));
    const before = world().sandbox.requests.length;
    await world().connection.stopKeepingData(item.id);
    await inventory.reread(item.vmId);
    expect(states[0]).toBe("inFlight");
    expect(inventory.machine(item.vmId)?.protection).toMatchObject({ kind: "stopped" });
    const asked = world().sandbox.requests.slice(before);
    expect(asked.filter((one) => /virtualMachines$|\/vaults$/.test(one))).toEqual([]);
  });

  it("forgets what is gone when everything is read again, and tells of it in place", async () => {
    const { inventory, subscriptions } = await readAll();
    const { subscriptionId } = found(subscriptions, "Larkmoor Development");
    const vault = found(inventory.vaults(subscriptionId), "rsv-sandpit-eus2");
    await world().connection.deleteVault(vault.id);
    let told = 0;
    unwatch.push(inventory.onDidChange((ids) => (told += ids.has(subscriptionId.toLowerCase()) ? 1 : 0)));
    await inventory.read(subscriptions);
    expect(inventory.vault(vault.id)).toBeUndefined();
    expect(told).toBeGreaterThan(0);
  });

  it("can be cancelled; what was read stays, and nothing counts as being read any more", async () => {
    const subscriptions = await chosen();
    const controller = new AbortController();
    const inventory = world().connection.inventory();
    unwatch.push(
      inventory.onDidChange(() => {
        if ((inventory.progress()?.rows ?? 0) > 0) {
          controller.abort();
        }
      }),
    );
    await expect(inventory.read(subscriptions, { signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(inventory.progress()).toBeUndefined();
    expect(subscriptions.map(({ subscriptionId }) => inventory.status(subscriptionId).reading)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("joins a reading of the same subscriptions that is under way", async () => {
    const subscriptions = await chosen();
    const inventory = world().connection.inventory();
    await Promise.all([inventory.read(subscriptions), inventory.read(subscriptions)]);
    expect(world().count("POST", graph)).toBe(2);
  });

  it("lets one of two who wait for a reading go, and ends it when both have gone", async () => {
    const subscriptions = await chosen();
    const inventory = world().connection.inventory();
    const slow = { path: graph, answer: { kind: "slow", milliseconds: 60_000 } } as const;
    const [first, second] = [new AbortController(), new AbortController()];
    world().sandbox.injectFault(slow);
    const tree = inventory.read(subscriptions, { signal: first.signal });
    const list = inventory.read(subscriptions, { signal: second.signal });
    second.abort();
    await expect(list).rejects.toMatchObject({ name: "AbortError" });
    expect(inventory.progress()).toBeDefined();
    const again = inventory.read(subscriptions, { signal: AbortSignal.abort() });
    await expect(again).rejects.toMatchObject({ name: "AbortError" });
    expect(inventory.progress()).toBeDefined();
    first.abort();
    await expect(tree).rejects.toMatchObject({ name: "AbortError" });
    expect(inventory.progress()).toBeUndefined();
  });

  it("keeps a subscription that does not say what may be read apart from the others", async () => {
    const subscriptions = await chosen();
    const [{ subscriptionId: broken }, { subscriptionId: sound }] = [
      found(subscriptions, "Larkmoor Production"),
      found(subscriptions, "Larkmoor Development"),
    ];
    const path = `/subscriptions/${broken}/providers/Microsoft.Authorization/permissions`;
    world().refuse(path, 409, "Odd", { method: "GET", times: 9, message: "The provider is out of order." });
    const inventory = world().connection.inventory();
    await inventory.read(subscriptions);
    expect(inventory.status(sound).error).toBeUndefined();
    expect(inventory.counts(sound).get("notProtected")).toBeGreaterThan(0);
    expect(inventory.counts(broken).get("notProtected")).toBeUndefined();
    const unknown = inventory.machines(broken, { where: ({ state }) => state === "unknown" });
    expect(unknown[0]?.protection).toEqual({ kind: "unknown", why: "The provider is out of order." });
  });

  it("forgets subscriptions that are no longer chosen", async () => {
    const { inventory, subscriptions } = await readAll();
    const [kept, dropped] = subscriptions;
    if (kept === undefined || dropped === undefined) {
      throw new Error("the estate has too few subscriptions");
    }
    await inventory.read([kept]);
    expect(inventory.vaults(dropped.subscriptionId)).toEqual([]);
    expect(inventory.vaults(kept.subscriptionId).length).toBeGreaterThan(0);
  });

  it("waits when Resource Graph asks for it, and tells whoever watches until when", async () => {
    const subscriptions = await chosen();
    world().refuse(graph, 429, "RateLimiting", { headers: { "x-ms-user-quota-resets-after": "00:00:05" } });
    const told: (number | undefined)[] = [];
    const start = world().now();
    unwatch.push(world().connection.watchThrottling((until) => told.push(until)));
    await world().connection.inventory().read(subscriptions);
    expect(told).toEqual([start + 5000, undefined]);
    world().refuse(graph, 429, "RateLimiting", { headers: { "retry-after": "200" } });
    await world().connection.inventory().read(subscriptions);
    const late: (number | undefined)[] = [];
    unwatch.push(world().connection.watchThrottling((until) => late.push(until)));
    expect(late).toEqual([world().now() + 200_000]);
    expect(world().waits).toEqual([5]);
  });
});

describe("searching", () => {
  it("finds VMs and vaults of all tenants by a part of their name, with one query each", async () => {
    const subscriptions = await chosen();
    const before = world().count("POST", graph);
    const { resources, more, failures } = await world().connection.findResources(subscriptions, "ERP");
    expect(world().count("POST", graph) - before).toBe(2);
    expect(resources.map((one) => [one.kind, one.name])).toContainEqual(["vault", "rsv-erp-weu"]);
    expect(resources.map((one) => [one.kind, one.name])).toContainEqual(["vm", "erp-app-01"]);
    expect(resources.every((one) => one.name.includes("erp"))).toBe(true);
    expect(more).toBe(false);
    expect(failures).toEqual([]);
  });

  it("takes quotes and backslashes of the text as they are", async () => {
    const { resources } = await world().connection.findResources(await chosen(), "it's \\ '|'");
    expect(resources).toEqual([]);
  });

  it("looks through the lists where Resource Graph is refused", async () => {
    const subscriptions = await chosen();
    world().refuse(graph, 403, "AuthorizationFailed", { times: 50 });
    const { resources } = await world().connection.findResources(subscriptions, "erp-app");
    expect(resources.map((one) => one.name)).toEqual(["erp-app-01", "erp-app-02"]);
  });

  it("tells of a tenant that could not be searched beside what the others have", async () => {
    const subscriptions = await chosen();
    world().refuse(graph, 500, "InternalServerError");
    const { failures, resources } = await world().connection.findResources(subscriptions, "-01");
    expect(failures).toHaveLength(1);
    expect(resources.length).toBeGreaterThan(0);
  });
});
