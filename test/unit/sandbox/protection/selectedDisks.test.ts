import { describe, expect, it } from "vitest";
import { column, development, devVault, finish, itemPath, pick, startForTest, vmPath } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const group = `${development}/resourceGroups/rg-dev-weu`;
const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const compute = "?api-version=2024-07-01";

function protection(policy: string, more: Readonly<Record<string, unknown>>): unknown {
  return {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: `${devVault}/backupPolicies/${policy}`,
      sourceResourceId: vm,
      ...more,
    },
  };
}

async function protect(client: TestClient, more: Readonly<Record<string, unknown>>): Promise<void> {
  const policy = String(pick((await client.get(item)).body, "properties", "policyName"));
  const done = await finish(client, await client.put(item, protection(policy, more)), 60_000);
  expect(pick(done.body, "status")).toBe("Succeeded");
}

/** Backs up while only the data disk of a LUN is selected; the job and the new recovery point. */
async function backUpOnly(client: TestClient, luns: readonly number[]): Promise<{ job: string; point: string }> {
  await protect(client, {
    extendedProperties: { diskExclusionProperties: { diskLunList: luns, isInclusionList: true } },
  });
  const accepted = await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
  const done = await finish(client, accepted, 60_000);
  const name = String(column(await client.get(`${item}/recoveryPoints`), "name")[0]);
  return {
    job: `${devVault}/backupJobs/${String(pick(done.body, "properties", "jobId"))}`,
    point: `${item}/recoveryPoints/${name}`,
  };
}

async function restore(client: TestClient, point: string, more: Readonly<Record<string, unknown>>): Promise<Reply> {
  return client.post(`${point}/restore`, {
    properties: {
      objectType: "IaasVMRestoreRequest",
      recoveryPointId: point.split("/").at(-1),
      sourceResourceId: vm,
      storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/stdev`,
      region: "westeurope",
      targetResourceGroupId: group,
      ...more,
    },
  });
}

describe("a backup of selected disks", () => {
  it("tells the disks in its job, and in its recovery point: counts in the list, names in the point", async () => {
    const client = await startForTest();
    const machine = (await client.get(`${vm}${compute}`)).body;
    const osDisk = String(pick(machine, "properties", "storageProfile", "osDisk", "name"));
    const dataDisk = String(pick(machine, "properties", "storageProfile", "dataDisks", 0, "name"));
    const { job, point } = await backUpOnly(client, []);
    const bag = pick((await client.get(job)).body, "properties", "extendedInfo", "propertyBag");
    expect(pick(bag, "Backed-up disk(s)")).toBe(osDisk);
    expect(pick(bag, "Excluded disk(s)")).toContain(dataDisk);
    const one = pick((await client.get(point)).body, "properties", "recoveryPointDiskConfiguration");
    expect(pick(one, "includedDiskList")).toEqual([{ lun: -1, name: osDisk }]);
    expect(pick(one, "excludedDiskList", 0)).toEqual({ lun: 0, name: dataDisk });
    const listed = pick((await client.get(`${item}/recoveryPoints`)).body, "value");
    expect(pick(listed, 0, "properties", "recoveryPointDiskConfiguration", "numberOfDisksIncludedInBackup")).toBe(1);
    expect(pick(listed, 0, "properties", "recoveryPointDiskConfiguration", "includedDiskList")).toBeUndefined();
    expect(pick(listed, 1, "properties", "recoveryPointDiskConfiguration")).toBeUndefined();
  });

  it("restores no disk that it does not hold", async () => {
    const client = await startForTest();
    const { point } = await backUpOnly(client, []);
    const disks = `${group}/providers/Microsoft.Compute/disks?api-version=2024-03-02`;
    const before = column(await client.get(disks), "name");
    const accepted = await restore(client, point, { recoveryType: "RestoreDisks" });
    expect(accepted.status).toBe(202);
    client.wait(3_600_000);
    const made = column(await client.get(disks), "name").filter((name) => !before.includes(name));
    expect(made).toHaveLength(1);
    expect(made[0]).toContain("osdisk");
  });

  it.each(["AlternateLocation", "OriginalLocation"])("cannot be restored to a whole VM: %s", async (recoveryType) => {
    const client = await startForTest();
    const { point } = await backUpOnly(client, [0]);
    const refused = await restore(client, point, {
      recoveryType,
      targetVirtualMachineId: vmPath(development, "rg-dev-weu", "dev-sql-copy"),
      subnetId: `${group}/providers/Microsoft.Network/virtualNetworks/elsewhere/subnets/default`,
    });
    expect(refused.status).toBe(400);
    expect(pick(refused.body, "error", "message")).toContain("holds selected disks only");
  });

  it("takes all disks again after protection was stopped and resumed", async () => {
    const client = await startForTest();
    const policy = String(pick((await client.get(item)).body, "properties", "policyName"));
    await backUpOnly(client, []);
    await finish(client, await client.put(item, protection("", { protectionState: "ProtectionStopped" })), 60_000);
    expect((await finish(client, await client.put(item, protection(policy, {})), 60_000)).status).toBe(200);
    expect(pick((await client.get(item)).body, "properties", "extendedProperties")).toBeUndefined();
  });
});

describe("the policy of an item", () => {
  it("goes from Standard to Enhanced, and not back", async () => {
    const client = await startForTest();
    const to = (policy: string): Promise<Reply> => client.put(item, protection(policy, {}));
    expect((await finish(client, await to("EnhancedPolicy"), 60_000)).status).toBe(200);
    const back = await to("DefaultPolicy");
    expect(back.status).toBe(400);
    expect(pick(back.body, "error", "message")).toContain("Standard policy any more");
    expect((await to("EnhancedPolicy")).status).toBe(202);
  });
});
