import { describe, expect, it } from "vitest";
import {
  changePolicy,
  column,
  development,
  devVault,
  finish,
  itemPath,
  monthlyPolicy,
  pick,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const toArchive = {
  objectType: "MoveRPAcrossTiersRequest",
  sourceTierType: "HardenedRP",
  targetTierType: "ArchivedRP",
};

async function newestPoint(client: TestClient): Promise<string> {
  return `${item}/recoveryPoints/${String(column(await client.get(`${item}/recoveryPoints`), "name")[0])}`;
}

function fileRecovery(point: string): unknown {
  return {
    properties: {
      objectType: "IaasVMILRRegistrationRequest",
      recoveryPointId: point.split("/").at(-1),
      virtualMachineId: vm,
      initiatorName: "dev-sql-01",
      renewExistingRegistration: true,
    },
  };
}

describe("file recovery", () => {
  it("hands out a script in the status, and the disks stay mounted until they are unmounted", async () => {
    const client = await startForTest();
    const point = await newestPoint(client);
    const accepted = await client.post(`${point}/provisionInstantItemRecovery`, fileRecovery(point));
    expect(accepted.status).toBe(202);
    const done = await finish(client, accepted, 4000);
    expect(pick(done.body, "properties", "objectType")).toBe("OperationStatusProvisionILRExtendedInfo");
    const script = pick(done.body, "properties", "recoveryTarget", "clientScripts", 0);
    expect(pick(script, "osType")).toBe("Windows");
    expect(Buffer.from(String(pick(script, "scriptContent")), "base64").toString()).toContain("Write-Output");
    expect(pick((await client.get(point)).body, "properties", "isInstantIlrSessionActive")).toBe(true);

    expect((await client.post(`${point}/revokeInstantItemRecovery`)).status).toBe(202);
    expect(pick((await client.get(point)).body, "properties", "isInstantIlrSessionActive")).toBe(false);
    expect((await client.post(`${point}/revokeInstantItemRecovery`)).status).toBe(400);
  });

  it("ends by itself after twelve hours", async () => {
    const client = await startForTest();
    const point = await newestPoint(client);
    await client.post(`${point}/provisionInstantItemRecovery`, fileRecovery(point));
    client.wait(12 * 3_600_000);
    expect(pick((await client.get(point)).body, "properties", "isInstantIlrSessionActive")).toBe(false);
  });
});

describe("the archive tier", () => {
  it("does not take a recovery point that is younger than three months", async () => {
    const client = await startForTest();
    const refused = await client.post(`${await newestPoint(client)}/move`, toArchive);
    expect(pick(refused.body, "error", "code")).toBe("UserErrorRecoveryPointNotReadyForMove");
    expect(rows(await client.post(`${item}/recoveryPointsRecommendedForMove`, {}))).toEqual([]);
  });

  it("takes an old one by a job, and the copy in the vault is gone; restoring it then needs rehydration", async () => {
    const client = await startForTest();
    const point = await newestPoint(client);
    const name = point.split("/").at(-1);
    await changePolicy(client, devVault, item, vm, monthlyPolicy([14]));
    client.wait(100 * 86_400_000);
    const asked = { objectType: "ListRecoveryPointsRecommendedForMoveRequest", excludedRPList: [] };
    const advice = await client.post(`${item}/recoveryPointsRecommendedForMove`, asked);
    expect(column(advice, "name")).toContain(name);
    const accepted = await client.post(`${point}/move`, toArchive);
    expect(accepted.status).toBe(202);
    await finish(client, accepted, 10_000);
    const moved = await client.get(point);
    expect(pick(moved.body, "properties", "recoveryPointTierDetails")).toEqual([
      { type: "ArchivedRP", status: "Valid" },
    ]);
    const request = {
      objectType: "IaasVMRestoreRequest",
      recoveryPointId: name,
      recoveryType: "RestoreDisks",
      sourceResourceId: vm,
      storageAccountId: `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.Storage/storageAccounts/stdev`,
      region: "westeurope",
    };
    const refused = await client.post(`${point}/restore`, { properties: request });
    expect(pick(refused.body, "error", "code")).toBe("UserErrorRecoveryPointInArchiveTier");
    const rehydrating = {
      ...request,
      objectType: "IaasVMRestoreWithRehydrationRequest",
      recoveryPointRehydrationInfo: { rehydrationRetentionDuration: "P7D", rehydrationPriority: "Standard" },
    };
    expect((await client.post(`${point}/restore`, { properties: rehydrating })).status).toBe(202);
    const tier = async (): Promise<unknown> =>
      pick((await client.get(point)).body, "properties", "recoveryPointTierDetails", 0, "status");
    expect(await tier()).toBe("Rehydrated");
    client.wait(7 * 86_400_000);
    expect(await tier()).toBe("Valid");
  });
});

describe("storage accounts", () => {
  it("are made, shown and deleted; az asks for a classic one first and gets 404", async () => {
    const client = await startForTest();
    const providers = `${development}/resourceGroups/rg-dev-weu/providers`;
    const path = `${providers}/Microsoft.Storage/storageAccounts/ststaging01?api-version=2016-01-01`;
    const classic = `${providers}/Microsoft.ClassicStorage/storageAccounts/ststaging01?api-version=2015-12-01`;
    expect((await client.get(classic)).status).toBe(404);
    expect((await client.get(path)).status).toBe(404);
    const made = await client.put(path, { location: "westeurope", sku: { name: "Standard_GRS" }, kind: "StorageV2" });
    expect(made.status).toBe(200);
    expect((await client.get(path)).body).toEqual(made.body);
    expect((await client.send("DELETE", path)).status).toBe(200);
    expect((await client.send("DELETE", path)).status).toBe(204);
  });
});
