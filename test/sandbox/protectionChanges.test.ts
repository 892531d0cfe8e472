import { describe, expect, it } from "vitest";
import type { ProtectedItem } from "../../src/azure/models";
import { found, useWorld } from "./openSandbox";

const world = useWorld();
const production = "Larkmoor Production";

async function itemOf(vmName: string): Promise<ProtectedItem> {
  return world().item(await world().subscription(production), vmName);
}

function policyId({ vaultId, policyName }: ProtectedItem): string {
  return `${vaultId}/backupPolicies/${policyName ?? ""}`;
}

function writes(): readonly string[] {
  return world().sandbox.requests.filter((one) => !one.startsWith("GET ") && !one.includes("Microsoft.ResourceGraph"));
}

describe("which disks are backed up", () => {
  it("changes later, stays when the policy changes, and goes back to all", async () => {
    const { connection } = world();
    const item = await itemOf("shop-web-01");
    expect((await connection.getItem(item.id)).disks).toEqual({ kind: "all" });
    await connection.protect(item.vmId, policyId(item), { disks: { kind: "only", luns: [] } });
    expect((await connection.getItem(item.id)).disks).toEqual({ kind: "only", luns: [] });
    const other = found(await connection.listPolicies(item.vaultId), "enhanced-4h-30d");
    await connection.protect(item.vmId, other.id);
    expect(await connection.getItem(item.id)).toMatchObject({
      policyName: "enhanced-4h-30d",
      disks: { kind: "only", luns: [] },
    });
    await connection.protect(item.vmId, other.id, { disks: { kind: "allBut", luns: [1, 0] } });
    expect((await connection.getItem(item.id)).disks).toEqual({ kind: "allBut", luns: [1, 0] });
    await connection.protect(item.vmId, other.id, { disks: { kind: "all" } });
    expect((await connection.getItem(item.id)).disks).toEqual({ kind: "all" });
  });

  it("sends nothing when they are backed up that way already", async () => {
    const item = await itemOf("shop-web-01");
    await world().connection.protect(item.vmId, policyId(item), { disks: { kind: "all" } });
    expect(writes().filter((one) => one.startsWith("PUT"))).toEqual([]);
  });

  it("can be chosen with a new protection", async () => {
    const subscription = await world().subscription(production);
    const { connection } = world();
    const machines = (await connection.listVirtualMachines(subscription)).items;
    const vault = await world().vault(subscription, "rsv-larkmoor-weu");
    const bare = machines.find((vm) => vm.protection.kind === "notProtected" && vm.location === vault.location);
    if (bare === undefined) {
      throw new Error("every VM is protected");
    }
    const policy = found(await connection.listPolicies(vault.id), "enhanced-4h-30d");
    await connection.protect(bare.id, policy.id, { disks: { kind: "only", luns: [] } });
    const { item } = await connection.getVirtualMachine(bare.id);
    expect((await connection.getItem(item?.id ?? "")).disks).toEqual({ kind: "only", luns: [] });
  });
});

describe("stopping as the policy says", () => {
  it("stops the backups, and says that the data expires", async () => {
    const item = await itemOf("shop-web-01");
    const { connection } = world();
    const suspend = () => connection.stopKeepingData(item.id, { keeping: "asPolicySays" });
    await expect(suspend()).rejects.toThrow("only in a vault that is immutable");
    await connection.changeVault(item.vaultId, { kind: "immutability", state: "Unlocked" });
    await suspend();
    expect((await connection.getItem(item.id)).state).toEqual({ kind: "stopped", keptAs: "policy" });
    await connection.stopKeepingData(item.id);
    expect((await connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
    await connection.protect(item.vmId, policyId(item));
    expect((await connection.getItem(item.id)).state).toEqual({ kind: "protected" });
  });
});

describe("moving to another vault", () => {
  async function anotherVault(item: ProtectedItem) {
    const { connection } = world();
    const subscription = await world().subscription(production);
    const vault = await connection.createVault({
      subscription,
      resourceGroup: "rg-new-home",
      name: "rsv-new-home",
      location: (await connection.getVault(item.vaultId)).location,
      redundancy: "LocallyRedundant",
    });
    return found(await connection.listPolicies(vault.id), "EnhancedPolicy");
  }

  it("is refused while the old vault protects the VM, and works once that keeps its backups, stopped", async () => {
    const { connection } = world();
    const item = await itemOf("shop-web-01");
    const subscription = await world().subscription(production);
    await connection.createResourceGroup(subscription, "rg-new-home", "westeurope");
    const policy = await anotherVault(item);
    await expect(connection.protect(item.vmId, policy.id)).rejects.toMatchObject({ kind: "conflict" });
    await expect(connection.protect(item.vmId, policy.id, { leavesVault: true })).rejects.toThrow();
    await connection.stopKeepingData(item.id);
    await connection.protect(item.vmId, policy.id, { leavesVault: true });
    const vm = await connection.getVirtualMachine(item.vmId);
    expect(vm.item?.vaultId.toLowerCase()).toBe(policy.id.toLowerCase().split("/backuppolicies/")[0]);
    expect(vm.protection).toEqual({ kind: "protected" });
    expect((await connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
    expect((await connection.listRecoveryPoints(item.id)).length).toBeGreaterThan(0);
  });
});

describe("the archive tier", () => {
  /** A VM some of whose recovery points can go to the archive. */
  async function oldItem(): Promise<ProtectedItem> {
    const { connection } = world();
    const owner = await world().subscription(production);
    const { id: machineId } = await world().machine(owner, "arc-tape-01");
    const vault = await world().vault(owner, "rsv-archive-uks");
    await connection.protect(machineId, `${vault.id}/backupPolicies/monthly-first-sunday-24m`);
    const item = await itemOf("arc-tape-01");
    expect(await connection.listArchivable(item.id)).toEqual([]);
    world().pass(100 * 86_400);
    return item;
  }

  it("takes a recovery point that is being moved, or has been, as what is wanted", async () => {
    const { connection } = world();
    const [point] = await connection.listArchivable((await oldItem()).id);
    const id = point?.id ?? "";
    const first = await connection.moveToArchive(id);
    expect(await connection.moveToArchive(id)).toEqual(first);
    world().pass(86_400);
    expect(await connection.moveToArchive(id)).toEqual({ vaultId: first.vaultId, jobName: undefined });
  });

  it.each(["before", "afterAccepted"] as const)(
    "gives each recovery point its own job when the connection breaks %s",
    async (when) => {
      const { connection } = world();
      const item = await oldItem();
      const [first, second] = await connection.listArchivable(item.id);
      const one = await connection.moveToArchive(first?.id ?? "");
      expect((await connection.getJob(one.vaultId, one.jobName ?? "")).status).toBe("InProgress");
      world().cut("POST", "/move", when);
      const other = await connection.moveToArchive(second?.id ?? "");
      expect(other.jobName).toBeDefined();
      expect(other.jobName).not.toBe(one.jobName);
      world().pass(86_400);
      const points = await connection.listRecoveryPoints(item.id);
      expect(points.filter(({ tiers }) => tiers.includes("ArchivedRP"))).toHaveLength(2);
    },
  );

  it("takes recommended recovery points, each with a job, without waiting for the one before", async () => {
    const { connection } = world();
    const item = await oldItem();
    const ready = await connection.listArchivable(item.id);
    expect(ready.length).toBeGreaterThan(1);
    expect(ready.map(({ archive }) => archive?.ready)).not.toContain(false);
    for (const point of ready) {
      const { vaultId, jobName } = await connection.moveToArchive(point.id);
      expect(await connection.getJob(vaultId, jobName ?? "")).toMatchObject({ operation: "MoveRecoveryPoint" });
    }
    world().pass(86_400);
    const after = await connection.listRecoveryPoints(item.id);
    for (const { name } of ready) {
      expect(found(after, name).tiers).toContain("ArchivedRP");
    }
  });

  it("does not take the move of another recovery point for that of one which never reached Azure", async () => {
    const { connection, sandbox } = world();
    const owner = await world().subscription(production);
    const { id: machineId } = await world().machine(owner, "arc-tape-01");
    const vault = await world().vault(owner, "rsv-archive-uks");
    await connection.protect(machineId, `${vault.id}/backupPolicies/monthly-first-sunday-24m`);
    const item = await itemOf("arc-tape-01");
    world().pass(100 * 86_400);
    const [first, second] = await connection.listArchivable(item.id);
    await connection.moveToArchive(first?.id ?? "");
    sandbox.injectFault({ path: "/move", times: 99, answer: { kind: "reset", when: "before" } });
    await expect(connection.moveToArchive(second?.id ?? "")).rejects.toMatchObject({ kind: "network" });
    world().pass(86_400);
    const { tiers } = found(await connection.listRecoveryPoints(item.id), second?.name ?? "");
    expect(tiers).not.toContain("ArchivedRP");
  });

  it("refuses a recovery point that is not ready, with Azure's reason", async () => {
    const item = await itemOf("shop-web-01");
    const points = await world().connection.listRecoveryPoints(item.id);
    const young = points.find((point) => point.archive?.ready === false);
    expect(young?.archive?.why).not.toBe("");
    await expect(world().connection.moveToArchive(young?.id ?? "")).rejects.toMatchObject({ kind: "invalid" });
  });
});
