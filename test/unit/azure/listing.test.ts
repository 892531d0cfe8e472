import { describe, expect, it } from "vitest";
import { FakeAzure, refusal, subscription, vaultId, vmId } from "./fakeAzure";

const graph = "Microsoft.ResourceGraph/resources";
const rows = (data: unknown[], skipToken?: string) => ({
  status: 200,
  body: { data, ...(skipToken === undefined ? {} : { $skipToken: skipToken }) },
});
const vault = { id: vaultId, name: "vault1", location: "westeurope", properties: { provisioningState: "Succeeded" } };
const vm = { id: vmId, name: "web01", location: "westeurope", properties: {} };

describe("lists from Resource Graph", () => {
  it("go on with the token that Azure gave, and ask for one subscription", async () => {
    const azure = new FakeAzure().on("POST", graph, rows([vault], "more"), rows([]));
    const first = await azure.connection.listVaults(subscription);
    expect(first.next).toBe("more");
    const second = await azure.connection.listVaults(subscription, first.next);
    expect(second).toEqual({ items: [], next: undefined });
    expect(azure.bodies[1]).toMatchObject({
      subscriptions: [subscription.subscriptionId],
      options: { $skipToken: "more" },
    });
  });

  it("that began with ARM's lists go on with them", async () => {
    const next = "https://arm.example.test/subscriptions/next-page";
    const azure = new FakeAzure()
      .on("POST", graph, refusal(403, "AuthorizationFailed", "no"))
      .on("GET", "/vaults?", { status: 200, body: { value: [vault], nextLink: next } })
      .on("GET", "/next-page", { status: 200, body: { value: [{ ...vault, id: `${vaultId}2`, name: "vault2" }] } });
    const first = await azure.connection.listVaults(subscription);
    expect(first.items.map((one) => one.name)).toEqual(["vault1"]);
    const second = await azure.connection.listVaults(subscription, first.next);
    expect(second).toMatchObject({ items: [{ name: "vault2" }], next: undefined });
    expect(azure.count("POST", graph)).toBe(1);
  });

  it("are not replaced by ARM's when Resource Graph is only busy", async () => {
    const azure = new FakeAzure().on("POST", graph, refusal(500, "InternalServerError", "oops"));
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({ kind: "server" });
  });

  it("follow no link to another host", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, refusal(403, "AuthorizationFailed", "no"))
      .on("GET", "/vaults?", { status: 200, body: { value: [], nextLink: "https://evil.example/page" } });
    const first = await azure.connection.listVaults(subscription);
    await expect(azure.connection.listVaults(subscription, first.next)).rejects.toMatchObject({ code: "ForeignHost" });
  });

  it("show a vault that was made a moment ago, though the graph does not know it yet", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, rows([]))
      .on("GET", "/vaults/vault1?", refusal(404, "ResourceNotFound", "no"), { status: 200, body: vault })
      .on("PUT", "/vaults/vault1?", { status: 200, body: vault })
      .on("GET", "backupstorageconfig", { status: 200, body: { properties: { storageModelType: "GeoRedundant" } } });
    await azure.connection.createVault({
      subscription,
      resourceGroup: "rg",
      name: "vault1",
      location: "westeurope",
      redundancy: "GeoRedundant",
    });
    expect((await azure.connection.listVaults(subscription)).items.map((one) => one.name)).toEqual(["vault1"]);
  });
});

describe("the protection of one VM", () => {
  const known = () =>
    new FakeAzure().on("POST", graph, rows([])).on("GET", "/virtualMachines/web01?", { status: 200, body: vm });
  const one = async (azure: FakeAzure) => {
    await azure.connection.countVirtualMachines(subscription);
    return azure.connection.getVirtualMachine(vmId);
  };

  it("is not settled while Azure configures it", async () => {
    const azure = known()
      .on("POST", "/backupStatus", {
        status: 200,
        body: { protectionStatus: "Protecting", vaultId, containerName: "c", protectedItemName: "i" },
      })
      .on("GET", "/protectedItems/", refusal(404, "ResourceNotFound", "no"));
    expect(await one(azure)).toMatchObject({
      item: undefined,
      protection: { kind: "inFlight", change: "protecting" },
    });
  });

  it("is 'not protected' when the service says so and nothing is kept", async () => {
    const azure = known().on("POST", "/backupStatus", { status: 200, body: { protectionStatus: "NotProtected" } });
    expect(await one(azure)).toMatchObject({ protection: { kind: "notProtected" }, item: undefined });
  });
});

describe("tenants", () => {
  it("that both show a subscription: its own one counts", async () => {
    const shown = { subscriptionId: "s1", displayName: "Shared", tenantId: "tenant-b", state: "Enabled" };
    const azure = new FakeAzure()
      .on("GET", "/tenants", { status: 200, body: { value: [{ tenantId: "tenant-a" }, { tenantId: "tenant-b" }] } })
      .on("GET", "/subscriptions?", { status: 200, body: { value: [shown] } });
    const { subscriptions } = await azure.connection.listSubscriptions();
    expect(subscriptions.map((one) => [one.subscriptionId, one.tenantId])).toEqual([["s1", "tenant-b"]]);
  });
});

describe("a vault's redundancy", () => {
  it("that Azure accepts but does not change is no success", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, rows([]))
      .on("PATCH", "backupstorageconfig", { status: 204 })
      .on("GET", "backupstorageconfig", { status: 200, body: { properties: { storageModelType: "GeoRedundant" } } });
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.setRedundancy(vaultId, "ZoneRedundant")).rejects.toMatchObject({
      code: "RedundancyNotSet",
    });
  });
});

describe("an id that is none", () => {
  it("is refused without asking Azure", async () => {
    const azure = new FakeAzure();
    await expect(azure.connection.getVault("vault1")).rejects.toMatchObject({ kind: "invalid" });
    expect(azure.requests).toEqual([]);
  });
});
