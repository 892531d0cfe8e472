import type { AzureConnection } from "../../../src/azure/connection";
import type { VaultChange } from "../../../src/azure/models";
import { aboutItem, aboutVault } from "./operation";
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

async function planOf(connection: AzureConnection, vaultId: string, name: string): Promise<unknown> {
  return (await connection.listPolicies(vaultId)).find((policy) => policy.name === name)?.plan;
}

/** Changes of what vaults, policies and items are set to. */
export const settingOperations: readonly Operation[] = [
  changingVault("soft delete", { kind: "softDelete", state: "Enabled", days: 30 }),
  changingVault("immutability", { kind: "immutability", state: "Unlocked" }),
  changingVault("restore to other subscriptions", { kind: "crossSubscriptionRestore", state: "Disabled" }),
  changingVault("identity", { kind: "systemIdentity", state: "Enabled" }),
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
  aboutItem("protect, with another policy", "shop-web-01", "ConfigureBackup", async (connection, itemId, options) => {
    const { vmId, vaultId } = await connection.getItem(itemId, options);
    return connection.protect(vmId, `${vaultId}/backupPolicies/EnhancedPolicy`, options);
  }),
  aboutItem("stopKeepingData, as the policy says", "shop-web-01", "DisableBackup", (connection, itemId, options) =>
    connection.stopKeepingData(itemId, { ...options, keeping: "asPolicySays" }),
  ),
];
