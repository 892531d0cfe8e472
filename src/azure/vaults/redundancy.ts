import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { parseResourceId } from "../ids";
import { booleanAt, textAt } from "../http/jsonRead";
import type { Redundancy, RedundancySetting } from "../models";
import { sinceBegun } from "../http/sinceBegun";
import { translateError } from "../http/translateError";
import { patchVault } from "./patchVault";

const all: readonly Redundancy[] = ["GeoRedundant", "LocallyRedundant", "ZoneRedundant"];

/** True for a word that this product knows as redundancy. */
export function isRedundancy(word: string | undefined): word is Redundancy {
  return all.some((one) => one === word);
}

/** GET backupstorageconfig. Needs `Microsoft.RecoveryServices/Vaults/backupstorageconfig/read`. */
export async function getRedundancy(arm: Arm, vaultId: string): Promise<RedundancySetting> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const answer = await arm.backup(subscriptionId).backupResourceStorageConfigsNonCRR.get(name, resourceGroup);
  const word = textAt(answer, "properties", "storageModelType") ?? textAt(answer, "properties", "storageType");
  if (!isRedundancy(word)) {
    throw new AzureError(l10n.t("Azure does not say the redundancy of the vault '{0}'.", name), { kind: "unexpected" });
  }
  return {
    redundancy: word,
    locked: textAt(answer, "properties", "storageTypeState") === "Locked",
    crossRegionRestore: booleanAt(answer, "properties", "crossRegionRestoreFlag") === true,
  };
}

/**
 * Sets the redundancy of a vault and reads it back. A vault keeps to one of two ways, and refuses the other: the backup
 * service's PATCH backupstorageconfig, unless its redundancy was set through the vault itself before; Azure says which.
 * Needs `Microsoft.RecoveryServices/Vaults/backupstorageconfig/write`, or `…/Vaults/write`.
 * @throws AzureError `conflict` when it is locked, which it is from the first protected item on
 */
export async function setRedundancy(arm: Arm, vaultId: string, redundancy: Redundancy): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  try {
    await arm.backup(subscriptionId).backupResourceStorageConfigsNonCRR.patch(name, resourceGroup, {
      properties: { storageModelType: redundancy },
    });
  } catch (error) {
    const failure = translateError(error);
    if (failure instanceof AzureError && failure.code === "StorageModelModifyError") {
      throw new AzureError(
        l10n.t("The redundancy of the vault '{0}' can no longer change: it protects something already.", name),
        { kind: "conflict", code: failure.code, status: failure.status, cause: failure },
      );
    }
    if (!/must again use the Vault API/i.test(failure.message)) {
      throw failure;
    }
    await patchVault(arm, vaultId, {
      properties: { redundancySettings: { standardTierStorageRedundancy: redundancy } },
    });
  }
  arm.recent.note(vaultId);
  const now = await sinceBegun(() => getRedundancy(arm, vaultId));
  if (now.redundancy !== redundancy) {
    throw new AzureError(
      l10n.t("Azure accepted the new redundancy of the vault '{0}', but still reports '{1}'.", name, now.redundancy),
      { kind: "server", code: "RedundancyNotSet" },
    );
  }
}
