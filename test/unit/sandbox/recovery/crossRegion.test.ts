import { describe, expect, test } from "vitest";
import { column, devVault, itemPath, mainVault, pick, production, rows, startForTest, vmPath } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");
const pair = `${production}/providers/Microsoft.RecoveryServices/locations/northeurope`;
const version = "api-version=2023-01-15";
const group = `${production}/resourceGroups/rg-shop-weu`;

/** A sandbox whose main vault copies to its pair. */
async function copying(): Promise<TestClient> {
  const client = await startForTest();
  const path = `${mainVault}/backupstorageconfig/vaultstorageconfig`;
  const properties = { storageModelType: "GeoRedundant", crossRegionRestoreFlag: true };
  expect((await client.send("PATCH", path, { properties })).status).toBe(204);
  return client;
}

async function tokenFor(client: TestClient, point: string): Promise<Reply> {
  const service = await client.get(`${pair}/backupAadProperties?${version}`);
  const properties = pick(service.body, "properties");
  return client.post(`${item}/recoveryPoints/${point}/accessToken?${version}`, { properties });
}

function request(access: unknown, point: string, more: object = {}): unknown {
  return {
    crossRegionRestoreAccessDetails: access,
    restoreRequest: {
      objectType: "IaasVMRestoreRequest",
      recoveryType: "RestoreDisks",
      recoveryPointId: point,
      sourceResourceId: vmPath(production, "rg-shop-weu", "shop-web-01"),
      region: "northeurope",
      storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/elsewhere`,
      targetResourceGroupId: group,
      ...more,
    },
  };
}

describe("the paired region", () => {
  test("is for vaults whose redundancy is geo-redundant, whichever request says so", async () => {
    const client = await startForTest();
    const empty = `${devVault}-empty`;
    const sku = { name: "RS0", tier: "Standard" };
    await client.put(empty, { location: "westeurope", sku, properties: {} });
    client.wait(60_000);
    const path = `${empty}/backupstorageconfig/vaultstorageconfig`;
    const before = (await client.get(path)).body;
    for (const [method, properties] of [
      ["PUT", { storageModelType: "LocallyRedundant", crossRegionRestoreFlag: true }],
      ["PATCH", { storageType: "ZoneRedundant", crossRegionRestoreFlag: true }],
    ] as const) {
      const refused = await client.send(method, path, { properties });
      expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "BMSUserErrorInvalidInput"]);
    }
    expect((await client.get(path)).body).toEqual(before);
  });

  test("shows nothing of a vault that does not copy to it", async () => {
    const client = await startForTest();
    expect((await client.get(`${devVault}/backupProtectedItems/?${version}`)).body).toEqual({ value: [] });
    const [id] = column(await client.get(`${devVault}/backupProtectedItems`), "id").map(String);
    expect((await client.get(`${id ?? ""}/recoveryPoints/?${version}`)).body).toEqual({ value: [] });
    const [point] = column(await client.get(`${id ?? ""}/recoveryPoints`), "name").map(String);
    const token = await client.post(`${id ?? ""}/recoveryPoints/${point ?? ""}/accessToken?${version}`, {});
    expect(token.status).toBe(400);
  });

  test("has the items, and the points that have been in the vault for a while", async () => {
    const client = await copying();
    expect(rows(await client.get(`${mainVault}/backupProtectedItems/?${version}`)).length).toBeGreaterThan(0);
    const there = await client.get(`${item}/recoveryPoints/?${version}`);
    expect(rows(there).length).toBeGreaterThan(0);
    expect(pick(rows(there)[0], "properties", "recoveryPointTierDetails")).toEqual([
      { type: "HardenedRP", status: "Valid" },
    ]);
    expect((await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } })).status).toBe(
      202,
    );
    client.wait(60_000);
    const names = async (path: string): Promise<number> => rows(await client.get(path)).length;
    const before = await names(`${item}/recoveryPoints/?${version}`);
    expect(before).toBe(rows(there).length);
    client.wait(13 * 3_600_000);
    expect(await names(`${item}/recoveryPoints/?${version}`)).toBe(before + 1);
  });

  test("tells of the security of a point only in versions that have it", async () => {
    const client = await copying();
    const point = String(column(await client.get(`${item}/recoveryPoints/?${version}`), "name")[0]);
    const old = await client.get(`${item}/recoveryPoints/${point}?${version}`);
    expect(pick(old.body, "properties")).not.toHaveProperty("securityType");
    expect(pick(old.body, "properties")).not.toHaveProperty("isPrivateAccessEnabledOnAnyDisk");
    const newer = await client.get(`${item}/recoveryPoints/${point}?api-version=2023-06-01`);
    expect(pick(newer.body, "properties")).toMatchObject({
      securityType: "None",
      isPrivateAccessEnabledOnAnyDisk: false,
    });
  });

  test("restores disks there, followed by its own operation and job", async () => {
    const client = await copying();
    const point = String(column(await client.get(`${item}/recoveryPoints/?${version}`), "name")[0]);
    const access = pick((await tokenFor(client, point)).body, "properties");
    const accepted = await client.post(`${pair}/backupCrossRegionRestore?${version}`, request(access, point));
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(202);
    const url = accepted.headers.get("azure-asyncoperation");
    expect(url).toContain("/locations/northeurope/backupCrrOperationsStatus/");
    client.wait(2000);
    const status = await client.follow(url);
    const jobName = String(pick(status.body, "properties", "jobId"));
    const job = await client.post(`${pair}/backupCrrJob?${version}`, { resourceId: mainVault, jobName });
    expect(pick(job.body, "properties", "operation")).toBe("CrossRegionRestore");
    expect(pick(job.body, "properties", "extendedInfo", "propertyBag", "Vault name")).toBe("rsv-larkmoor-weu");
    expect(column(await client.get(`${mainVault}/backupJobs`), "name")).not.toContain(jobName);
    expect((await client.get(`${mainVault}/backupJobs/${jobName}`)).status).toBe(404);
    client.wait(60_000);
    const jobs = await client.post(`${pair}/backupCrrJobs?${version}`, { resourceId: mainVault });
    expect(column(jobs, "properties", "status")).toEqual(["Completed"]);
    const disks = await client.get(`${group}/providers/Microsoft.Compute/disks?api-version=2024-03-02`);
    expect(column(disks, "location")).toContain("northeurope");
  });

  test.each([
    ["another region", { region: "westeurope" }],
    ["replacing disks", { recoveryType: "OriginalLocation" }],
    ["a disk encryption set", { diskEncryptionSetId: `${group}/providers/Microsoft.Compute/diskEncryptionSets/keys` }],
    [
      "the source's private endpoints",
      { targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: "SameAsOnSourceDisks" } },
    ],
  ])("refuses %s", async (_, more) => {
    const client = await copying();
    const point = String(column(await client.get(`${item}/recoveryPoints/?${version}`), "name")[0]);
    const access = pick((await tokenFor(client, point)).body, "properties");
    const reply = await client.post(`${pair}/backupCrossRegionRestore?${version}`, request(access, point, more));
    expect(reply.status).toBe(400);
  });

  test("gives a token only for the service of the paired region", async () => {
    const client = await copying();
    const point = String(column(await client.get(`${item}/recoveryPoints/?${version}`), "name")[0]);
    const audience = "https://RecoveryServices/IaasCoord/aadmgmt/westeurope";
    for (const body of [{}, { properties: { audience } }]) {
      expect((await client.post(`${item}/recoveryPoints/${point}/accessToken?${version}`, body)).status).toBe(400);
    }
  });

  test("refuses a token that it did not give", async () => {
    const client = await copying();
    const reply = await client.post(
      `${pair}/backupCrossRegionRestore?${version}`,
      request({ accessTokenString: "x" }, "1"),
    );
    expect(reply.status).toBe(400);
  });
});
