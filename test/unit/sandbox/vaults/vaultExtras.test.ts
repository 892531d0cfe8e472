import { describe, expect, test } from "vitest";
import {
  column,
  devVault,
  development,
  itemPath,
  mainVault,
  pick,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";

const place = `${development}/providers/Microsoft.RecoveryServices/locations/westeurope`;
const container = itemPath(mainVault, "rg-shop-weu", "shop-web-01").split("/protectedItems/")[0] ?? "";

describe("a container", () => {
  test("is shown by its name, is not registered by hand, and stays while it holds data", async () => {
    const client = await startForTest();
    expect(pick((await client.get(container)).body, "properties", "friendlyName")).toBe("shop-web-01");
    expect((await client.put(container, { properties: {} })).status).toBe(400);
    expect((await client.send("DELETE", container)).status).toBe(400);
    const inquiry = await client.post(`${container}/inquire`);
    client.wait(5000);
    expect(pick((await client.follow(inquiry.headers.get("azure-asyncoperation"))).body, "status")).toBe("Succeeded");
    expect((await client.get(container.replace("shop-web-01", "none"))).status).toBe(404);
    expect((await client.send("DELETE", container.replace("shop-web-01", "none"))).status).toBe(204);
  });
});

describe("an intent to protect", () => {
  const intent = `${devVault}/backupFabrics/Azure/backupProtectionIntent/vm;iaasvmcontainerv2;rg-dev-weu;dev-web-01`;

  test("protects the machine", async () => {
    const client = await startForTest();
    const unprotected = rows(await client.get(`${devVault}/backupProtectableItems`));
    const vmId = String(pick(unprotected[0], "properties", "virtualMachineId"));
    const key = String(pick(unprotected[0], "name"));
    const path = intent.replace("iaasvmcontainerv2;rg-dev-weu;dev-web-01", key);
    const properties = {
      protectionIntentItemType: "AzureResourceItem",
      sourceResourceId: vmId,
      policyId: `${devVault}/backupPolicies/EnhancedPolicy`,
    };
    expect((await client.get(path)).status).toBe(404);
    const made = await client.put(path, { properties });
    expect([made.status, pick(made.body, "properties", "protectionState")]).toEqual([200, "Protecting"]);
    client.wait(20_000);
    expect(pick((await client.get(path)).body, "properties", "protectionState")).toBe("Protected");
    expect(column(await client.get(`${devVault}/backupProtectionIntents`), "name")).toContain(`vm;${key}`);
    expect((await client.send("DELETE", path)).status).toBe(204);
  });

  test("is refused as the protection would be", async () => {
    const client = await startForTest();
    const properties = { protectionIntentItemType: "AzureResourceItem", sourceResourceId: "nothing", policyId: "" };
    expect((await client.put(intent, { properties })).status).toBe(400);
  });
});

describe("less frequent questions", () => {
  test("jobs are exported as an operation of their own", async () => {
    const client = await startForTest();
    const accepted = await client.post(`${mainVault}/backupJobsExport`);
    expect([accepted.status, accepted.headers.get("azure-asyncoperation")]).toEqual([202, null]);
    const url = accepted.headers.get("location");
    expect((await client.follow(url)).status).toBe(202);
    client.wait(10_000);
    const done = await client.follow(url);
    expect(pick(done.body, "operation", "blobUrl")).toContain("https://");
  });

  test("a security PIN is good for minutes", async () => {
    const client = await startForTest();
    const { body } = await client.post(`${mainVault}/backupSecurityPIN`, {});
    expect(pick(body, "securityPIN")).toMatch(/^\d{6}$/);
  });

  test("features, zones of private endpoints and deleted vaults of a region", async () => {
    const client = await startForTest();
    const feature = await client.post(`${place}/backupValidateFeatures`, {
      featureType: "AzureVMResourceBackup",
      vmSize: "Standard_D4s_v5",
    });
    expect(pick(feature.body, "supportStatus")).toBe("Supported");
    const zones = await client.post(`${place}/capabilities`, {
      type: "Microsoft.RecoveryServices/vaults",
      properties: { dnsZones: [{ subResource: "AzureBackup" }] },
    });
    expect(pick(zones.body, "properties", "dnsZones", 0, "requiredZoneNames", 0)).toContain("westeurope");
  });

  test("suspended backups keep their policy", async () => {
    const client = await startForTest();
    const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");
    const securitySettings = { immutabilitySettings: { state: "Unlocked" } };
    await client.send("PATCH", mainVault, { properties: { securitySettings } });
    client.wait(5000);
    const before = pick((await client.get(item)).body, "properties", "policyId");
    const vm = vmPath(mainVault.split("/resourceGroups/")[0] ?? "", "rg-shop-weu", "shop-web-01");
    const properties = { sourceResourceId: vm, policyId: before, protectionState: "BackupsSuspended" };
    await client.put(item, { properties: { protectedItemType: "Microsoft.Compute/virtualMachines", ...properties } });
    client.wait(10_000);
    const after = (await client.get(item)).body;
    expect(pick(after, "properties", "protectionState")).toBe("BackupsSuspended");
    expect(pick(after, "properties", "policyId")).toBe(before);
  });
});
