import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import { numberAt, textAt, valueAt } from "../http/jsonRead";
import type { VaultSecurity } from "../models";
import { alertsIn } from "./vaultAlerts";
import { hasSystemIdentity, userIdentitiesIn } from "./vaultIdentity";
import { tagsIn } from "./vaultTags";

/**
 * GET of the vault and of its backupconfig, which has the soft delete of vaults that were never changed through the vault
 * itself. Needs `Microsoft.RecoveryServices/Vaults/read` and `…/Vaults/backupconfig/read`.
 */
export async function getVaultSecurity(arm: Arm, vaultId: string): Promise<VaultSecurity> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const [vault, config] = await Promise.all([
    arm.send(subscriptionId, { method: "GET", path: vaultId, apiVersion: "2024-04-01" }),
    arm.backup(subscriptionId).backupResourceVaultConfigs.get(name, resourceGroup),
  ]);
  const properties = valueAt(vault.body, "properties");
  const security = valueAt(properties, "securitySettings");
  const soft = valueAt(security, "softDeleteSettings");
  return {
    softDelete: word(textAt(soft, "softDeleteState") ?? textAt(config, "properties", "softDeleteFeatureState"), [
      "Enabled",
      "Disabled",
      "AlwaysOn",
    ]),
    softDeleteDays:
      numberAt(soft, "softDeleteRetentionPeriodInDays") ??
      numberAt(config, "properties", "softDeleteRetentionPeriodInDays"),
    immutability:
      // Recordings of Azure have null there for vaults that never were immutable.
      valueAt(security, "immutabilitySettings") === null
        ? "Disabled"
        : word(textAt(security, "immutabilitySettings", "state"), ["Disabled", "Unlocked", "Locked"]),
    multiUserAuthorization: word(textAt(security, "multiUserAuthorization"), ["Enabled", "Disabled"]),
    crossSubscriptionRestore: word(
      textAt(properties, "restoreSettings", "crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"),
      ["Enabled", "Disabled", "PermanentlyDisabled"],
    ),
    publicNetworkAccess: word(textAt(properties, "publicNetworkAccess"), ["Enabled", "Disabled"]),
    systemIdentity: hasSystemIdentity(vault.body) ? "Enabled" : "Disabled",
    userIdentities: userIdentitiesIn(vault.body),
    ...alertsIn(vault.body),
    tags: tagsIn(vault.body),
  };
}

/** Azure spells `AlwaysON` in both ways. A word that is new to us is not known. */
function word<T extends string>(text: string | undefined, words: readonly T[]): T | undefined {
  return words.find((one) => one.toLowerCase() === text?.toLowerCase());
}
