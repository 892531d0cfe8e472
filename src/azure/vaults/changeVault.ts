import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { valueAt } from "../http/jsonRead";
import { sinceBegun } from "../http/sinceBegun";
import { translateError } from "../http/translateError";
import { parseResourceId, sameId } from "../ids";
import type { VaultChange } from "../models";
import { patchVault, reviseVault } from "./patchVault";
import { getRedundancy } from "./redundancy";
import { guarded } from "./resourceGuard";
import { setAlerts } from "./vaultAlerts";
import { isEncryptedAs, setVaultEncryption } from "./vaultEncryption";
import { setSystemIdentity, setUserIdentity } from "./vaultIdentity";
import { getVaultSecurity } from "./vaultSecurity";
import { hasTag, setTag } from "./vaultTags";

/**
 * Changes one setting of a vault and reads it back: soft delete through PATCH backupconfig, cross-region restore through
 * PATCH backupstorageconfig (or the vault, when its redundancy was set there), all others through PATCH of the vault.
 * Cancelling stops the waiting only. What weakens a vault with a Resource Guard has to be allowed by the guard.
 * Needs `Microsoft.RecoveryServices/Vaults/write`, `…/backupconfig/write` or `…/backupstorageconfig/write`; for a
 * user-assigned identity `Microsoft.ManagedIdentity/userAssignedIdentities/assign/action` too.
 * @throws AzureError `invalid` or `conflict` with Azure's reason, `server` when it accepted the change but did not make it
 */
export async function changeVault(arm: Arm, vaultId: string, change: VaultChange): Promise<void> {
  // Also when the waiting is cancelled: whatever becomes of it, the graph does not know.
  arm.recent.note(vaultId);
  switch (change.kind) {
    case "softDelete":
      await setSoftDelete(arm, vaultId, change);
      break;
    case "crossRegionRestore":
      await turnOnCrossRegionRestore(arm, vaultId);
      break;
    case "immutability":
      await setImmutability(arm, vaultId, change.state);
      break;
    case "systemIdentity":
      await setSystemIdentity(arm, vaultId, change.state);
      break;
    case "userIdentity":
      await setUserIdentity(arm, vaultId, change.id, change.state);
      break;
    case "encryption":
      await setVaultEncryption(arm, vaultId, change);
      break;
    case "jobFailureAlerts":
    case "classicAlerts":
      await setAlerts(arm, vaultId, change.kind, change.state);
      break;
    case "tag":
      await setTag(arm, vaultId, change);
      break;
    case "crossSubscriptionRestore":
      await patchVault(arm, vaultId, {
        properties: {
          restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: change.state } },
        },
      });
      break;
    case "publicNetworkAccess":
      await patchVault(arm, vaultId, { properties: { publicNetworkAccess: change.state } });
  }
  await checkChanged(arm, vaultId, change);
}

async function setSoftDelete(
  arm: Arm,
  vaultId: string,
  { state, days }: Extract<VaultChange, { readonly kind: "softDelete" }>,
): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const send = async (requests: readonly string[]): Promise<void> => {
    await arm.backup(subscriptionId).backupResourceVaultConfigs.update(name, resourceGroup, {
      properties: {
        softDeleteFeatureState: state === "AlwaysOn" ? "AlwaysON" : state,
        // A vault that deletes at once keeps nothing for any time.
        ...(state === "Disabled" ? {} : { softDeleteRetentionPeriodInDays: days }),
        ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: [...requests] }),
      },
    });
  };
  if (state === "Disabled") {
    await guarded(arm, vaultId, "disableSoftDelete", send);
  } else {
    await send([]);
  }
}

async function turnOnCrossRegionRestore(arm: Arm, vaultId: string): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const { redundancy } = await getRedundancy(arm, vaultId);
  if (redundancy !== "GeoRedundant") {
    throw new AzureError(l10n.t("Only a geo-redundant vault restores in another region; '{0}' is not.", name), {
      kind: "invalid",
      code: "CrossRegionRestoreNeedsGeoRedundancy",
    });
  }
  try {
    await arm.backup(subscriptionId).backupResourceStorageConfigsNonCRR.patch(name, resourceGroup, {
      properties: { storageModelType: redundancy, crossRegionRestoreFlag: true },
    });
  } catch (error) {
    const failure = translateError(error);
    if (!/must again use the Vault API/i.test(failure.message)) {
      throw failure;
    }
    const redundancySettings = { standardTierStorageRedundancy: redundancy, crossRegionRestore: "Enabled" };
    await patchVault(arm, vaultId, { properties: { redundancySettings } });
  }
}

async function setImmutability(arm: Arm, vaultId: string, state: "Disabled" | "Unlocked" | "Locked"): Promise<void> {
  const send = (requests: readonly string[]): Promise<void> =>
    reviseVault(arm, vaultId, (vault) => {
      const security = valueAt(vault, "properties", "securitySettings");
      return {
        properties: {
          // The settings are one object to Azure: what is left out of it may be taken as a wish. Whether a guard is there is
          // not for us to say ("read-only": Azure's own specification, 2024-04-01).
          securitySettings: { ...withoutGuard(security), immutabilitySettings: { state } },
          ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: [...requests] }),
        },
      };
    });
  if (state === "Disabled") {
    await guarded(arm, vaultId, "reduceImmutability", send);
  } else {
    await send([]);
  }
}

function withoutGuard(security: unknown): object {
  return Object.fromEntries(
    Object.entries(typeof security === "object" && security !== null ? security : {}).filter(
      ([name]) => name !== "multiUserAuthorization",
    ),
  );
}

async function checkChanged(arm: Arm, vaultId: string, change: VaultChange): Promise<void> {
  if (!(await sinceBegun(() => hasChanged(arm, vaultId, change)))) {
    throw new AzureError(
      l10n.t("Azure accepted the new setting of the vault '{0}', but still reports the old one.", vaultName(vaultId)),
      { kind: "server", code: "VaultSettingNotChanged" },
    );
  }
}

async function hasChanged(arm: Arm, vaultId: string, change: VaultChange): Promise<boolean> {
  if (change.kind === "crossRegionRestore") {
    return (await getRedundancy(arm, vaultId)).crossRegionRestore;
  }
  if (change.kind === "encryption") {
    return isEncryptedAs(arm, vaultId, change);
  }
  const now = await getVaultSecurity(arm, vaultId);
  switch (change.kind) {
    case "softDelete":
      return now.softDelete === change.state && (change.state === "Disabled" || now.softDeleteDays === change.days);
    case "immutability":
      return (now.immutability ?? "Disabled") === change.state;
    case "systemIdentity":
      return now.systemIdentity === change.state;
    case "userIdentity":
      return now.userIdentities.some((id) => sameId(id, change.id)) === (change.state === "Assigned");
    case "jobFailureAlerts":
    case "classicAlerts":
      return now[change.kind] === change.state;
    case "tag":
      return hasTag(now.tags, change);
    case "crossSubscriptionRestore":
      return now.crossSubscriptionRestore === change.state;
    case "publicNetworkAccess":
      return now.publicNetworkAccess === change.state;
  }
}

function vaultName(vaultId: string): string {
  return parseResourceId(vaultId).name;
}
