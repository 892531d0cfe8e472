import { describe, expect, test } from "vitest";
import {
  devVault,
  development,
  itemPath,
  mainVault,
  pick,
  production,
  readOnly,
  rows,
  startForTest,
} from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const guardId = `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.DataProtection/resourceGuards/guard`;
const mapping = `${mainVault}/backupResourceGuardProxies/VaultProxy`;
const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");

/** A vault that is guarded by a new guard in another subscription. */
async function guardedVault(excluded: readonly string[] = []): Promise<TestClient> {
  const client = await startForTest();
  const made = await client.put(guardId, {
    location: "westeurope",
    properties: { vaultCriticalOperationExclusionList: excluded },
  });
  expect(made.status).toBe(201);
  expect((await client.put(mapping, { properties: { resourceGuardResourceId: guardId } })).status).toBe(200);
  return client;
}

function code(reply: Reply): unknown {
  return [reply.status, pick(reply.body, "error", "code")];
}

const missing = [400, "BMSUserErrorResourceGuardOperationRequestRequired"];

describe("a vault with a Resource Guard", () => {
  test("lists its mapping with what is guarded, and says so itself", async () => {
    const client = await guardedVault();
    const [row] = rows(await client.get(`${mainVault}/backupResourceGuardProxies`));
    expect(pick(row, "properties", "resourceGuardResourceId")).toBe(guardId);
    expect(pick(row, "properties", "resourceGuardOperationDetails")).toContainEqual({
      vaultCriticalOperation:
        "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/delete",
      defaultResourceRequest: `${guardId}/deleteProtectedItemRequests/default`,
    });
    const vault = await client.get(mainVault);
    expect(pick(vault.body, "properties", "securitySettings", "multiUserAuthorization")).toBe("Enabled");
    expect((await client.get(`${devVault}/backupResourceGuardProxies`)).body).toEqual({ value: [] });
  });

  test("deletes data only when that very item was unlocked, and for a while only", async () => {
    const client = await guardedVault();
    expect(code(await client.send("DELETE", item))).toEqual(missing);
    const unlock = () =>
      client.post(`${mapping}/unlockDelete`, {
        resourceGuardOperationRequests: [`${guardId}/deleteProtectedItemRequests/default`],
        resourceToBeDeleted: item,
      });
    const unlocked = await unlock();
    expect(unlocked.status).toBe(200);
    const until = Date.parse(String(pick(unlocked.body, "unlockDeleteExpiryTime")));
    expect(code(await client.send("DELETE", itemPath(mainVault, "rg-shop-weu", "shop-sql-01")))).toEqual(missing);
    client.wait(until - Date.UTC(2026, 9, 14, 12) + 1);
    expect(code(await client.send("DELETE", item))).toEqual(missing);
    await unlock();
    expect((await client.send("DELETE", item)).status).toBe(202);
  });

  test("stops protection and turns soft delete off only with the guard's request", async () => {
    const client = await guardedVault();
    const stop = (requests: readonly string[]): Promise<Reply> =>
      client.put(item, {
        properties: {
          protectedItemType: "Microsoft.Compute/virtualMachines",
          protectionState: "ProtectionStopped",
          policyId: "",
          resourceGuardOperationRequests: requests,
        },
      });
    expect(code(await stop([]))).toEqual(missing);
    expect((await stop([`${guardId}/stopProtectionWithRetainDataRequests/default`])).status).toBe(202);
    const config = `${mainVault}/backupconfig/vaultconfig`;
    const off = { softDeleteFeatureState: "Disabled" };
    expect(code(await client.send("PATCH", config, { properties: off }))).toEqual(missing);
    const requests = { resourceGuardOperationRequests: [`${guardId}/disableSoftDeleteRequests/default`] };
    expect((await client.send("PATCH", config, { properties: { ...off, ...requests } })).status).toBe(200);
  });

  test("protects with a policy that keeps less only with the guard's request", async () => {
    const client = await guardedVault();
    const protectWith = (policy: string, ...requests: readonly string[]): Promise<Reply> =>
      client.put(item, {
        properties: {
          protectedItemType: "Microsoft.Compute/virtualMachines",
          policyId: `${mainVault}/backupPolicies/${policy}`,
          resourceGuardOperationRequests: requests,
        },
      });
    expect(code(await protectWith("daily-finance-bronze"))).toEqual(missing);
    const allowed = await protectWith("daily-finance-bronze", `${guardId}/updateProtectedItemRequests/default`);
    expect(allowed.status).toBe(202);
  });

  test("does not ask for what the guard leaves out", async () => {
    const client = await guardedVault([
      "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/delete",
    ]);
    expect((await client.send("DELETE", item)).status).toBe(202);
  });

  test("gives the mapping up only after it was unlocked", async () => {
    const client = await guardedVault();
    expect(code(await client.send("DELETE", mapping))).toEqual(missing);
    await client.post(`${mapping}/unlockDelete`, {
      resourceGuardOperationRequests: [`${guardId}/deleteResourceGuardProxyRequests/default`],
      resourceToBeDeleted: mapping,
    });
    expect((await client.send("DELETE", mapping)).status).toBe(200);
    expect((await client.send("DELETE", mapping)).status).toBe(204);
    expect((await client.send("DELETE", item)).status).toBe(202);
  });

  test("is unlocked for its own mapping where the request names nothing, as that of az does", async () => {
    const client = await guardedVault();
    const unlocked = await client.post(`${mapping}/unlockDelete`, {
      resourceGuardOperationRequests: [`${guardId}/deleteResourceGuardProxyRequests/default`],
    });
    expect(unlocked.status).toBe(200);
    expect(code(await client.send("DELETE", item))).toEqual(missing);
    expect((await client.send("DELETE", mapping)).status).toBe(200);
  });

  test("lets nobody pass who has no role on the guard", async () => {
    const theirs = `${readOnly}/resourceGroups/rg-theirs/providers/Microsoft.DataProtection/resourceGuards/guard`;
    const state = await startForTest({
      estate: JSON.stringify({
        subscriptions: [
          { subscriptionId: production.split("/")[2] },
          { subscriptionId: readOnly.split("/")[2], access: "reader" },
        ],
        resources: [
          { id: mainVault, location: "westeurope" },
          { id: theirs, location: "westeurope", properties: {} },
        ],
      }),
    });
    await state.put(mapping, { properties: { resourceGuardResourceId: theirs } });
    const reply = await state.post(`${mapping}/unlockDelete`, {
      resourceGuardOperationRequests: [`${theirs}/deleteProtectedItemRequests/default`],
      resourceToBeDeleted: item,
    });
    expect(code(reply)).toEqual([403, "LinkedAuthorizationFailed"]);
  });

  test("has its guard in its own region, and keeps it", async () => {
    const client = await guardedVault();
    const north = `${guardId}-north`;
    await client.put(north, { location: "northeurope" });
    expect((await client.put(mapping, { properties: { resourceGuardResourceId: north } })).status).toBe(400);
    expect((await client.send("DELETE", guardId)).status).toBe(400);
    expect((await client.put(mapping, { properties: { resourceGuardResourceId: `${guardId}-none` } })).status).toBe(
      404,
    );
    expect(rows(await client.get(`${guardId}/deleteProtectedItemRequests`))).toHaveLength(1);
    expect((await client.get(`${guardId}/oopsRequests/default`)).status).toBe(404);
  });
});

describe("the settings of a vault", () => {
  const patch = (client: TestClient, properties: unknown, more: object = {}): Promise<Reply> =>
    client.send("PATCH", devVault, { properties, ...more });
  const settings = async (client: TestClient, ...path: readonly string[]): Promise<unknown> => {
    client.wait(60_000);
    return pick((await client.get(devVault)).body, "properties", ...path);
  };

  test("immutability is locked for good", async () => {
    const client = await startForTest();
    const to = (state: string): Promise<Reply> =>
      patch(client, { securitySettings: { immutabilitySettings: { state } } });
    expect((await to("Unlocked")).status).toBe(202);
    expect(await settings(client, "securitySettings", "immutabilitySettings", "state")).toBe("Unlocked");
    expect((await to("Disabled")).status).toBe(202);
    expect((await to("Locked")).status).toBe(202);
    expect((await to("Disabled")).status).toBe(400);
    expect((await to("Maybe")).status).toBe(400);
  });

  test("soft delete has 14 to 180 days, and always on stays", async () => {
    const client = await startForTest();
    const to = (softDeleteState: string, softDeleteRetentionPeriodInDays: number): Promise<Reply> =>
      patch(client, { securitySettings: { softDeleteSettings: { softDeleteState, softDeleteRetentionPeriodInDays } } });
    expect((await to("Enabled", 13)).status).toBe(400);
    expect((await to("Enabled", 181)).status).toBe(400);
    expect((await to("AlwaysON", 30)).status).toBe(202);
    expect(await settings(client, "securitySettings", "softDeleteSettings", "softDeleteRetentionPeriodInDays")).toBe(
      30,
    );
    expect((await to("Disabled", 30)).status).toBe(400);
    expect((await to("AlwaysON", 20)).status).toBe(400);
    const config = await client.get(`${devVault}/backupconfig/vaultconfig`);
    expect(pick(config.body, "properties", "softDeleteFeatureState")).toBe("AlwaysON");
    expect(pick(config.body, "properties", "isSoftDeleteFeatureStateEditable")).toBe(false);
  });

  test("cross-subscription restore can be switched off for good", async () => {
    const client = await startForTest();
    const to = (crossSubscriptionRestoreState: string): Promise<Reply> =>
      patch(client, { restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState } } });
    expect((await to("Disabled")).status).toBe(202);
    expect((await to("Enabled")).status).toBe(202);
    expect((await to("PermanentlyDisabled")).status).toBe(202);
    expect((await to("Enabled")).status).toBe(400);
  });

  test("an identity gets a principal; a customer's key needs one and a vault without items", async () => {
    const client = await startForTest();
    const fresh = `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.RecoveryServices/vaults/fresh`;
    await client.put(fresh, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
    client.wait(60_000);
    const encryption = { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" } };
    expect((await client.send("PATCH", fresh, { properties: { encryption } })).status).toBe(400);
    expect((await client.send("PATCH", fresh, { identity: { type: "SystemAssigned" } })).status).toBe(202);
    client.wait(60_000);
    expect(pick((await client.get(fresh)).body, "identity", "principalId")).toMatch(/^[0-9a-f-]{36}$/);
    expect((await client.send("PATCH", fresh, { properties: { encryption } })).status).toBe(202);
    expect((await client.send("PATCH", fresh, { identity: { type: "None" } })).status).toBe(400);
    expect((await patch(client, { encryption }, { identity: { type: "SystemAssigned" } })).status).toBe(400);
    expect((await client.send("PATCH", devVault, { identity: { type: "None" } })).status).toBe(200);
  });
});
