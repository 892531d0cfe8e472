import { describe, expect, it } from "vitest";
import { FakeAzure, subscription, vaultId } from "./fakeAzure";

const place = `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.RecoveryServices/locations/westeurope/deletedVaults`;
const deleted = {
  id: `${place}/one`,
  properties: { vaultId, vaultDeletionTime: "2026-11-20T10:00:00Z", purgeAt: "2026-12-04T10:00:00Z" },
};

describe("deleted vaults", () => {
  it("of all pages, with the day until which they can come back", async () => {
    const next = "https://arm.example.test/subscriptions/next-page";
    const azure = new FakeAzure()
      .on("GET", "/deletedVaults?", { status: 200, body: { value: [deleted, { id: "nothing" }], nextLink: next } })
      .on("GET", "/next-page", { status: 200, body: { value: [{ ...deleted, id: `${place}/two` }] } });
    const vaults = await azure.connection.listDeletedVaults(subscription, "westeurope");
    expect(vaults.map(({ id }) => id)).toEqual([`${place}/one`, `${place}/two`]);
    expect(vaults[0]).toEqual({
      id: `${place}/one`,
      vaultId,
      deletedAt: "2026-11-20T10:00:00.000Z",
      goneAt: "2026-12-04T10:00:00.000Z",
    });
  });

  it("come back into a resource group, and are read then", async () => {
    const azure = new FakeAzure()
      .on("POST", "/undelete?", { status: 200, body: {} })
      .on("GET", "/vaults/vault1?", { status: 200, body: { id: vaultId, name: "vault1", location: "westeurope" } });
    const group = vaultId.split("/providers/")[0] ?? "";
    await azure.connection.undeleteVault(
      subscription,
      { id: `${place}/one`, vaultId, deletedAt: undefined, goneAt: undefined },
      group,
    );
    expect(azure.bodies[0]).toEqual({ properties: { recoveryResourceGroupId: group } });
    expect(azure.count("GET", "/vaults/vault1")).toBe(1);
  });
});
