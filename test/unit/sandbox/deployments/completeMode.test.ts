import { expect, test } from "vitest";
import { column, development, devVault, listAt, pick, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";
import { body, deploy, deployment, group as devGroup, storage, version } from "./templates";

const group = `${development}/resourceGroups/rg-whole`;
const own = `${group}/providers`;
const path = `${own}/Microsoft.Resources/deployments/main`;
const net = `${own}/Microsoft.Network/virtualNetworks/net`;
const nic = `${own}/Microsoft.Network/networkInterfaces/nic`;
const complete = body({ resources: [storage("kept")] }, {}, "Complete");

/** A group with a network, an interface in it, and an account. */
async function startWithGroup(): Promise<TestClient> {
  const client = await startForTest();
  await client.put(`${group}?api-version=2021-04-01`, { location: "westeurope" });
  await client.put(`${net}?api-version=2024-05-01`, {
    location: "westeurope",
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [{ name: "vms", properties: {} }] },
  });
  const subnet = { id: `${net}/subnets/vms` };
  await client.put(`${nic}?api-version=2024-05-01`, {
    location: "westeurope",
    properties: { ipConfigurations: [{ name: "one", properties: { subnet } }] },
  });
  await deploy(client, body({ resources: [storage("kept")] }), `${path}-first`);
  return client;
}

async function lock(client: TestClient, scope: string): Promise<void> {
  const made = await client.put(`${scope}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`, {
    properties: { level: "CanNotDelete" },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
}

async function whatIsThere(client: TestClient): Promise<readonly unknown[]> {
  const names = column(await client.get(`${group}/resources?api-version=2021-04-01`), "name");
  return names.filter((name) => name !== "keep").toSorted();
}

function operations(client: TestClient): Promise<Reply> {
  return client.get(`${path}/operations?${version}`);
}

test("deletes what the template does not have, one after another, and tells so", async () => {
  const client = await startWithGroup();
  const done = await deploy(client, complete, path);
  expect(pick(done.body, "properties", "provisioningState"), JSON.stringify(done.body)).toBe("Succeeded");
  expect(await whatIsThere(client)).toEqual(["kept"]);
  expect(listAt(done.body, "properties", "outputResources")).toHaveLength(1);
  const deleted = listAt((await operations(client)).body, "value").filter(
    (each) => pick(each, "properties", "provisioningOperation") === "Delete",
  );
  expect(deleted.map((each) => pick(each, "properties", "targetResource", "resourceName")).toSorted()).toEqual([
    "net",
    "nic",
  ]);
});

test("deletes nothing while the group is locked", async () => {
  const client = await startWithGroup();
  await lock(client, group);
  const done = await deploy(client, complete, path);
  expect(pick(done.body, "properties", "provisioningState")).toBe("Succeeded");
  expect(await whatIsThere(client)).toEqual(["kept", "net", "nic"]);
});

test("fails for a single resource that is locked, and deletes the others that it can", async () => {
  const client = await startWithGroup();
  await lock(client, net);
  const done = await deploy(client, complete, path);
  expect(pick(done.body, "properties", "provisioningState")).toBe("Failed");
  expect(listAt(done.body, "properties", "error", "details").map((each) => pick(each, "code"))).toEqual([
    "ScopeLocked",
  ]);
  expect(await whatIsThere(client)).toEqual(["kept", "net"]);
});

test("fails with what the vault's provider says of a vault that still holds something", async () => {
  const client = await startForTest();
  const refusal = await client.send("DELETE", devVault);
  expect(refusal.status).toBeGreaterThanOrEqual(400);
  const done = await deploy(client, complete, deployment);
  expect(deployment.startsWith(devGroup)).toBe(true);
  expect(pick(done.body, "properties", "provisioningState")).toBe("Failed");
  expect(listAt(done.body, "properties", "error", "details")).toContainEqual(pick(refusal.body, "error"));
  expect((await client.get(devVault)).status).toBe(200);
});
