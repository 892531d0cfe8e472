import { describe, expect, it } from "vitest";
import { column, development, finish, listAt, pick, production, rows, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const newest = "api-version=2025-08-01";
const group = `${production}/resourceGroups/rg-backup-uks`;
/** Holds one item, which is soft-deleted. */
const archive = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-archive-uks`;
const list = `${production}/providers/Microsoft.RecoveryServices/locations/uksouth/deletedVaults`;
const day = 86_400_000;

async function deleted(client: TestClient): Promise<string> {
  const accepted = await client.send("DELETE", `${archive}?${newest}`);
  expect(accepted.status).toBe(202);
  await finish(client, accepted, 3000);
  return String(column(await client.get(`${list}?${newest}`), "id").at(-1));
}

function undelete(client: TestClient, id: string, into: string): Promise<Reply> {
  return client.post(`${id}/undelete?${newest}`, { properties: { recoveryResourceGroupId: into } });
}

describe("a deleted vault", () => {
  it("is kept in its region with the day on which it is purged", async () => {
    const client = await startForTest();
    expect((await client.get(`${list}?${newest}`)).body).toEqual({ value: [] });
    const id = await deleted(client);
    expect((await client.get(archive)).status).toBe(404);
    const reply = await client.get(`${id}?${newest}`);
    expect(reply.body).toEqual({
      id,
      name: id.split("/").at(-1),
      type: "Microsoft.RecoveryServices/locations/deletedVaults",
      properties: {
        vaultId: archive,
        vaultDeletionTime: "2026-10-14T12:00:03.000Z",
        purgeAt: "2026-10-28T12:00:03.000Z",
      },
    });
    expect(rows(await client.get(`${list.replace("uksouth", "westeurope")}?${newest}`))).toEqual([]);
  });

  it("comes back with its policies, and with its items soft-deleted still", async () => {
    const client = await startForTest();
    const policies = column(await client.get(`${archive}/backupPolicies`), "id");
    const id = await deleted(client);
    const accepted = await undelete(client, id, group);
    expect(accepted.status).toBe(202);
    expect(pick((await finish(client, accepted, 1000)).body, "status")).toBe("InProgress");
    const end = await finish(client, accepted, 2000);
    expect(pick(end.body, "status")).toBe("Succeeded");
    expect(pick((await client.get(archive)).body, "properties", "provisioningState")).toBe("Succeeded");
    expect(column(await client.get(`${archive}/backupPolicies`), "id")).toEqual(policies);
    const items = await client.get(`${archive}/backupProtectedItems`);
    expect(column(items, "properties", "friendlyName")).toEqual(["arc-tape-01"]);
    expect(column(items, "properties", "isScheduledForDeferredDelete")).toEqual([true]);
    expect((await client.get(`${id}?${newest}`)).status).toBe(404);
  });

  it("comes back into another resource group, under the ids of that", async () => {
    const client = await startForTest();
    const other = `${production}/resourceGroups/rg-backup-weu`;
    await undelete(client, await deleted(client), other);
    client.wait(3000);
    const vault = archive.replace(group, other);
    const items = await client.get(`${vault}/backupProtectedItems`);
    expect(String(column(items, "id")[0])).toMatch(new RegExp(`^${vault}/backupFabrics/`, "u"));
    expect((await client.get(String(column(items, "id")[0]))).status).toBe(200);
    expect((await client.get(archive)).status).toBe(404);
  });

  it("leaves its name to a new vault, and cannot come back next to it", async () => {
    const client = await startForTest();
    const id = await deleted(client);
    const made = await client.put(archive, { location: "uksouth", sku: { name: "RS0" }, properties: {} });
    expect(made.status).toBe(201);
    const refused = await undelete(client, id, group);
    expect(refused.status).toBe(409);
    expect(pick(refused.body, "error", "code")).toBe("UserErrorDeletedVaultUndeleteConflictingVaultPresent");
  });

  it("can be there more than once, each under a name of its own", async () => {
    const client = await startForTest();
    const first = await deleted(client);
    await client.put(archive, { location: "uksouth", sku: { name: "RS0" }, properties: {} });
    client.wait(day);
    const second = await deleted(client);
    expect(second).not.toBe(first);
    expect(column(await client.get(`${list}?${newest}`), "properties", "vaultId")).toEqual([archive, archive]);
  });

  it("is purged when its time is up", async () => {
    const client = await startForTest();
    const id = await deleted(client);
    client.wait(14 * day - 1);
    expect((await client.get(`${id}?${newest}`)).status).toBe(200);
    client.wait(1);
    expect((await client.get(`${id}?${newest}`)).status).toBe(404);
    expect((await undelete(client, id, group)).status).toBe(404);
  });

  it("comes back without the items whose own time was up before", async () => {
    const client = await startForTest();
    const id = await deleted(client);
    client.wait(13 * day);
    await undelete(client, id, group);
    client.wait(3000);
    expect(rows(await client.get(`${archive}/backupProtectedItems`))).toEqual([]);
  });

  it("is none for clients of older versions: they delete empty vaults only, and for good", async () => {
    const client = await startForTest();
    const refused = await client.send("DELETE", `${archive}?api-version=2024-04-01`);
    expect(pick(refused.body, "error", "code")).toBe("ServiceResourceNotEmptyWithBackendMessage");
    expect((await client.get(`${list}?api-version=2024-04-01`)).status).toBe(400);
  });

  it.each([
    ["nowhere", `${production}/resourceGroups/rg-nowhere`, 404],
    ["a group of another subscription", `${development}/resourceGroups/rg-dev-weu`, 400],
    ["no group at all", "", 400],
  ])("does not come back into %s", async (_, into, status) => {
    const client = await startForTest();
    expect((await undelete(client, await deleted(client), into)).status).toBe(status);
    expect(rows(await client.get(`${list}?${newest}`))).toHaveLength(1);
  });

  it("and its items are in the Resource Graph, where clients look for what would come back", async () => {
    const client = await startForTest();
    const id = await deleted(client);
    const itemType =
      "microsoft.recoveryservices/locations/deletedvaults/backupfabrics/protectioncontainers/protecteditems";
    // As `az backup deleted-vault list-containers` asks: there is no other way, and it names the subscriptions in the options.
    const query = async (text: string) => {
      const body = { query: text, options: { subscriptions: [id.split("/")[2]] } };
      const path = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
      return listAt((await client.post(path, body)).body, "data");
    };
    const vaults = await query(
      `recoveryservicesresources | where type == "microsoft.recoveryservices/locations/deletedvaults" | project id, location, resourceGroup`,
    );
    expect(vaults).toEqual([{ id, location: "uksouth", resourceGroup: "rg-backup-uks" }]);
    const items = await query(
      `recoveryservicesresources
| where type == "${itemType}"
| extend dataSourceType = strcat(properties.backupManagementType, '/', properties.workloadType)
| where tostring(id) contains "${String(id.split("/").at(-1))}"
| where tostring(id) contains "uksouth"
| project id, type, name, location, resourceGroup, subscriptionId, dataSourceType, properties, tags`,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      type: itemType,
      dataSourceType: "AzureIaasVM/VM",
      properties: { friendlyName: "arc-tape-01", isScheduledForDeferredDelete: true },
    });
    expect(pick(items[0], "id")).toMatch(new RegExp(`^${id}/backupFabrics/Azure/protectionContainers/`, "u"));
    // Those of vaults do not know it any more.
    expect(
      await query(
        `recoveryservicesresources | where type == "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems" | where properties.friendlyName == "arc-tape-01"`,
      ),
    ).toEqual([]);
  });

  it("survives in a saved state", async () => {
    const first = await startForTest();
    const id = await deleted(first);
    const second = await startForTest();
    await second.send("PUT", "/sandbox/state", (await first.get("/sandbox/state")).body);
    expect((await undelete(second, id, group)).status).toBe(202);
    second.wait(3000);
    expect(rows(await second.get(`${archive}/backupProtectedItems`))).toHaveLength(1);
  });
});
