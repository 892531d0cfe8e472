import type { AzureConnection } from "../../../src/azure/connection";
import type { VaultChange } from "../../../src/azure/models";
import { aboutItem, aboutVault, production } from "./operation";
import type { Operation } from "./operation";

const vault = "rsv-larkmoor-weu";

function changingVault(name: string, change: VaultChange): Operation {
  return aboutVault(
    `changeVault, ${name}`,
    vault,
    (connection, vaultId, options) => connection.changeVault(vaultId, change, options),
    (connection, vaultId) => connection.getVaultSecurity(vaultId),
  );
}

/** A change of an empty vault of its own; `first` is what has to be there before. */
function changingIdentities(
  name: string,
  first: readonly VaultChange[],
  change: (identityId: string) => VaultChange,
): Operation {
  return {
    name: `changeVault, ${name}`,
    prepare: async (world) => {
      const subscription = await world.subscription(production);
      const { resourceGroup } = await world.vault(subscription, vault);
      const group = `/subscriptions/${subscription.subscriptionId}/resourceGroups/${resourceGroup}`;
      const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/key-reader`;
      await fetch(`${world.sandbox.url}${identityId}?api-version=2023-01-31`, {
        method: "PUT",
        headers: { authorization: `Bearer ${world.sandbox.token}`, "content-type": "application/json" },
        body: JSON.stringify({ location: "westeurope" }),
      });
      const { connection } = world;
      const { id } = await connection.createVault({
        subscription,
        resourceGroup,
        name: "rsv-keys",
        location: "westeurope",
        redundancy: "LocallyRedundant",
      });
      for (const one of first) {
        await connection.changeVault(id, one);
      }
      return {
        run: (faulty, options) => faulty.changeVault(id, change(identityId), options),
        observe: async (clear) => [await clear.getVaultSecurity(id), await clear.getVaultEncryption(id)],
      };
    },
  };
}

async function planOf(connection: AzureConnection, vaultId: string, name: string): Promise<unknown> {
  return (await connection.listPolicies(vaultId)).find((policy) => policy.name === name)?.plan;
}

/** Changes of what vaults, policies and items are set to. */
export const settingOperations: readonly Operation[] = [
  changingVault("soft delete", { kind: "softDelete", state: "Enabled", days: 30 }),
  changingVault("immutability", { kind: "immutability", state: "Unlocked" }),
  changingVault("restore to other subscriptions", { kind: "crossSubscriptionRestore", state: "Disabled" }),
  changingVault("identity", { kind: "systemIdentity", state: "Enabled" }),
  changingVault("alerts", { kind: "jobFailureAlerts", state: "Disabled" }),
  changingVault("tags", { kind: "tag", name: "team", value: "shop" }),
  changingIdentities("user-assigned identity", [], (id) => ({ kind: "userIdentity", id, state: "Assigned" })),
  changingIdentities("encryption", [{ kind: "systemIdentity", state: "Enabled" }], () => ({
    kind: "encryption",
    keyUri: "https://kv-prod.vault.azure.net/keys/backup",
    userIdentity: undefined,
    infrastructure: "Enabled",
  })),
  aboutVault(
    "updatePolicy",
    vault,
    (connection, vaultId, options) =>
      connection.updatePolicy(
        `${vaultId}/backupPolicies/daily-hr-gold`,
        {
          kind: "Standard",
          schedule: { frequency: "Daily", time: "02:30" },
          timeZone: "UTC",
          instantRestoreDays: 3,
          retention: { daily: { days: 400 }, weekly: undefined, monthly: undefined, yearly: undefined },
        },
        options,
      ),
    (connection, vaultId) => planOf(connection, vaultId, "daily-hr-gold"),
  ),
  aboutVault(
    "reapplyPolicy",
    vault,
    (connection, vaultId, options) => connection.reapplyPolicy(`${vaultId}/backupPolicies/daily-hr-gold`, options),
    (connection, vaultId) => planOf(connection, vaultId, "daily-hr-gold"),
  ),
  aboutItem("protect, with another policy", "shop-web-01", "ConfigureBackup", async (connection, itemId, options) => {
    const { vmId, vaultId } = await connection.getItem(itemId, options);
    return connection.protect(vmId, `${vaultId}/backupPolicies/EnhancedPolicy`, options);
  }),
  aboutItem("stopKeepingData, as the policy says", "shop-web-01", "DisableBackup", (connection, itemId, options) =>
    connection.stopKeepingData(itemId, { ...options, keeping: "asPolicySays" }),
  ),
];
