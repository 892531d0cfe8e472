import { describe, expect, it } from "vitest";
import { listAt, textAt } from "../../src/azure/http/jsonRead";
import type { RestoreRequest } from "../../src/azure/restore/restoreModels";
import { useWorld } from "./openSandbox";

const world = useWorld();
const production = "Larkmoor Production";
const pair = "northeurope";

/** What a restore in the paired region of the vault needs, of a VM whose vault copies there. */
async function site(vmName = "shop-web-01") {
  const { connection } = world();
  const subscription = await world().subscription(production);
  const item = await world().item(subscription, vmName);
  const points = await connection.listRestorePoints(item.id, { secondary: true });
  const accounts = await connection.listStagingAccounts(subscription);
  const account = accounts.find((one) => one.location === pair);
  const [point] = points;
  if (point === undefined || account === undefined) {
    throw new Error(`${vmName} has no recovery point in ${pair}, or there is no storage account`);
  }
  const group = account.id.split("/providers/")[0] ?? "";
  const disks: RestoreRequest = {
    kind: "disks",
    secondary: true,
    region: pair,
    itemId: item.id,
    pointId: point.id,
    vmId: item.vmId,
    storageAccountId: account.id,
    resourceGroupId: group,
    luns: undefined,
    zone: undefined,
  };
  return { connection, subscription, item, points, point, group, disks };
}

function restores(): number {
  return world().sandbox.requests.filter((one) => /^POST .*\/backupCrossRegionRestore(\?|$)/.test(one)).length;
}

/** Names of resources of a type in a resource group that are in the paired region. */
async function namesAbroad(group: string, type: string, version: string): Promise<readonly string[]> {
  const { url, token } = world().sandbox;
  const answer = await fetch(`${url}${group}/providers/Microsoft.Compute/${type}?api-version=${version}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return listAt(await answer.json(), "value")
    .filter((one) => textAt(one, "location") === pair)
    .map((one) => textAt(one, "name") ?? "");
}

describe("recovery points of the paired region", () => {
  it("are those that have been copied: vault tier only, newest first", async () => {
    const { connection, item, points } = await site();
    const own = await connection.listRestorePoints(item.id);
    expect(points.length).toBeGreaterThan(0);
    expect(points.length).toBeLessThanOrEqual(own.length);
    expect(new Set(points.flatMap(({ tiers }) => tiers))).toEqual(new Set(["HardenedRP"]));
    expect(points.map(({ time }) => time)).toEqual(
      points
        .map(({ time }) => time)
        .toSorted()
        .reverse(),
    );
  });

  it("gain the newest one half a day after it is in the vault", async () => {
    const { connection, item, points } = await site();
    await connection.backUpNow(item.id, new Date(world().now() + 30 * 86_400_000));
    world().pass(3600);
    expect(await connection.listRestorePoints(item.id, { secondary: true })).toHaveLength(points.length);
    world().pass(13 * 3600);
    const later = await connection.listRestorePoints(item.id, { secondary: true });
    expect(later.length).toBeGreaterThan(points.length);
  });
});

describe("a protected item in the paired region", () => {
  it("is known there as in the vault's own region, unless nothing is copied", async () => {
    const { connection, item } = await site();
    expect(await connection.getSecondaryItem(item.id)).toMatchObject({
      id: item.id,
      vmId: item.vmId,
      vmName: item.vmName,
    });
    expect(await connection.getSecondaryItem(`${item.id}-gone`)).toBeUndefined();
    const elsewhere = await world().item(await world().subscription(production), "wh-scan-02");
    expect(await connection.getSecondaryItem(elsewhere.id)).toBeUndefined();
  });
});

describe("restoring in the paired region", () => {
  it("makes disks there; its job is in the list of that region, and nowhere else", async () => {
    const { connection, disks, group } = await site();
    const before = await namesAbroad(group, "disks", "2024-03-02");
    expect(await connection.validateRestore(disks)).toEqual([]);
    expect(restores()).toBe(0);
    const { vaultId, jobName, region } = await connection.triggerRestore(disks);
    expect(region).toBe(pair);
    const { items } = await connection.listJobs(vaultId, undefined, { region });
    expect(items).toMatchObject([
      { name: jobName, vaultId, region, operation: "CrossRegionRestore", vmName: "shop-web-01", cancellable: false },
    ]);
    expect((await connection.listJobs(vaultId)).items.map(({ name }) => name)).not.toContain(jobName);
    await expect(connection.getJob(vaultId, jobName)).rejects.toMatchObject({ kind: "notFound" });
    world().pass(60);
    const done = await connection.getJob(vaultId, jobName, { region });
    expect(done).toMatchObject({ status: "Completed", region, tasks: [{ name: "Transfer data from vault" }] });
    const made = (await namesAbroad(group, "disks", "2024-03-02")).filter((name) => !before.includes(name));
    expect(made).toEqual([expect.stringContaining("shop-web-01-osdisk")]);
  });

  it("makes a VM there, in a network of that region", async () => {
    const { connection, subscription, disks, group } = await site();
    const networks = await connection.listVirtualNetworks(subscription);
    const network = networks.find((one) => one.location === pair);
    const request: RestoreRequest = {
      ...disks,
      kind: "newVm",
      resourceGroupId: group,
      name: "shop-web-01-neu",
      networkId: network?.id ?? "",
      subnetId: network?.subnets[0]?.id ?? "",
      zone: "NoZone",
    };
    const { vaultId, jobName, region } = await connection.triggerRestore(request);
    world().pass(60);
    expect((await connection.getJob(vaultId, jobName, { region })).status).toBe("Completed");
    const made = await world().machine(subscription, "shop-web-01-neu");
    expect(made).toMatchObject({ location: pair });
    expect((await connection.getRestoreSource(made.id))?.zones).toEqual([]);
  });

  it("says what does not fit, and starts nothing", async () => {
    const { connection, subscription, disks } = await site();
    const accounts = await connection.listStagingAccounts(subscription);
    const here = accounts.find((one) => one.location === "westeurope");
    const refused = connection.triggerRestore({ ...disks, storageAccountId: here?.id ?? "" });
    await expect(refused).rejects.toThrow("'northeurope'");
    await expect(refused).rejects.toMatchObject({ kind: "invalid" });
    expect(
      (await connection.listJobs(disks.itemId.split("/backupFabrics/")[0] ?? "", undefined, { region: pair })).items,
    ).toEqual([]);
  });

  it("is refused before anything is made when the point has not been copied yet", async () => {
    const { connection, item, disks } = await site();
    const copied = new Set((await connection.listRestorePoints(item.id, { secondary: true })).map(({ name }) => name));
    await connection.backUpNow(item.id, new Date(world().now() + 30 * 86_400_000));
    world().pass(3600);
    const fresh = (await connection.listRestorePoints(item.id)).find(({ name }) => !copied.has(name));
    const early = { ...disks, pointId: fresh?.id ?? "" };
    await expect(connection.validateRestore(early)).rejects.toMatchObject({ kind: "invalid" });
    await expect(connection.triggerRestore(early)).rejects.toMatchObject({ kind: "invalid" });
    expect(restores()).toBe(0);
  });

  it.each(["/accessToken", "/backupCrossRegionRestore"])("names the right that is missing: %s", async (path) => {
    const { connection, disks } = await site();
    const message = `The client 'x' does not have authorization to perform action 'the ${path} action' over scope 's'`;
    world().refuse(path, 403, "AuthorizationFailed", { message });
    const refused = connection.triggerRestore(disks);
    await expect(refused).rejects.toThrow(path);
    await expect(refused).rejects.toMatchObject({ kind: "forbidden", begun: false });
  });

  it("lists its jobs by status and time, as those of the vault", async () => {
    const { connection, disks } = await site();
    const { vaultId } = await connection.triggerRestore(disks);
    const among = async (filter: { readonly status?: "Failed" | "InProgress"; readonly since?: string }) =>
      (await connection.listJobs(vaultId, undefined, { region: pair, filter })).items.length;
    expect(await among({ status: "Failed" })).toBe(0);
    expect(await among({ status: "InProgress" })).toBe(1);
    expect(await among({ since: new Date(world().now() - 3_600_000).toISOString() })).toBe(1);
  });
});

describe("a restore in the paired region whose answer is lost", () => {
  it("is not started twice", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/backupCrossRegionRestore", "afterAccepted");
    const { vaultId, jobName, region } = await connection.triggerRestore(disks);
    expect((await connection.getJob(vaultId, jobName, { region })).operation).toBe("CrossRegionRestore");
    expect(restores()).toBe(1);
  });

  it("is sent again when it never arrived", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/backupCrossRegionRestore", "before");
    const { vaultId } = await connection.triggerRestore(disks);
    expect((await connection.listJobs(vaultId, undefined, { region: pair })).items).toHaveLength(1);
  });

  it("says that it may have begun when the jobs cannot be read either", async () => {
    const { connection, disks } = await site();
    world().cut("POST", "/backupCrossRegionRestore", "afterAccepted");
    world().duringWait = () => world().refuse("/backupCrrJobs", 403, "AuthorizationFailed", { times: 9 });
    await expect(connection.triggerRestore(disks)).rejects.toMatchObject({ begun: true, kind: "forbidden" });
    expect(restores()).toBe(1);
  });
});
