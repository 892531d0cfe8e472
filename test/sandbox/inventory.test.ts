import { describe, expect, it } from "vitest";
import { found, useWorld } from "./openSandbox";

const world = useWorld();

describe("subscriptions", () => {
  it("lists those of every tenant, each once, by name", async () => {
    const { subscriptions, failures } = await world().connection.listSubscriptions();
    expect(failures).toEqual([]);
    expect(subscriptions.map((one) => [one.name, one.tenantName])).toEqual([
      ["Bramwick Freight (read only)", "Bramwick Freight"],
      ["Larkmoor Development", "Larkmoor Logistics"],
      ["Larkmoor Production", "Larkmoor Logistics"],
    ]);
  });

  it("reports a tenant that refuses beside the subscriptions of the others", async () => {
    world().refuse("/subscriptions", 403, "AuthorizationFailed");
    const { subscriptions, failures } = await world().connection.listSubscriptions();
    expect(failures).toHaveLength(1);
    expect(failures[0]?.error).toMatchObject({ kind: "forbidden" });
    expect(subscriptions.length).toBeGreaterThan(0);
  });

  it("fails when the tenants themselves cannot be listed", async () => {
    world().refuse("/tenants", 401, "AuthenticationFailed");
    await expect(world().connection.listSubscriptions()).rejects.toMatchObject({ kind: "signIn" });
  });
});

describe("places", () => {
  it("knows regions, their pairs, and where vaults can be made", async () => {
    const locations = await world().connection.listLocations(await world().subscription("Larkmoor Production"));
    expect(found(locations, "westeurope")).toEqual({
      name: "westeurope",
      displayName: "West Europe",
      pairedRegion: "northeurope",
      vaults: true,
      zones: ["1", "2", "3"],
    });
    expect(locations.some((location) => !location.vaults)).toBe(true);
  });

  it("lists resource groups by name, and makes one", async () => {
    const production = await world().subscription("Larkmoor Production");
    const before = await world().connection.listResourceGroups(production);
    expect(before).toContainEqual({ name: "rg-shop-weu", location: "westeurope" });
    expect(before.map((group) => group.name)).toEqual(before.map((group) => group.name).toSorted());
    await world().connection.createResourceGroup(production, "rg-new", "norwayeast");
    expect(await world().connection.listResourceGroups(production)).toContainEqual({
      name: "rg-new",
      location: "norwayeast",
    });
  });
});

describe("virtual machines", () => {
  it("come with their protection, in one question", async () => {
    const production = await world().subscription("Larkmoor Production");
    const before = world().sandbox.requests.length;
    const { items } = await world().connection.listVirtualMachines(production);
    const asked = world()
      .sandbox.requests.slice(before)
      .map((one) => one.split(" ")[0]);
    // Resource Graph, and the permissions of the account, as some VMs have no item.
    expect(asked).toEqual(["POST", "GET"]);
    expect(items.map((machine) => machine.name)).toEqual(items.map((machine) => machine.name).toSorted());
    expect(found(items, "shop-web-01")).toMatchObject({
      location: "westeurope",
      resourceGroup: "rg-shop-weu",
      osType: "Linux",
      protection: { kind: "protected" },
      item: { vmName: "shop-web-01", policyName: "daily-2230-30d", lastBackupStatus: "Completed" },
    });
    expect(found(items, "erp-dc-01")).toMatchObject({
      protection: { kind: "protected" },
      item: { lastBackup: undefined },
    });
    expect(found(items, "shop-legacy-01").protection).toEqual({ kind: "stopped" });
    expect(found(items, "shop-api-01").protection).toEqual({ kind: "notProtected" });
    expect(found(items, "arc-tape-01").protection).toMatchObject({ kind: "softDeleted" });
    expect(found(items, "erp-app-02").protection).toMatchObject({ kind: "protectionFailed" });
  });

  it("have the same protection when Resource Graph is refused", async () => {
    const production = await world().subscription("Larkmoor Production");
    const graph = await world().connection.listVirtualMachines(production);
    world().refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    const arm = await world().connection.listVirtualMachines(production);
    const sayings = (page: typeof arm) =>
      page.items.map((one) => `${one.name} ${one.protection.kind} ${one.item?.policyName ?? ""}`);
    expect(sayings(arm)).toEqual(sayings(graph));
  });

  it("of one vault that refuses are unknown, the others known", async () => {
    const production = await world().subscription("Larkmoor Production");
    world().refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    world().refuse("rsv-larkmoor-neu/backupProtectedItems", 403, "AuthorizationFailed");
    const { items } = await world().connection.listVirtualMachines(production);
    expect(found(items, "shop-web-01").protection).toEqual({ kind: "protected" });
    expect(found(items, "wh-scan-02").protection.kind).toBe("unknown");
  });

  it("are counted by region, with and without Resource Graph", async () => {
    const production = await world().subscription("Larkmoor Production");
    const counts = await world().connection.countVirtualMachines(production);
    expect(counts.get("norwayeast")).toBe(3);
    world().refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    const counted = await world().connection.countVirtualMachines(production);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(counts));
  });

  it("one by one have their protection from the service itself", async () => {
    const production = await world().subscription("Larkmoor Production");
    const one = async (name: string) =>
      world().connection.getVirtualMachine((await world().machine(production, name)).id);
    expect(await one("shop-web-01")).toMatchObject({
      protection: { kind: "protected" },
      item: { vmName: "shop-web-01" },
    });
    expect(await one("shop-api-01")).toMatchObject({ protection: { kind: "notProtected" }, item: undefined });
    expect(await one("arc-tape-01")).toMatchObject({ protection: { kind: "softDeleted" } });
  });

  it("have unknown protection when the backup service refuses", async () => {
    const production = await world().subscription("Larkmoor Production");
    const { id } = await world().machine(production, "shop-web-01");
    world().refuse("/backupStatus", 403, "AuthorizationFailed");
    expect(await world().connection.getVirtualMachine(id)).toMatchObject({ protection: { kind: "unknown" } });
  });

  it("that do not exist are not found", async () => {
    const production = await world().subscription("Larkmoor Production");
    const { id } = await world().machine(production, "shop-web-01");
    await expect(world().connection.getVirtualMachine(`${id}-gone`)).rejects.toMatchObject({
      kind: "notFound",
      code: "ResourceNotFound",
    });
  });
});

describe("a call that is cancelled while its request is on the way", () => {
  it("ends at once", async () => {
    const production = await world().subscription("Larkmoor Production");
    world().sandbox.injectFault({ path: "ResourceGraph", answer: { kind: "slow", milliseconds: 60_000 } });
    const cancel = new AbortController();
    const call = world().connection.listVaults(production, undefined, { signal: cancel.signal });
    cancel.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("an Azure that does not answer", () => {
  it("is a network that is gone, not a cancellation", async () => {
    const production = await world().subscription("Larkmoor Production");
    world().sandbox.injectFault({ path: "ResourceGraph", times: 9, answer: { kind: "slow", milliseconds: 60_000 } });
    await expect(world().connect({ requestTimeout: 20 }).listVaults(production)).rejects.toMatchObject({
      name: "AzureError",
      kind: "network",
      code: "ETIMEDOUT",
      host: "arm.sandbox.invalid",
    });
  });
});

describe("health of a virtual machine", () => {
  const healthOf = async (name: string, subscription = "Larkmoor Production") =>
    world().connection.getVmHealth((await world().machine(await world().subscription(subscription), name)).id);

  it("that runs well: power, agent, extension and guest", async () => {
    expect(await healthOf("shop-web-01")).toMatchObject({
      power: "running",
      agent: { status: "ready", version: expect.stringMatching(/^\d+\./) as string },
      backupExtension: { name: expect.stringMatching(/^VMSnapshot/) as string },
      osName: expect.stringMatching(/ubuntu/i) as string,
    });
  });

  it("whose agent does not report", async () => {
    expect((await healthOf("erp-app-02")).agent.status).toBe("notReady");
  });

  it("without an agent", async () => {
    expect((await healthOf("arc-ledger-01")).agent.status).toBe("missing");
  });

  it("that is shut down: its agent is unknown, not missing", async () => {
    expect(await healthOf("shop-cache-01")).toMatchObject({ power: "deallocated", agent: { status: "unknown" } });
  });
});
