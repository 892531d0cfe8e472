import { describe, expect, it } from "vitest";
import type { VaultChange } from "../../src/azure/models";
import { found, useWorld } from "./openSandbox";

const world = useWorld();

async function weu() {
  return world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
}

describe("changing a vault's settings", () => {
  it.each<[VaultChange, object]>([
    [
      { kind: "softDelete", state: "Enabled", days: 60 },
      { softDelete: "Enabled", softDeleteDays: 60 },
    ],
    [
      { kind: "softDelete", state: "AlwaysOn", days: 30 },
      { softDelete: "AlwaysOn", softDeleteDays: 30 },
    ],
    [{ kind: "softDelete", state: "Disabled", days: 14 }, { softDelete: "Disabled" }],
    [{ kind: "immutability", state: "Unlocked" }, { immutability: "Unlocked" }],
    [{ kind: "immutability", state: "Locked" }, { immutability: "Locked" }],
    [{ kind: "crossSubscriptionRestore", state: "Disabled" }, { crossSubscriptionRestore: "Disabled" }],
    [
      { kind: "crossSubscriptionRestore", state: "PermanentlyDisabled" },
      { crossSubscriptionRestore: "PermanentlyDisabled" },
    ],
    [{ kind: "systemIdentity", state: "Enabled" }, { systemIdentity: "Enabled" }],
    [{ kind: "publicNetworkAccess", state: "Disabled" }, { publicNetworkAccess: "Disabled" }],
    [{ kind: "jobFailureAlerts", state: "Disabled" }, { jobFailureAlerts: "Disabled" }],
    [{ kind: "classicAlerts", state: "Enabled" }, { classicAlerts: "Enabled" }],
    [{ kind: "tag", name: "team", value: "shop" }, { tags: { team: "shop" } }],
    [{ kind: "tag", name: "team", value: undefined }, { tags: {} }],
  ])("%j is what Azure has then, and nothing else changes", async (change, after) => {
    const { connection } = world();
    const vault = await weu();
    const before = await connection.getVaultSecurity(vault.id);
    await connection.changeVault(vault.id, change);
    const { softDeleteDays, ...rest } = await connection.getVaultSecurity(vault.id);
    expect({ softDeleteDays, ...rest }).toEqual({ ...before, softDeleteDays, ...after });
  });

  it("loses neither of two changes that are made at the same time to settings that Azure takes as a whole", async () => {
    const { connection } = world();
    const { id } = await weu();
    const other = world().connect();
    await other.getVault(id);
    await Promise.all([
      connection.changeVault(id, { kind: "jobFailureAlerts", state: "Disabled" }),
      other.changeVault(id, { kind: "classicAlerts", state: "Enabled" }),
    ]);
    expect(await connection.getVaultSecurity(id)).toMatchObject({
      jobFailureAlerts: "Disabled",
      classicAlerts: "Enabled",
    });
  });

  it("keeps the tags that others set meanwhile, and compares their names without case", async () => {
    const { connection } = world();
    const { id } = await weu();
    const other = world().connect();
    await Promise.all([
      connection.changeVault(id, { kind: "tag", name: "team", value: "shop" }),
      other.changeVault(id, { kind: "tag", name: "env", value: "prod" }),
    ]);
    await other.changeVault(id, { kind: "tag", name: "Team", value: "depot" });
    expect((await connection.getVaultSecurity(id)).tags).toEqual({ env: "prod", Team: "depot" });
    await connection.changeVault(id, { kind: "tag", name: "ENV", value: undefined });
    expect((await connection.getVaultSecurity(id)).tags).toEqual({ Team: "depot" });
  });

  it("gives the identity back when it is turned off", async () => {
    const { connection } = world();
    const vault = await weu();
    await connection.changeVault(vault.id, { kind: "systemIdentity", state: "Enabled" });
    await connection.changeVault(vault.id, { kind: "systemIdentity", state: "Disabled" });
    expect((await connection.getVaultSecurity(vault.id)).systemIdentity).toBe("Disabled");
  });

  it.each<[VaultChange, VaultChange]>([
    [
      { kind: "immutability", state: "Locked" },
      { kind: "immutability", state: "Disabled" },
    ],
    [
      { kind: "softDelete", state: "AlwaysOn", days: 14 },
      { kind: "softDelete", state: "Disabled", days: 14 },
    ],
    [
      { kind: "crossSubscriptionRestore", state: "PermanentlyDisabled" },
      { kind: "crossSubscriptionRestore", state: "Enabled" },
    ],
  ])("after %j, %j is refused with Azure's reason", async (final, back) => {
    const vault = await weu();
    await world().connection.changeVault(vault.id, final);
    await expect(world().connection.changeVault(vault.id, back)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("turns cross-region restore on where the redundancy allows it", async () => {
    const { connection } = world();
    const subscription = await world().subscription("Larkmoor Production");
    const vaults = (await connection.listVaults(subscription)).items;
    const geo = vaults.find((vault) => vault.redundancy === "GeoRedundant");
    const local = vaults.find((vault) => vault.redundancy === "LocallyRedundant");
    await connection.changeVault(geo?.id ?? "", { kind: "crossRegionRestore" });
    expect((await connection.getRedundancy(geo?.id ?? "")).crossRegionRestore).toBe(true);
    await expect(connection.changeVault(local?.id ?? "", { kind: "crossRegionRestore" })).rejects.toMatchObject({
      code: "CrossRegionRestoreNeedsGeoRedundancy",
    });
  });

  it("needs the right to", async () => {
    const subscription = await world().subscription("Bramwick Freight (read only)");
    const [vault] = (await world().connection.listVaults(subscription)).items;
    await expect(
      world().connection.changeVault(vault?.id ?? "", { kind: "publicNetworkAccess", state: "Disabled" }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("a vault's key and identities", () => {
  const keyUri = "https://kv-prod.vault.azure.net/keys/backup";

  /** A new vault, with two identities that can be assigned to it. */
  async function newVault() {
    const subscription = await world().subscription("Larkmoor Production");
    const { sandbox } = world();
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/.exec((await weu()).id);
    const identities = ["key-reader", "restorer"].map(
      (name) => `${group?.[0] ?? ""}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
    );
    for (const id of identities) {
      const made = await fetch(`${sandbox.url}${id}?api-version=2023-01-31`, {
        method: "PUT",
        headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
        body: JSON.stringify({ location: "westeurope" }),
      });
      expect(made.status).toBe(201);
    }
    const vault = await world().connection.createVault({
      subscription,
      resourceGroup: group?.[1] ?? "",
      name: "rsv-keys",
      location: "westeurope",
      redundancy: "LocallyRedundant",
    });
    return { vaultId: vault.id, reader: identities[0] ?? "", restorer: identities[1] ?? "" };
  }

  it("are assigned and taken away one by one, and the vault's own comes and goes beside them", async () => {
    const { connection } = world();
    const { vaultId, reader, restorer } = await newVault();
    const seen = async () => {
      const { systemIdentity, userIdentities } = await connection.getVaultSecurity(vaultId);
      return [systemIdentity, ...userIdentities.map((id) => id.split("/").at(-1))];
    };
    await connection.changeVault(vaultId, { kind: "userIdentity", id: reader, state: "Assigned" });
    await connection.changeVault(vaultId, { kind: "userIdentity", id: restorer, state: "Assigned" });
    await connection.changeVault(vaultId, { kind: "systemIdentity", state: "Enabled" });
    expect(await seen()).toEqual(["Enabled", "key-reader", "restorer"]);
    await connection.changeVault(vaultId, { kind: "userIdentity", id: reader.toUpperCase(), state: "Removed" });
    expect(await seen()).toEqual(["Enabled", "restorer"]);
    await connection.changeVault(vaultId, { kind: "systemIdentity", state: "Disabled" });
    expect(await seen()).toEqual(["Disabled", "restorer"]);
    await connection.changeVault(vaultId, { kind: "userIdentity", id: restorer, state: "Removed" });
    expect(await seen()).toEqual(["Disabled"]);
  });

  it("an identity that is not there, or not the vault's, is refused", async () => {
    const { connection } = world();
    const { vaultId, reader } = await newVault();
    const removal = connection.changeVault(vaultId, { kind: "userIdentity", id: reader, state: "Removed" });
    await expect(removal).rejects.toMatchObject({ kind: "invalid", code: "IdentityNotAssigned" });
    const missing = { kind: "userIdentity", id: `${reader}-gone`, state: "Assigned" } as const;
    await expect(connection.changeVault(vaultId, missing)).rejects.toMatchObject({ code: "FailedIdentityOperation" });
  });

  it("a key is set once the vault has who reads it, can be another one later, and keeps its reader", async () => {
    const { connection } = world();
    const { vaultId, reader } = await newVault();
    expect(await connection.getVaultEncryption(vaultId)).toMatchObject({ keyUri: undefined, lastUpdate: "NotEnabled" });
    const key = { kind: "encryption", keyUri, userIdentity: reader, infrastructure: "Enabled" } as const;
    await expect(connection.changeVault(vaultId, key)).rejects.toMatchObject({ code: "VaultIdentityNeeded" });
    await connection.changeVault(vaultId, { kind: "userIdentity", id: reader, state: "Assigned" });
    await connection.changeVault(vaultId, key);
    await connection.changeVault(vaultId, { ...key, keyUri: `${keyUri}-2`, infrastructure: undefined });
    expect(await connection.getVaultEncryption(vaultId)).toEqual({
      keyUri: `${keyUri}-2`,
      userIdentity: reader,
      infrastructure: "Enabled",
      lastUpdate: "Succeeded",
    });
    const removal = connection.changeVault(vaultId, { kind: "userIdentity", id: reader, state: "Removed" });
    await expect(removal).rejects.toMatchObject({ kind: "invalid" });
  });

  it("the key is told by the vault itself to who may not read its encryption configuration", async () => {
    const { connection } = world();
    const { vaultId } = await newVault();
    await connection.changeVault(vaultId, { kind: "systemIdentity", state: "Enabled" });
    await connection.changeVault(vaultId, {
      kind: "encryption",
      keyUri,
      userIdentity: undefined,
      infrastructure: "Disabled",
    });
    world().refuse("/backupEncryptionConfigs", 403, "AuthorizationFailed");
    expect(await connection.getVaultEncryption(vaultId)).toEqual({
      keyUri,
      userIdentity: undefined,
      infrastructure: "Disabled",
      lastUpdate: undefined,
    });
  });

  it("a vault that protects something gets no key", async () => {
    const vault = await weu();
    await world().connection.changeVault(vault.id, { kind: "systemIdentity", state: "Enabled" });
    const key = { kind: "encryption", keyUri, userIdentity: undefined, infrastructure: "Disabled" } as const;
    await expect(world().connection.changeVault(vault.id, key)).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("a vault with a Resource Guard", () => {
  async function guardedVault() {
    const vault = await weu();
    const { sandbox } = world();
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/.exec(vault.id)?.[0] ?? "";
    const guardId = `${group}/providers/Microsoft.DataProtection/resourceGuards/gate`;
    const made = await fetch(`${sandbox.url}${guardId}?api-version=2023-05-01`, {
      method: "PUT",
      headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
      body: JSON.stringify({ location: vault.location, properties: {} }),
    });
    expect(made.status).toBeLessThan(300);
    await world().connection.setResourceGuard(vault.id, guardId);
    return { vault, guardId };
  }

  it("names it, with what it guards", async () => {
    const { vault, guardId } = await guardedVault();
    const mapping = await world().connection.getResourceGuard(vault.id);
    expect(mapping?.guardId.toLowerCase()).toBe(guardId.toLowerCase());
    expect(mapping?.requests.map(({ operation }) => operation).toSorted()).toEqual([
      "changeEncryption",
      "changePolicy",
      "changeProtection",
      "deleteBackupData",
      "disableSoftDelete",
      "reduceImmutability",
      "removeGuard",
      "restore",
      "stopProtection",
    ]);
  });

  it("is stopped, emptied and weakened by who may use the guard", async () => {
    const { connection } = world();
    const { vault } = await guardedVault();
    const subscription = await world().subscription("Larkmoor Production");
    const item = await world().item(subscription, "shop-web-01");
    await connection.stopKeepingData(item.id);
    await connection.stopDeletingData(item.id);
    expect((await connection.getItem(item.id)).state.kind).toBe("softDeleted");
    await connection.changeVault(vault.id, { kind: "immutability", state: "Unlocked" });
    await connection.changeVault(vault.id, { kind: "immutability", state: "Disabled" });
    await connection.changeVault(vault.id, { kind: "softDelete", state: "Disabled", days: 14 });
    await connection.removeResourceGuard(vault.id);
    expect(await connection.getResourceGuard(vault.id)).toBeUndefined();
    await expect(connection.removeResourceGuard(vault.id)).resolves.toBeUndefined();
  });

  it("lets who may use the guard restore, and names the guard to who may not", async () => {
    const { connection } = world();
    const { vault } = await guardedVault();
    const subscription = await world().subscription("Larkmoor Production");
    const item = await world().item(subscription, "shop-web-01");
    const [point] = await connection.listRestorePoints(item.id);
    const accounts = await connection.listStagingAccounts(subscription);
    const request = {
      kind: "disks",
      itemId: item.id,
      pointId: point?.id ?? "",
      vmId: item.vmId,
      region: vault.location,
      storageAccountId: accounts.find(({ location }) => location === vault.location)?.id ?? "",
      resourceGroupId: item.vmId.split("/providers/")[0] ?? "",
      luns: undefined,
      zone: undefined,
    } as const;
    expect((await connection.triggerRestore(request)).jobName).not.toBe("");
    world().refuse(`${point?.name ?? ""}/restore`, 403, "LinkedAuthorizationFailed");
    await expect(connection.triggerRestore(request)).rejects.toMatchObject({
      kind: "forbidden",
      code: "ResourceGuardRefused",
      message: expect.stringContaining("'gate'") as string,
    });
  });

  it("refuses who may not, with the name of the guard, and nothing is deleted", async () => {
    await guardedVault();
    const subscription = await world().subscription("Larkmoor Production");
    const item = await world().item(subscription, "shop-web-01");
    world().refuse("/unlockDelete", 403, "LinkedAuthorizationFailed");
    await expect(world().connection.stopDeletingData(item.id)).rejects.toMatchObject({
      kind: "forbidden",
      code: "ResourceGuardRefused",
      message: expect.stringContaining("'gate'") as string,
    });
    expect((await world().connection.getItem(item.id)).state).toEqual(item.state);
  });
});

describe("what a vault knows of VMs", () => {
  it("lists the registered and the protectable ones, also after looking around anew", async () => {
    const { connection } = world();
    const vault = await weu();
    await connection.refreshContainers(vault.id);
    const containers = await connection.listContainers(vault.id);
    const items = (await connection.listProtectedItems(vault.id)).items;
    expect(containers.map(({ vmName }) => vmName)).toEqual(expect.arrayContaining(items.map(({ vmName }) => vmName)));
    const deleted = items.filter(({ state }) => state.kind === "softDeleted").map(({ vmName }) => vmName);
    expect((await connection.listDeletedContainers(vault.id)).map(({ vmName }) => vmName)).toEqual(deleted.toSorted());
    const protectable = await connection.listProtectable(vault.id);
    const machines = (await connection.listVirtualMachines(await world().subscription("Larkmoor Production"))).items;
    const [one] = protectable;
    expect(found(machines, one?.vmName ?? "").protection).toEqual({ kind: "notProtected" });
  });
});
