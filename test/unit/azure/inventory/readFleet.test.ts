import { describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/models";
import { FakeAzure, refusal, subscription as first } from "../fakeAzure";
import type { FakeAnswer } from "../fakeAzure";

const graph = "Microsoft.ResourceGraph/resources";
const second: Subscription = {
  ...first,
  subscriptionId: "22222222-2222-2222-2222-222222222222",
  name: "Test",
};
const noVaults: FakeAnswer = { status: 200, body: { value: [] } };

function machineId(of: Subscription, name: string): string {
  return `/subscriptions/${of.subscriptionId}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** A page of the fleet query: a VM without protected item for each name. */
function page(of: Subscription, names: readonly string[], total: number, next?: string): FakeAnswer {
  const data = names.map((name) => ({
    id: machineId(of, name),
    name,
    type: "microsoft.compute/virtualmachines",
    location: "westeurope",
    subscriptionId: of.subscriptionId,
    rank: 1,
    osType: "Linux",
  }));
  return {
    status: 200,
    body: { data, totalRecords: total, count: data.length, ...(next === undefined ? {} : { $skipToken: next }) },
  };
}

/** ARM's own list of the VMs of a subscription. */
function listed(of: Subscription, names: readonly string[]): FakeAnswer {
  const value = names.map((name) => ({ id: machineId(of, name), name, location: "westeurope" }));
  return { status: 200, body: { value } };
}

describe("the reading of all subscriptions", () => {
  it("goes on with the lists of each subscription when Resource Graph refuses between two pages", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, page(first, ["a1", "a2"], 4, "token"), refusal(403, "AuthorizationFailed", "no"))
      .on("GET", "/vaults?", noVaults)
      .on(
        "GET",
        `${first.subscriptionId}/providers/Microsoft.Compute/virtualMachines`,
        listed(first, ["a1", "a2", "a3"]),
      )
      .on("GET", `${second.subscriptionId}/providers/Microsoft.Compute/virtualMachines`, listed(second, ["b1"]));
    const inventory = azure.connection.inventory();
    await inventory.read([first, second]);
    const names = [first, second].map((one) => inventory.machines(one.subscriptionId).map(({ name }) => name));
    expect(names).toEqual([["a1", "a2", "a3"], ["b1"]]);
    expect([first, second].map((one) => inventory.status(one.subscriptionId))).toMatchObject([
      { reading: false, error: undefined },
      { reading: false, error: undefined },
    ]);
  });

  it("keeps what has been read and says what is wrong when Azure fails between two pages", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, page(first, ["a1"], 2, "token"), refusal(500, "InternalServerError", "oops"))
      .on("GET", "/vaults?", noVaults);
    const inventory = azure.connection.inventory();
    await inventory.read([first, second]);
    expect(inventory.machines(first.subscriptionId).map(({ name }) => name)).toEqual(["a1"]);
    expect(inventory.status(first.subscriptionId)).toMatchObject({ readAt: undefined, error: { message: "oops" } });
  });

  it("counts the rows of two tenants that have as many of them", async () => {
    const other: Subscription = { ...second, tenantId: "tenant-b" };
    const azure = new FakeAzure()
      .on("POST", graph, page(first, ["a1"], 2, "token"), page(first, ["a2"], 2), page(other, ["b1", "b2"], 2))
      .on("GET", "/vaults?", noVaults);
    const inventory = azure.connection.inventory();
    const told = new Set<string>();
    inventory.onDidChange(() => told.add(JSON.stringify(inventory.progress())));
    await inventory.read([first, other]);
    expect([...told].at(-2)).toBe(JSON.stringify({ rows: 4, total: 4 }));
  });
});
