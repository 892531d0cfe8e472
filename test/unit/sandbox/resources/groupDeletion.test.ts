import { describe, expect, test } from "vitest";
import {
  column,
  development,
  devVault,
  finish,
  itemPath,
  listAt,
  pick,
  protectWith,
  readOnly,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const group = `${development}/resourceGroups/rg-gone`;
const version = "api-version=2021-04-01";
const own = `${group}/providers`;
const other = `${development}/resourceGroups/rg-dev-weu/providers`;

/** A group with a network, an interface in it, and a machine that keeps its disks when it goes. */
async function startWithGroup(location = "westeurope"): Promise<TestClient> {
  const client = await startForTest();
  await client.put(`${group}?${version}`, { location });
  await client.put(`${own}/Microsoft.Network/virtualNetworks/net?api-version=2024-05-01`, {
    location,
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [{ name: "vms", properties: {} }] },
  });
  return client;
}

async function addMachine(client: TestClient, place: string, name: string, deleteOption = "Detach"): Promise<void> {
  const subnet = { id: `${own}/Microsoft.Network/virtualNetworks/net/subnets/vms` };
  await client.put(`${place}/Microsoft.Network/networkInterfaces/${name}-nic?api-version=2024-05-01`, {
    location: "westeurope",
    properties: { ipConfigurations: [{ name: "one", properties: { subnet } }] },
  });
  const nic = { id: `${place}/Microsoft.Network/networkInterfaces/${name}-nic`, properties: { deleteOption } };
  const made = await client.put(`${place}/Microsoft.Compute/virtualMachines/${name}?api-version=2024-07-01`, {
    location: "westeurope",
    properties: {
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      storageProfile: {
        imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        osDisk: { name: `${name}-os`, createOption: "FromImage", deleteOption },
        dataDisks: [{ lun: 0, createOption: "Empty", diskSizeGB: 64, name: `${name}-data` }],
      },
      osProfile: { computerName: name, adminUsername: "azureuser" },
      networkProfile: { networkInterfaces: [nic] },
    },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
}

/** Deletes a group and asks for the result when everything has come to rest. */
async function deleteGroup(client: TestClient): Promise<Reply> {
  const accepted = await client.send("DELETE", `${group}?${version}`);
  expect([accepted.status, accepted.body]).toEqual([202, undefined]);
  client.wait(120_000);
  return client.follow(accepted.headers.get("location"));
}

describe("the deletion of a resource group", () => {
  test("takes machines, disks, interfaces and networks with it, whatever needs what", async () => {
    const client = await startWithGroup();
    await addMachine(client, own, "gone-1");
    const accepted = await client.send("DELETE", `${group}?${version}`);
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get("azure-asyncoperation")).toBeNull();
    expect(accepted.headers.get("location")).toMatch(/\/operationresults\/[\w-]+\?api-version=2021-04-01/u);
    const running = await client.follow(accepted.headers.get("location"));
    expect([running.status, running.headers.get("location") !== null]).toEqual([202, true]);
    const going = await client.get(`${group}?${version}`);
    expect(pick(going.body, "properties", "provisioningState")).toBe("Deleting");
    client.wait(120_000);
    expect((await client.follow(accepted.headers.get("location"))).status).toBe(200);
    expect((await client.get(`${group}?${version}`)).status).toBe(404);
    const left = await client.get(`${development}/resources?${version}&$filter=resourceGroup eq 'rg-gone'`);
    expect(column(left, "id")).toEqual([]);
  });

  test("makes nothing any more in the group meanwhile, and joins a second request for it", async () => {
    const client = await startWithGroup();
    const first = await client.send("DELETE", `${group}?${version}`);
    const late = await client.put(`${own}/Microsoft.Storage/storageAccounts/late?api-version=2023-01-01`, {
      location: "westeurope",
    });
    expect([late.status, pick(late.body, "error", "code")]).toEqual([409, "ResourceGroupBeingDeleted"]);
    const second = await client.send("DELETE", `${group}?${version}`);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
  });

  test("leaves the protected item of a machine in the vault of another group", async () => {
    const client = await startWithGroup();
    await addMachine(client, own, "gone-1");
    const item = itemPath(devVault, "rg-gone", "gone-1");
    const vm = vmPath(development, "rg-gone", "gone-1");
    await finish(client, await client.put(item, protectWith(vm, devVault, "DefaultPolicy")));
    expect((await deleteGroup(client)).status).toBe(200);
    const kept = await client.get(item);
    expect([kept.status, pick(kept.body, "properties", "sourceResourceId")]).toEqual([200, vm]);
    await finish(client, await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } }));
    client.wait(6 * 3_600_000);
    const failed = await client.get(item);
    expect(pick(failed.body, "properties", "lastBackupStatus")).toBe("Failed");
  });

  test("fails with the vault's own reason while it protects something, and keeps the vault alone", async () => {
    const client = await startWithGroup();
    await addMachine(client, other, "stays-1");
    await client.put(`${own}/Microsoft.Storage/storageAccounts/beside?api-version=2023-01-01`, {
      location: "westeurope",
    });
    const vault = `${own}/Microsoft.RecoveryServices/vaults/rsv-gone`;
    await client.put(vault, { location: "westeurope", sku: { name: "RS0", tier: "Standard" }, properties: {} });
    client.wait(10_000);
    const vm = vmPath(development, "rg-dev-weu", "stays-1");
    const item = itemPath(vault, "rg-dev-weu", "stays-1");
    await finish(client, await client.put(item, protectWith(vm, vault, "DefaultPolicy")));
    const failed = await deleteGroup(client);
    expect([failed.status, pick(failed.body, "error", "code")]).toEqual([409, "ResourceGroupDeletionBlocked"]);
    expect(pick(failed.body, "error", "message")).toContain("Microsoft.RecoveryServices/vaults/rsv-gone'");
    const reasons = new Map(
      listAt(failed.body, "error", "details").map((each) => [
        String(pick(each, "target")).split("/").at(-1),
        pick(JSON.parse(String(pick(each, "message"))), "error", "code"),
      ]),
    );
    expect(reasons.get("rsv-gone")).toBe("ServiceResourceNotEmptyWithContainerDetails");
    // The network is in use by the machine of the other group.
    expect(reasons.get("net")).toBe("InUseSubnetCannotBeDeleted");
    const kept = await client.get(`${group}?${version}`);
    expect(pick(kept.body, "properties", "provisioningState")).toBe("Succeeded");
    const left = await client.get(`${group}/resources?${version}`);
    expect(column(left, "name").toSorted()).toEqual(["net", "rsv-gone"]);
  });

  test("deletes an empty vault with it", async () => {
    const client = await startWithGroup();
    const vault = `${own}/Microsoft.RecoveryServices/vaults/rsv-gone`;
    await client.put(vault, { location: "westeurope", sku: { name: "RS0", tier: "Standard" }, properties: {} });
    client.wait(10_000);
    expect((await deleteGroup(client)).status).toBe(200);
    expect((await client.put(`${group}?${version}`, { location: "westeurope" })).status).toBe(201);
    expect((await client.get(vault)).status).toBe(404);
  });

  test("goes on from a snapshot", async () => {
    let kept = "";
    const first = await startForTest({ onState: (state) => (kept = state) });
    await first.put(`${group}?${version}`, { location: "westeurope" });
    await first.send("DELETE", `${group}?${version}`);
    await first.sandbox.close();
    const second = await startForTest({ state: kept });
    second.wait(60_000);
    expect((await second.get(`${group}?${version}`)).status).toBe(404);
  });
});

describe("a lock", () => {
  const lock = `${own}/Microsoft.Network/virtualNetworks/net/providers/Microsoft.Authorization/locks/keep`;

  test("on one resource keeps its whole group, until it is taken away", async () => {
    const client = await startWithGroup();
    const made = await client.put(`${lock}?api-version=2020-05-01`, { properties: { level: "CanNotDelete" } });
    expect([made.status, pick(made.body, "properties", "level")]).toEqual([201, "CanNotDelete"]);
    const refused = await client.send("DELETE", `${group}?${version}`);
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([409, "ScopeLocked"]);
    expect(pick(refused.body, "error", "message")).toContain("virtualnetworks/net'. Please remove the lock");
    const list = await client.get(`${group}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`);
    expect(column(list, "name")).toEqual(["keep"]);
    expect((await client.send("DELETE", `${lock}?api-version=2020-05-01`)).status).toBe(200);
    expect((await client.send("DELETE", `${lock}?api-version=2020-05-01`)).status).toBe(204);
    expect((await deleteGroup(client)).status).toBe(200);
  });

  test("that lets only read refuses changes, also those of a deployment", async () => {
    const client = await startWithGroup();
    const path = `${group}/providers/Microsoft.Authorization/locks/frozen?api-version=2020-05-01`;
    await client.put(path, { properties: { level: "ReadOnly" } });
    const account = `${own}/Microsoft.Storage/storageAccounts/account1?api-version=2023-01-01`;
    const refused = await client.put(account, { location: "westeurope" });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([409, "ScopeLocked"]);
    expect((await client.get(`${group}?${version}`)).status).toBe(200);
    await client.send("DELETE", path);
    await client.put(path, { properties: { level: "CanNotDelete" } });
    expect((await client.put(account, { location: "westeurope" })).status).toBe(200);
    expect(pick((await client.send("DELETE", account)).body, "error", "code")).toBe("ScopeLocked");
  });

  test("has one of two levels, and stands on something that is there", async () => {
    const client = await startWithGroup();
    const odd = await client.put(`${lock}?api-version=2020-05-01`, { properties: { level: "Some" } });
    expect([odd.status, pick(odd.body, "error", "code")]).toEqual([400, "InvalidLockLevel"]);
    const nowhere = lock.replace("/net/", "/none/");
    const refused = await client.put(`${nowhere}?api-version=2020-05-01`, { properties: { level: "ReadOnly" } });
    expect(refused.status).toBe(404);
  });
});

describe("a machine that is deleted", () => {
  test("sets its disks and interfaces free", async () => {
    const client = await startWithGroup();
    await addMachine(client, own, "gone-1");
    const nic = `${own}/Microsoft.Network/networkInterfaces/gone-1-nic?api-version=2024-05-01`;
    const held = await client.send("DELETE", nic);
    expect([held.status, pick(held.body, "error", "code")]).toEqual([400, "NicInUse"]);
    await client.send("DELETE", `${own}/Microsoft.Compute/virtualMachines/gone-1?api-version=2024-07-01`);
    const disk = await client.get(`${own}/Microsoft.Compute/disks/gone-1-os?api-version=2024-03-02`);
    expect([pick(disk.body, "managedBy"), pick(disk.body, "properties", "diskState")]).toEqual([
      undefined,
      "Unattached",
    ]);
    expect((await client.send("DELETE", nic)).status).toBe(200);
  });

  test("takes along what was to go with it", async () => {
    const client = await startWithGroup();
    await addMachine(client, own, "gone-1", "Delete");
    await client.send("DELETE", `${own}/Microsoft.Compute/virtualMachines/gone-1?api-version=2024-07-01`);
    const left = await client.get(`${group}/resources?${version}`);
    expect(column(left, "name").toSorted()).toEqual(["gone-1-data", "net"]);
  });
});

test("nobody deletes a group of which he is only a reader", async () => {
  const client = await startForTest();
  const groups = await client.get(`${readOnly}/resourcegroups?${version}`);
  const reply = await client.send("DELETE", `${String(pick(groups.body, "value", 0, "id"))}?${version}`);
  expect([reply.status, pick(reply.body, "error", "code")]).toEqual([403, "AuthorizationFailed"]);
});
