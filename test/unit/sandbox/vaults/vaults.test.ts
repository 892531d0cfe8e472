import { describe, expect, it } from "vitest";
import {
  allRows,
  column,
  development,
  devVault,
  finish,
  itemPath,
  mainVault,
  pick,
  production,
  protectWith,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const sandpit = `${development}/resourceGroups/rg-Sandpit/providers/Microsoft.RecoveryServices/vaults/rsv-sandpit-eus2`;
const fresh = `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.RecoveryServices/vaults/rsv-fresh`;
const body = { location: "westeurope", sku: { name: "RS0", tier: "Standard" }, properties: {} };

describe("making a vault", () => {
  it("answers 201, provisions for some seconds, then succeeds with the default policies", async () => {
    const client = await startForTest();
    const made = await client.put(fresh, body);
    expect(made.status).toBe(201);
    expect(pick(made.body, "properties", "provisioningState")).toBe("Provisioning");
    expect(made.headers.get("retry-after")).toBe("1");
    const early = await client.follow(made.headers.get("azure-asyncoperation"));
    expect(pick(early.body, "status")).toBe("InProgress");
    const done = await finish(client, made, 3000);
    expect(pick(done.body, "status")).toBe("Succeeded");
    const vault = await client.get(fresh);
    expect(pick(vault.body, "properties", "provisioningState")).toBe("Succeeded");
    expect(pick(vault.body, "properties", "redundancySettings", "standardTierStorageRedundancy")).toBe("GeoRedundant");
    expect(column(await client.get(`${fresh}/backupPolicies`), "name")).toEqual([
      "HourlyLogBackup",
      "DefaultPolicy",
      "EnhancedPolicy",
    ]);
  });

  it("hands out URLs that any api-version opens", async () => {
    const client = await startForTest();
    const made = await client.put(fresh, body);
    const url = made.headers.get("azure-asyncoperation") ?? "";
    expect(url).toMatch(/^https:\/\/arm\.sandbox\.invalid\/.*&t=\d+&c=/u);
    const other = await client.follow(url.replace(/api-version=[^&]*/u, "api-version=2019-05-13-preview"));
    expect(other.status).toBe(200);
  });

  it.each([
    [fresh, "jioindiacentral", 400, "LocationNotAvailableForResourceType"],
    [fresh.replace("rg-dev-weu", "rg-missing"), "westeurope", 404, "ResourceGroupNotFound"],
    [`${fresh}_with_underscores`, "westeurope", 400, "InvalidResourceName"],
    [devVault, "northeurope", 409, "InvalidResourceLocation"],
  ])("refuses %s in %s", async (path, location, status, code) => {
    const client = await startForTest();
    const reply = await client.put(path, { ...body, location });
    expect(reply.status).toBe(status);
    expect(pick(reply.body, "error", "code")).toBe(code);
  });

  it.each([
    ["rsv-dev-weu", false, "AlreadyExists"],
    ["RSV-DEV-WEU", false, "AlreadyExists"],
    ["1st", false, "Invalid"],
    ["rsv-free", true, undefined],
  ])("says whether the name %s is free", async (name, nameAvailable, reason) => {
    const client = await startForTest();
    const reply = await client.post(
      `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.RecoveryServices/locations/westeurope/checkNameAvailability`,
      { name, type: "Microsoft.RecoveryServices/Vaults" },
    );
    expect(pick(reply.body, "nameAvailable")).toBe(nameAvailable);
    expect(pick(reply.body, "reason")).toBe(reason);
  });
});

describe("deleting a vault", () => {
  it("is Succeeded for a minute, and then 404: the status lives under the vault", async () => {
    const client = await startForTest();
    const accepted = await client.send("DELETE", sandpit);
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get("location")).toContain("/operationResults/");
    expect(pick((await finish(client, accepted, 3000)).body, "status")).toBe("Succeeded");
    expect((await client.get(sandpit)).status).toBe(404);
    const gone = await finish(client, accepted, 60_000);
    expect(gone.status).toBe(404);
    expect(pick(gone.body, "error", "code")).toBe("ResourceNotFound");
    expect((await client.send("DELETE", sandpit)).status).toBe(204);
  });

  it("lets nobody write into the vault any more, until its name is free", async () => {
    const client = await startForTest();
    const accepted = await client.send("DELETE", sandpit);
    const policy = pick((await client.get(`${sandpit}/backupPolicies/DefaultPolicy`)).body, "properties");
    const late = [
      await client.put(sandpit, { ...body, location: "eastus2" }),
      await client.send("PATCH", sandpit, { tags: { late: "yes" } }),
      await client.put(`${sandpit}/backupPolicies/late`, { properties: policy }),
    ];
    expect(late.map((reply) => [reply.status, pick(reply.body, "error", "code")])).toEqual(
      late.map(() => [409, "Conflict"]),
    );
    await finish(client, accepted, 3000);
    expect((await client.put(sandpit, { ...body, location: "eastus2" })).status).toBe(201);
  });

  it("is refused while the vault protects something", async () => {
    const client = await startForTest();
    const reply = await client.send("DELETE", devVault);
    expect(pick(reply.body, "error", "code")).toBe("ServiceResourceNotEmptyWithContainerDetails");
  });

  it("is refused while only soft-deleted items are left", async () => {
    const client = await startForTest();
    const reply = await client.send(
      "DELETE",
      `${production}/resourceGroups/rg-backup-uks/providers/Microsoft.RecoveryServices/vaults/rsv-archive-uks`,
    );
    expect(pick(reply.body, "error", "code")).toBe("ServiceResourceNotEmptyWithBackendMessage");
  });
});

describe("storage redundancy", () => {
  const config = "backupstorageconfig/vaultstorageconfig";
  const wanted = { properties: { storageModelType: "LocallyRedundant", storageType: "LocallyRedundant" } };

  it("can be changed while the vault is empty", async () => {
    const client = await startForTest();
    expect((await client.send("PATCH", `${sandpit}/${config}`, wanted)).status).toBe(204);
    const reply = await client.get(`${sandpit}/${config}`);
    expect(pick(reply.body, "properties", "storageModelType")).toBe("LocallyRedundant");
    expect(pick(reply.body, "properties", "storageTypeState")).toBe("Unlocked");
  });

  it("is locked once something is protected", async () => {
    const client = await startForTest();
    const state = await client.get(`${mainVault}/${config}`);
    expect(pick(state.body, "properties", "storageTypeState")).toBe("Locked");
    const reply = await client.send("PATCH", `${mainVault}/${config}`, wanted);
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("StorageModelModifyError");
  });

  it("set through the vault itself answers 202, and shuts the other way", async () => {
    const client = await startForTest();
    const accepted = await client.send("PATCH", sandpit, {
      properties: { redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } },
    });
    expect(accepted.status).toBe(202);
    expect(pick((await finish(client, accepted)).body, "status")).toBe("Succeeded");
    const other = await client.send("PATCH", `${sandpit}/${config}`, wanted);
    expect(pick(other.body, "error", "message")).toContain("you must again use the Vault API");
  });
});

describe("redundancy and cross-region restore", () => {
  const settings = async (client: TestClient) =>
    pick((await client.get(sandpit)).body, "properties", "redundancySettings");
  const patch = async (client: TestClient, redundancySettings: object) => {
    const reply = await client.send("PATCH", sandpit, { properties: { redundancySettings } });
    client.wait(10_000);
    return reply;
  };

  it("go together: a vault in one region has no other to restore to", async () => {
    const client = await startForTest();
    await patch(client, { crossRegionRestore: "Enabled" });
    expect(await settings(client)).toEqual({
      standardTierStorageRedundancy: "GeoRedundant",
      crossRegionRestore: "Enabled",
    });
    await patch(client, { standardTierStorageRedundancy: "LocallyRedundant" });
    expect(await settings(client)).toEqual({
      standardTierStorageRedundancy: "LocallyRedundant",
      crossRegionRestore: "Disabled",
    });
  });

  it.each([{ standardTierStorageRedundancy: "ReadAccessGeo" }, { crossRegionRestore: "Perhaps" }])(
    "are not what nobody knows: %o",
    async (unknown) => {
      const client = await startForTest();
      const before = await settings(client);
      const reply = await patch(client, unknown);
      expect([reply.status, pick(reply.body, "error", "code")]).toEqual([400, "BMSUserErrorInvalidInput"]);
      expect(await settings(client)).toEqual(before);
    },
  );

  it.each([
    ["the vault", mainVault, { properties: { redundancySettings: { crossRegionRestore: "Disabled" } } }],
    [
      "its storage configuration",
      `${mainVault}/backupstorageconfig/vaultstorageconfig`,
      { properties: { crossRegionRestoreFlag: false } },
    ],
  ])("stay on with something protected, through %s too", async (_, path, body) => {
    const client = await startForTest();
    const reply = await client.send("PATCH", path, body);
    expect(pick(reply.body, "error", "code")).toBe("StorageModelModifyError");
  });
});

describe("what a vault holds", () => {
  it("pages its policies, and filters them by kind", async () => {
    const client = await startForTest();
    const first = await client.get(`${mainVault}/backupPolicies`);
    const all = await allRows(client, `${mainVault}/backupPolicies`);
    expect(all.length).toBeGreaterThan(rows(first).length);
    const filtered = await allRows(
      client,
      `${mainVault}/backupPolicies?$filter=${encodeURIComponent("backupManagementType eq 'AzureIaasVM'")}`,
    );
    expect(filtered).toHaveLength(all.length - 1);
  });

  it("makes a policy and counts its items", async () => {
    const client = await startForTest();
    const { body: before } = await client.get(`${devVault}/backupPolicies/daily-dev-7d`);
    expect(pick(before, "properties", "protectedItemsCount")).toBe(2);
    const made = await client.put(`${devVault}/backupPolicies/copy`, { properties: pick(before, "properties") });
    expect(made.status).toBe(200);
    expect(pick(made.body, "properties", "protectedItemsCount")).toBe(0);
    expect((await client.send("DELETE", `${devVault}/backupPolicies/copy`)).status).toBe(200);
    expect((await client.send("DELETE", `${devVault}/backupPolicies/daily-dev-7d`)).status).toBe(400);
  });

  it("keeps a policy that an item is just being given", async () => {
    const client = await startForTest();
    const item = itemPath(devVault, "rg-dev-weu", "dev-test-01");
    const vm = vmPath(development, "rg-dev-weu", "dev-test-01");
    const accepted = await client.put(item, protectWith(vm, devVault, "EnhancedPolicy"));
    const remove = () => client.send("DELETE", `${devVault}/backupPolicies/EnhancedPolicy`);
    expect(pick((await remove()).body, "error", "code")).toBe("BMSUserErrorPolicyInUse");
    await finish(client, accepted);
    expect((await remove()).status).toBe(400);
  });

  it("counts items in usages and in usage summaries", async () => {
    const client = await startForTest();
    const usages = rows(await client.get(`${mainVault}/usages`));
    const count = usages.find((row) => pick(row, "name", "value") === "ProtectedItemCount");
    expect(pick(count, "currentValue")).toBe(11);
    const filter = encodeURIComponent("type eq 'BackupProtectedItemCountSummary'");
    const summary = await client.get(`${mainVault}/backupUsageSummaries?$filter=${filter}`);
    expect(column(summary, "currentValue")).toEqual([11]);
  });

  it("has no resource guard", async () => {
    const client = await startForTest();
    expect((await client.get(`${mainVault}/backupResourceGuardProxies`)).body).toEqual({ value: [] });
  });

  it("pages its jobs, newest first, and filters them by status, operation and time", async () => {
    const client = await startForTest();
    const first = await client.get(`${mainVault}/backupJobs`);
    expect(pick(first.body, "nextLink")).toBeTypeOf("string");
    const all = await allRows(client, `${mainVault}/backupJobs`);
    const times = all.map((row) => String(pick(row, "properties", "startTime")));
    expect(times).toEqual(times.toSorted().toReversed());
    const failed = await allRows(
      client,
      `${mainVault}/backupJobs?$filter=${encodeURIComponent("status eq 'Failed' and operation eq 'Backup' and startTime eq '2026-10-12 12:00:00 PM' and endTime eq '2026-10-14 11:00:00 PM'")}`,
    );
    expect(failed.map((row) => pick(row, "properties", "entityFriendlyName")).toSorted()).toEqual([
      "erp-app-02",
      "erp-app-02",
      "erp-print-01",
      "erp-print-01",
    ]);
  });

  it("refuses a filter that is not one", async () => {
    const client = await startForTest();
    expect((await client.get(`${mainVault}/backupJobs?$filter=status%20is%20Failed`)).status).toBe(400);
  });

  it("is deleted at once for clients of a version that knows no long-running deletion", async () => {
    const client = await startForTest();
    const vault = `${production}/resourceGroups/rg-backup-weu/providers/Microsoft.RecoveryServices/vaults/rsv-brief`;
    await client.put(vault, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
    client.wait(10_000);
    expect((await client.send("DELETE", `${vault}?api-version=2022-10-01`)).status).toBe(200);
    expect((await client.get(vault)).status).toBe(404);
  });
});
