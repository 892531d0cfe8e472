import { describe, expect, it, onTestFinished } from "vitest";
import type { SubscriptionStatus } from "../../src/azure/inventory/inventory";
import type { Subscription, VirtualMachine } from "../../src/azure/models";
import type { Access } from "../../src/sandbox/state/records";
import { found, World } from "./openSandbox";

const everything = { actions: ["*"], notActions: [] };
const itemReading = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read";
/** What counts here of the built-in role ("Azure built-in roles for Compute", Microsoft Learn, 2025). */
const machineContributor = {
  actions: [
    "Microsoft.Authorization/*/read",
    "Microsoft.Compute/virtualMachines/*",
    "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/read",
    "Microsoft.RecoveryServices/Vaults/backupPolicies/read",
    "Microsoft.RecoveryServices/Vaults/read",
    "Microsoft.Resources/subscriptions/resourceGroups/read",
  ],
  notActions: [],
};
/** Reads VMs and vaults, not what the vaults protect. */
const withoutItems = { actions: ["*/read"], notActions: ["Microsoft.RecoveryServices/vaults/*/read"] };
const withoutVaults = { actions: ["*/read"], notActions: ["Microsoft.RecoveryServices/*"] };
const withoutMachines = { actions: ["Microsoft.RecoveryServices/*", "Microsoft.Authorization/*/read"], notActions: [] };

interface Seen {
  readonly world: World;
  readonly production: Subscription;
  readonly machines: readonly VirtualMachine[];
  readonly status: SubscriptionStatus;
}

/** What the inventory has read with roles in the production subscription, and in groups of it. */
async function seenWith(access: Access, groups: Readonly<Record<string, Access>> = {}): Promise<Seen> {
  const world = await World.openChanged((estate) => {
    const [subscription] = estate.subscriptions.all.filter(({ displayName }) => displayName === "Larkmoor Production");
    if (subscription !== undefined) {
      estate.subscriptions.set(subscription.subscriptionId, { ...subscription, access });
    }
    for (const group of estate.groups.all.filter(({ name }) => groups[name] !== undefined)) {
      estate.groups.set(group.id, { ...group, access: groups[group.name] ?? "owner" });
    }
  });
  onTestFinished(() => world.sandbox.close());
  const { subscriptions } = await world.connection.listSubscriptions();
  const production = found(subscriptions, "Larkmoor Production");
  const inventory = world.connection.inventory();
  await inventory.read(subscriptions);
  return {
    world,
    production,
    machines: inventory.machines(production.subscriptionId),
    status: inventory.status(production.subscriptionId),
  };
}

function kinds(machines: readonly VirtualMachine[]): readonly string[] {
  return [...new Set(machines.map(({ protection }) => protection.kind))].toSorted();
}

describe("a VM without protected item", () => {
  it("is not protected for an account that may read all protected items", async () => {
    const { machines, status } = await seenWith([everything]);
    expect(found(machines, "shop-api-01").protection).toEqual({ kind: "notProtected" });
    expect(status.unseen).toEqual({});
  });

  it.each([
    ["the protected items", withoutItems, /all protected items .*'Microsoft\.RecoveryServices\/vaults\/backupFabrics/],
    [
      "the protected items one by one",
      { actions: ["*"], notActions: [itemReading] },
      /protectedItems\/read' is missing/,
    ],
    ["the vaults", withoutVaults, /all vaults .*'Microsoft\.RecoveryServices\/vaults\/read' is missing/],
    ["its own permissions", { actions: ["*"], notActions: ["Microsoft.Authorization/*"] }, /permissions\/read' is/],
  ])("is unknown for an account that may not read %s", async (_, role, why) => {
    const { machines } = await seenWith([role]);
    expect(kinds(machines)).toContain("unknown");
    expect(kinds(machines)).not.toContain("notProtected");
    expect(found(machines, "shop-api-01").protection).toMatchObject({ why: expect.stringMatching(why) as string });
  });

  it("is not protected for a Virtual Machine Contributor, as long as Resource Graph answers", async () => {
    const { world, production, machines } = await seenWith([machineContributor]);
    expect(found(machines, "shop-api-01").protection).toEqual({ kind: "notProtected" });
    expect(found(machines, "shop-web-01").protection).toEqual({ kind: "protected" });
    world.refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    const listed = await world.connection.listVirtualMachines(production);
    expect(found(listed.items, "shop-api-01").protection).toMatchObject({ kind: "unknown" });
  });

  it("is unknown the same way in the lists of a subscription, whether or not Resource Graph answers", async () => {
    const { world, production } = await seenWith([withoutItems]);
    const states = async (): Promise<readonly string[]> =>
      kinds((await world.connection.listVirtualMachines(production)).items);
    expect(await states()).toEqual(["unknown"]);
    world.refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    expect(await states()).toEqual(["unknown"]);
  });

  it("is unknown when the roles are given in a resource group, and the others are not seen", async () => {
    const { machines, status } = await seenWith([], { "rg-shop-weu": [everything] });
    expect([...new Set(machines.map(({ resourceGroup }) => resourceGroup))]).toEqual(["rg-shop-weu"]);
    expect(kinds(machines)).toEqual(["unknown"]);
    expect(status.unseen.machines).toBeDefined();
  });

  it("is told by the vault's own list in a cloud that does not know permissions", async () => {
    const { world, production } = await seenWith("owner");
    world.refuse("Microsoft.Authorization/permissions", 404, "InvalidResourceType", { times: 9 });
    const state = async (): Promise<unknown> =>
      found((await world.connection.listVirtualMachines(production)).items, "shop-api-01").protection;
    expect(await state()).toEqual({ kind: "notProtected" });
    world.refuse("/Microsoft.RecoveryServices/vaults", 403, "AuthorizationFailed", { method: "GET" });
    expect(await state()).toMatchObject({ kind: "unknown" });
  });
});

describe("a subscription of which a part may not be read", () => {
  it("keeps the state of the VMs whose protected items are seen", async () => {
    // The vaults' groups are open: their items say which VMs are protected, but there may be more vaults.
    const { machines } = await seenWith([{ actions: ["*/read"], notActions: ["Microsoft.RecoveryServices/*"] }], {
      "rg-backup-weu": [everything],
    });
    expect(found(machines, "shop-web-01").protection).toEqual({ kind: "protected" });
    expect(found(machines, "shop-api-01").protection).toMatchObject({ kind: "unknown" });
  });

  it("says that its VMs are not seen, instead of having none", async () => {
    const { machines, status } = await seenWith([withoutMachines]);
    expect(machines).toEqual([]);
    expect(status.readAt).toBeDefined();
    expect(status.unseen.machines).toMatchObject({ kind: "forbidden" });
    expect(status.unseen.vaults).toBeUndefined();
  });

  it("says that its vaults are not seen, instead of having none", async () => {
    const { status } = await seenWith([withoutVaults]);
    expect(status.unseen.vaults).toMatchObject({ kind: "forbidden" });
    expect(status.unseen.machines).toBeUndefined();
  });

  it("has failed when nothing of it may be read", async () => {
    const { status } = await seenWith([{ actions: ["Microsoft.Authorization/*/read"], notActions: [] }]);
    expect(status).toMatchObject({ readAt: undefined, error: { kind: "forbidden" } });
  });

  it("does not say that a vault protects nothing, or has no jobs", async () => {
    const { world, production } = await seenWith([withoutItems]);
    const [vault] = world.connection.inventory().vaults(production.subscriptionId);
    expect(world.connection.inventory().items(vault?.id ?? "")).toBeUndefined();
    const { jobs, failures } = await world.connection.listFleetJobs([production]);
    expect(jobs).toEqual([]);
    expect(failures).toMatchObject([{ name: "Larkmoor Production", error: { kind: "forbidden" } }]);
  });

  it("costs one request", async () => {
    const { world } = await seenWith([withoutItems]);
    expect(world.sandbox.requests.filter((one) => one.includes("/permissions"))).toHaveLength(3);
    expect(world.sandbox.requests.filter((one) => one.startsWith("GET") && one.includes("/vaults"))).toEqual([]);
  });
});
