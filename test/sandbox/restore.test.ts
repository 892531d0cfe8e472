import { describe, expect, it } from "vitest";
import { listAt, textAt } from "../../src/azure/http/jsonRead";
import type { RestoreRequest } from "../../src/azure/restore/restoreModels";
import { found, useWorld } from "./openSandbox";

const world = useWorld();
const production = "Larkmoor Production";

/** Everything that a restore of a VM needs to be asked for. */
async function site(vmName = "shop-web-01", subscriptionName = production) {
  const { connection } = world();
  const subscription = await world().subscription(subscriptionName);
  const item = await world().item(subscription, vmName);
  const vault = await connection.getRestoreVault(item.vaultId);
  const [point] = await connection.listRestorePoints(item.id);
  const accounts = await connection.listStagingAccounts(subscription);
  const account = accounts.find((one) => one.location === vault.location);
  if (point === undefined || account === undefined) {
    throw new Error(`${vmName} has no recovery point, or ${vault.location} no storage account`);
  }
  const group = `/subscriptions/${subscription.subscriptionId}/resourceGroups/${
    (await connection.getVirtualMachine(item.vmId)).resourceGroup
  }`;
  const common = {
    itemId: item.id,
    pointId: point.id,
    vmId: item.vmId,
    region: vault.location,
    storageAccountId: account.id,
  };
  const disks: RestoreRequest = {
    ...common,
    kind: "disks",
    resourceGroupId: group,
    luns: undefined,
    zone: undefined,
  };
  return { connection, subscription, item, vault, point, account, group, common, disks };
}

async function newVm(name = "shop-web-01-copy"): Promise<RestoreRequest> {
  const { connection, subscription, vault, group, common } = await site();
  const networks = await connection.listVirtualNetworks(subscription);
  const network = networks.find((one) => one.location === vault.location && one.subnets.length > 0);
  return {
    ...common,
    kind: "newVm",
    resourceGroupId: group,
    name,
    networkId: network?.id ?? "",
    subnetId: network?.subnets[0]?.id ?? "",
    zone: undefined,
  };
}

function restores(): number {
  return world().sandbox.requests.filter((one) => /^POST .*\/restore(\?|$)/.test(one)).length;
}

async function read(path: string): Promise<unknown> {
  const { url, token } = world().sandbox;
  return (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).json();
}

/** The disks of a resource group, and which of them is attached to a VM. */
async function disksIn(group: string): Promise<ReadonlyMap<string, boolean>> {
  const disks = listAt(await read(`${group}/providers/Microsoft.Compute/disks?api-version=2024-03-02`), "value");
  return new Map(disks.map((disk) => [textAt(disk, "name") ?? "", textAt(disk, "managedBy") !== undefined]));
}

describe("what a restore has to know", () => {
  it("reads recovery points with their tiers, newest first", async () => {
    const { connection, item } = await site();
    const points = await connection.listRestorePoints(item.id);
    expect(points.length).toBeGreaterThan(1);
    expect(points[0]).toMatchObject({ archived: false, encrypted: false, managedDisks: true, mounted: false });
    expect(points.map((point) => point.time)).toEqual(
      points
        .map((point) => point.time)
        .toSorted()
        .reverse(),
    );
  });

  it("reads the VM's data disks and power, and knows when the VM is gone", async () => {
    const { connection, item } = await site();
    expect(await connection.getRestoreSource(item.vmId)).toMatchObject({ power: "running", location: "westeurope" });
    expect(await connection.getRestoreSource(`${item.vmId}-gone`)).toBeUndefined();
  });

  it("reads what the vault allows", async () => {
    const { vault } = await site();
    expect(vault).toMatchObject({ location: "westeurope", crossSubscriptionRestore: true, identities: [] });
  });

  it("lists networks with their subnets", async () => {
    const { connection, subscription } = await site();
    const [network] = await connection.listVirtualNetworks(subscription);
    expect(network?.subnets[0]?.addresses).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+$/);
  });
});

describe("restoring disks", () => {
  it("finds nothing against it, starts a job, and the disks are there when it has ended", async () => {
    const { connection, disks, group } = await site();
    const before = await disksIn(group);
    expect(await connection.validateRestore(disks)).toEqual([]);
    const { vaultId, jobName } = await connection.triggerRestore(disks);
    world().pass(60);
    expect(await connection.getJob(vaultId, jobName)).toMatchObject({ operation: "Restore", status: "Completed" });
    expect(restores()).toBe(1);
    const made = [...(await disksIn(group))].filter(([name]) => !before.has(name));
    expect(made).toMatchObject([[expect.stringContaining("shop-web-01-osdisk"), false]]);
  });

  it("says in Azure's words that a group is not there, and starts nothing", async () => {
    const { connection, disks } = await site();
    const wrong: RestoreRequest = {
      ...disks,
      kind: "disks",
      resourceGroupId: `${disks.itemId.split("/providers/")[0] ?? ""}x`,
      luns: [],
      zone: undefined,
    };
    expect(await connection.validateRestore(wrong)).toMatchObject([{ code: "UserErrorTargetResourceGroupNotFound" }]);
    expect(restores()).toBe(0);
  });

  it("is refused in another region than the vault's", async () => {
    const { connection, disks } = await site();
    const [obstacle] = await connection.validateRestore({ ...disks, region: "northeurope" });
    expect(obstacle?.message).toContain("'westeurope'");
    await expect(connection.triggerRestore({ ...disks, region: "northeurope" })).rejects.toMatchObject({
      kind: "invalid",
    });
  });

  it("reaches the staging account as the vault's identity where the vault has one", async () => {
    const { connection, disks, vault } = await site();
    const request: RestoreRequest = { ...disks, identity: { kind: "system" } };
    expect((await connection.validateRestore(request))[0]?.message).toContain("no managed identity");
    await connection.changeVault(vault.id, { kind: "systemIdentity", state: "Enabled" });
    expect((await connection.getRestoreVault(vault.id)).identities).toEqual([{ kind: "system" }]);
    expect(await connection.validateRestore(request)).toEqual([]);
  });

  it.each([
    [{ kind: "same" }, "AllowPrivate"],
    [{ kind: "private", id: "" }, "AllowPrivate"],
    [{ kind: "public" }, "AllowAll"],
  ] as const)("leaves disks behind private endpoints reachable as it is told: %o", async (wish, policy) => {
    const { connection, subscription, disks, point, group } = await site("erp-db-01");
    expect(point.privateAccess).toBe(true);
    const [access] = await connection.listDiskResources(subscription, "diskAccesses");
    const diskAccess = wish.kind === "private" ? { ...wish, id: access?.id ?? "" } : wish;
    const before = await disksIn(group);
    const { vaultId, jobName } = await connection.triggerRestore({ ...disks, diskAccess });
    world().pass(60);
    expect((await connection.getJob(vaultId, jobName)).status).toBe("Completed");
    const [made] = [...(await disksIn(group)).keys()].filter((name) => !before.has(name));
    const disk = await read(`${group}/providers/Microsoft.Compute/disks/${made ?? ""}?api-version=2024-03-02`);
    expect(textAt(disk, "properties", "networkAccessPolicy")).toBe(policy);
    expect(textAt(disk, "properties", "diskAccessId")).toBe(policy === "AllowPrivate" ? access?.id : undefined);
  });

  it("needs the right to", async () => {
    const { connection, disks } = await site("fleet-gps-01", "Bramwick Freight (read only)");
    await expect(connection.triggerRestore(disks)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("restoring to a new VM", () => {
  it("makes the VM with a network interface of its own", async () => {
    const request = await newVm();
    const { connection, subscription } = await site();
    expect(await connection.validateRestore(request)).toEqual([]);
    const { vaultId, jobName } = await connection.triggerRestore(request);
    world().pass(60);
    expect((await connection.getJob(vaultId, jobName)).status).toBe("Completed");
    const made = await world().machine(subscription, "shop-web-01-copy");
    expect(made).toMatchObject({ location: "westeurope", protection: { kind: "notProtected" } });
  });

  it("is refused when the name is taken", async () => {
    const { connection } = await site();
    expect(await connection.validateRestore(await newVm("shop-web-01"))).toMatchObject([
      { code: "UserErrorVmAlreadyExists" },
    ]);
  });
});

describe("replacing disks", () => {
  it("gives the VM the disks of the recovery point and keeps the old ones", async () => {
    const { connection, common, group } = await site();
    const before = await disksIn(group);
    const request: RestoreRequest = { ...common, kind: "replaceDisks" };
    expect(await connection.validateRestore(request)).toEqual([]);
    const { vaultId, jobName } = await connection.triggerRestore(request);
    world().pass(60);
    expect((await connection.getJob(vaultId, jobName)).status).toBe("Completed");
    const after = await disksIn(group);
    const changed = [...after].filter(([name, attached]) => before.get(name) !== attached).map(([name]) => name);
    const [old, made] = changed.toSorted((one, other) => Number(before.has(other)) - Number(before.has(one)));
    expect(changed).toHaveLength(2);
    expect([before.get(old ?? ""), after.get(old ?? "")]).toEqual([true, false]);
    expect([before.get(made ?? ""), after.get(made ?? "")]).toEqual([undefined, true]);
  });
});

describe("a restore whose answer is lost", () => {
  it("is not started twice", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/restore", "afterAccepted");
    const { vaultId, jobName } = await connection.triggerRestore(disks);
    expect((await connection.getJob(vaultId, jobName)).operation).toBe("Restore");
    expect(restores()).toBe(1);
  });

  it("is not taken for an earlier one that still runs", async () => {
    const { connection, disks } = await site();
    const first = await connection.triggerRestore(disks);
    world().cut("POST", "/restore", "afterAccepted");
    const second = await connection.triggerRestore(disks);
    expect(second.jobName).not.toBe(first.jobName);
    expect(restores()).toBe(2);
  });

  it("is sent again when it never arrived", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/restore", "before");
    await connection.triggerRestore(disks);
    const { items } = await connection.listJobs(disks.itemId.split("/backupFabrics/")[0] ?? "");
    expect(items.filter((job) => job.operation === "Restore")).toHaveLength(1);
  });

  it("says that it may have begun when the jobs cannot be read either", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/restore", "afterAccepted");
    world().duringWait = () => world().refuse("/backupJobs", 403, "AuthorizationFailed", { times: 9 });
    await expect(connection.triggerRestore(disks)).rejects.toMatchObject({ begun: true, kind: "forbidden" });
    expect(restores()).toBe(1);
  });
});

describe("recovering files", () => {
  it("gives a script for the VM's system, renews it, and unmounts", async () => {
    const { connection, common, item } = await site();
    const request = { pointId: common.pointId, vmId: common.vmId, renew: false };
    const script = await connection.provisionFileRecovery(request);
    expect(script.fileName).toMatch(/^shop-web-01_\w+\.py$/);
    const text = Buffer.from(script.content).toString("utf8");
    expect(text).toContain("#!/usr/bin/env python3");
    expect(script.password).toMatch(/^\w{15}$/);
    expect(text + script.fileName).not.toContain(script.password);
    expect(found(await connection.listRestorePoints(item.id), common.pointId.split("/").at(-1) ?? "").mounted).toBe(
      true,
    );
    await connection.provisionFileRecovery({ ...request, renew: true });
    await connection.revokeFileRecovery(common.pointId);
    expect(found(await connection.listRestorePoints(item.id), common.pointId.split("/").at(-1) ?? "").mounted).toBe(
      false,
    );
  });

  it("fetches the program that Azure has for Windows beside its script", async () => {
    const { connection, common } = await site("shop-sql-01");
    const script = await connection.provisionFileRecovery({ ...common, renew: false });
    expect(script.fileName).toMatch(/^shop-sql-01_\w+\.exe$/);
    expect(Buffer.from(script.content).toString("utf8")).toContain("no disks to mount");
    expect(script.password).toMatch(/^\w{15}$/);
    expect(script.fileName).not.toContain(script.password);
  });

  it("hears from the recovery point what became of a wish whose answer was lost", async () => {
    const { connection, common, item } = await site();
    const request = { pointId: common.pointId, vmId: common.vmId, renew: false };
    world().cut("POST", "/provisionInstantItemRecovery", "afterAccepted");
    expect((await connection.provisionFileRecovery(request)).osType).toBe("Linux");
    for (const when of ["afterAccepted", "before"] as const) {
      await connection.provisionFileRecovery({ ...request, renew: true });
      world().cut("POST", "/revokeInstantItemRecovery", when);
      await connection.revokeFileRecovery(common.pointId);
      expect((await connection.listRestorePoints(item.id)).filter((point) => point.mounted)).toEqual([]);
    }
  });

  it("asks for nothing when nothing is mounted", async () => {
    const { connection, common } = await site();
    await connection.revokeFileRecovery(common.pointId);
    expect(world().sandbox.requests.filter((one) => one.includes("/revokeInstantItemRecovery"))).toEqual([]);
  });
});
