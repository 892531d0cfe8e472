import { describe, expect, it } from "vitest";
import { devVault, development, mainVault, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const group = `${development}/resourceGroups/rg-dev-weu`;
const emptyVault = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-keys`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/key-reader`;
const otherId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/restorer`;
const keyUri = "https://kv-backup.vault.azure.net/keys/backup";

async function ready(client: TestClient, identity: object = { type: "SystemAssigned" }): Promise<void> {
  for (const id of [identityId, otherId]) {
    await client.put(`${id}?api-version=2023-01-31`, { location: "westeurope", properties: {} });
  }
  const made = await client.put(emptyVault, {
    location: "westeurope",
    sku: { name: "RS0", tier: "Standard" },
    identity,
    properties: {},
  });
  expect(made.status).toBe(201);
  client.wait(10_000);
}

async function patch(client: TestClient, path: string, body: object) {
  const answer = await client.send("PATCH", path, body);
  client.wait(10_000);
  return { status: answer.status, code: pick(answer.body, "error", "code"), vault: (await client.get(path)).body };
}

/** Only a deployment makes key vaults here. */
async function deployKeyVault(client: TestClient, location: string, properties: object): Promise<void> {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "kv-backup", location, properties },
    ],
  };
  const deployment = `${group}/providers/Microsoft.Resources/deployments/keys?api-version=2021-04-01`;
  await client.put(deployment, { properties: { mode: "Incremental", template } });
  client.wait(60_000);
  const { body } = await client.get(deployment);
  expect(pick(body, "properties", "provisioningState")).toBe("Succeeded");
}

function encryption(kekIdentity: object, more: object = {}): object {
  return { properties: { encryption: { keyVaultProperties: { keyUri }, kekIdentity, ...more } } };
}

describe("the identities of a vault", () => {
  it("are added and taken away one by one; the others stay", async () => {
    const client = await startForTest();
    await ready(client);
    const both = { type: "systemassigned,userassigned", userAssignedIdentities: { [identityId]: {}, [otherId]: {} } };
    const assigned = await patch(client, emptyVault, { identity: both });
    expect(assigned.status).toBe(202);
    expect(pick(assigned.vault, "identity", "type")).toBe("SystemAssigned, UserAssigned");
    expect(pick(assigned.vault, "identity", "userAssignedIdentities", identityId, "principalId")).toBeTypeOf("string");
    const one = { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [otherId]: null } };
    const removed = await patch(client, emptyVault, { identity: one });
    expect(Object.keys(pick(removed.vault, "identity", "userAssignedIdentities") ?? {})).toEqual([identityId]);
    const none = await patch(client, emptyVault, { identity: { type: "SystemAssigned" } });
    expect(pick(none.vault, "identity", "userAssignedIdentities")).toBeUndefined();
  });

  it("have to exist, and to be named", async () => {
    const client = await startForTest();
    await ready(client);
    const missing = { type: "UserAssigned", userAssignedIdentities: { [`${identityId}-gone`]: {} } };
    expect((await patch(client, emptyVault, { identity: missing })).code).toBe("FailedIdentityOperation");
    expect((await patch(client, emptyVault, { identity: { type: "UserAssigned" } })).code).toBe("MissingIdentityIds");
  });

  it("are taken on trust in an estate that has none", async () => {
    const client = await startForTest();
    const unknown = { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } };
    expect((await patch(client, mainVault, { identity: unknown })).status).toBe(202);
  });

  it("stay while the vault's key is read with them", async () => {
    const client = await startForTest();
    await ready(client, { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identityId]: {} } });
    expect((await patch(client, emptyVault, encryption({ userAssignedIdentity: identityId }))).status).toBe(202);
    expect((await patch(client, emptyVault, { identity: { type: "SystemAssigned" } })).status).toBe(400);
    expect((await patch(client, emptyVault, { identity: { type: "None" } })).status).toBe(400);
    const users = { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } };
    expect((await patch(client, emptyVault, { identity: users })).status).toBe(202);
  });

  it("can go with the request that has another one read the key", async () => {
    const client = await startForTest();
    await ready(client, { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } });
    await patch(client, emptyVault, encryption({ userAssignedIdentity: identityId }));
    const kekIdentity = { useSystemAssignedIdentity: true };
    const own = { identity: { type: "SystemAssigned" }, properties: { encryption: { kekIdentity } } };
    const changed = await patch(client, emptyVault, own);
    expect(changed.status).toBe(202);
    expect(pick(changed.vault, "properties", "encryption")).toMatchObject({
      keyVaultProperties: { keyUri },
      kekIdentity,
    });
  });
});

describe("a customer's key", () => {
  it("is told by the vault and by its encryption configuration", async () => {
    const client = await startForTest();
    await ready(client, { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } });
    const config = `${emptyVault}/backupEncryptionConfigs/backupResourceEncryptionConfig`;
    expect(pick((await client.get(config)).body, "properties")).toMatchObject({
      encryptionAtRestType: "MicrosoftManaged",
      lastUpdateStatus: "NotEnabled",
    });
    await patch(
      client,
      emptyVault,
      encryption({ userAssignedIdentity: identityId }, { infrastructureEncryption: "Enabled" }),
    );
    expect(pick((await client.get(config)).body, "properties")).toEqual({
      encryptionAtRestType: "CustomerManaged",
      keyUri,
      userAssignedIdentity: identityId,
      useSystemAssignedIdentity: false,
      infrastructureEncryptionState: "Enabled",
      lastUpdateStatus: "Succeeded",
    });
    const newKey = { properties: { encryption: { keyVaultProperties: { keyUri: `${keyUri}-2` } } } };
    const changed = await patch(client, emptyVault, newKey);
    expect(pick(changed.vault, "properties", "encryption")).toEqual({
      keyVaultProperties: { keyUri: `${keyUri}-2` },
      kekIdentity: { userAssignedIdentity: identityId },
      infrastructureEncryption: "Enabled",
    });
  });

  it.each<[string, object, object]>([
    ["no identity", { type: "None" }, encryption({ useSystemAssignedIdentity: true })],
    ["an identity that is not the vault's", { type: "SystemAssigned" }, encryption({ userAssignedIdentity: otherId })],
    [
      "no identity of its own",
      { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } },
      encryption({ useSystemAssignedIdentity: true }),
    ],
    [
      "no key",
      { type: "SystemAssigned" },
      { properties: { encryption: { keyVaultProperties: { keyUri: "backup" }, kekIdentity: {} } } },
    ],
  ])("is refused with %s", async (_words, identity, body) => {
    const client = await startForTest();
    await ready(client, identity);
    expect((await patch(client, emptyVault, body)).status).toBe(400);
    expect(pick((await client.get(emptyVault)).body, "properties", "encryption")).toBeUndefined();
  });

  it("comes before the first item, and stays; infrastructure encryption comes with the first key only", async () => {
    const client = await startForTest();
    await patch(client, mainVault, { identity: { type: "SystemAssigned" } });
    expect((await patch(client, mainVault, encryption({ useSystemAssignedIdentity: true }))).status).toBe(400);
    await ready(client);
    expect((await patch(client, emptyVault, encryption({ useSystemAssignedIdentity: true }))).status).toBe(202);
    expect((await patch(client, emptyVault, { properties: { encryption: null } })).status).toBe(400);
    const late = encryption({ useSystemAssignedIdentity: true }, { infrastructureEncryption: "Enabled" });
    expect((await patch(client, emptyVault, late)).status).toBe(400);
  });

  it.each<[string, string, object, string | undefined]>([
    ["elsewhere", "northeurope", { enablePurgeProtection: true, enableRbacAuthorization: true }, undefined],
    ["without purge protection", "westeurope", { enableRbacAuthorization: true }, undefined],
    [
      "that the identity may not read",
      "westeurope",
      { enablePurgeProtection: true, accessPolicies: [{ objectId: "somebody", permissions: { keys: ["all"] } }] },
      "UserErrorCMKKeyVaultAuthFailure",
    ],
  ])("is refused from a key vault %s", async (_words, location, properties, code) => {
    const client = await startForTest();
    await ready(client);
    await deployKeyVault(client, location, properties);
    const answer = await patch(client, emptyVault, encryption({ useSystemAssignedIdentity: true }));
    expect(answer.status).toBe(400);
    expect(answer.code).toBe(code ?? "BMSUserErrorInvalidInput");
  });

  it("is taken from a key vault where the identity has Get, Wrap Key and Unwrap Key", async () => {
    const client = await startForTest();
    await ready(client);
    const principal = pick((await client.get(emptyVault)).body, "identity", "principalId");
    await deployKeyVault(client, "westeurope", {
      enablePurgeProtection: true,
      accessPolicies: [{ objectId: principal, permissions: { keys: ["Get", "List", "UnwrapKey", "WrapKey"] } }],
    });
    expect((await patch(client, emptyVault, encryption({ useSystemAssignedIdentity: true }))).status).toBe(202);
  });
});

describe("the alerts of a vault", () => {
  it("are changed one by one, and have two states", async () => {
    const client = await startForTest();
    const monitoringSettings = { azureMonitorAlertSettings: { alertsForAllJobFailures: "Disabled" } };
    const { vault } = await patch(client, devVault, { properties: { monitoringSettings } });
    expect(pick(vault, "properties", "monitoringSettings")).toEqual({
      azureMonitorAlertSettings: {
        alertsForAllJobFailures: "Disabled",
        alertsForAllReplicationIssues: "Enabled",
        alertsForAllFailoverIssues: "Enabled",
      },
      classicAlertSettings: { alertsForCriticalOperations: "Disabled", emailNotificationsForSiteRecovery: "Disabled" },
    });
    const wrong = { azureMonitorAlertSettings: { alertsForAllJobFailures: "Maybe" } };
    expect((await patch(client, devVault, { properties: { monitoringSettings: wrong } })).status).toBe(400);
  });
});
