import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, ifThere, isMissing } from "../http/azureError";
import { textAt, timeAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import { sinceBegun } from "../http/sinceBegun";
import type { DeletedVault } from "../models";
import { getVault, provisioned } from "./vaults";
import { listAll } from "../http/listAll";

/** The first version that knows deleted vaults ("Recovery Services", REST specification 2025-08-01). */
const apiVersion = "2025-08-01";

function deletedVaultFrom(resource: unknown): DeletedVault | undefined {
  const id = textAt(resource, "id");
  const vaultId = textAt(resource, "properties", "vaultId");
  return id === undefined || vaultId === undefined
    ? undefined
    : {
        id,
        vaultId,
        deletedAt: timeAt(resource, "properties", "vaultDeletionTime"),
        goneAt: timeAt(resource, "properties", "purgeAt"),
      };
}

/**
 * GET deletedVaults of a region: vaults that soft delete keeps for some days.
 * Needs `Microsoft.RecoveryServices/locations/deletedVaults/read`.
 */
export async function listDeletedVaults(
  arm: Arm,
  subscriptionId: string,
  location: string,
): Promise<readonly DeletedVault[]> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/locations/${location}/deletedVaults`;
  const vaults = await listAll(arm, subscriptionId, { path, apiVersion });
  return vaults.flatMap((one) => deletedVaultFrom(one) ?? []);
}

/**
 * POST undelete of a deleted vault: it comes back into a resource group, with what was in it. One that is back already is
 * left as it is. Cancelling stops the waiting only.
 * Needs `Microsoft.RecoveryServices/locations/deletedVaults/undelete/action`, `…/Vaults/read` and `…/Vaults/write`.
 * @param resourceGroupId where it comes back; usually where it was
 * @throws AzureError `notFound` when it is gone for good, `conflict` when the resource group has another vault of its name
 */
export async function undeleteVault(arm: Arm, vault: DeletedVault, resourceGroupId: string): Promise<void> {
  const [, subscriptionId] = /^\/subscriptions\/([^/]+)/i.exec(vault.id) ?? [];
  if (subscriptionId === undefined) {
    throw new AzureError(l10n.t("'{0}' is not the id of a deleted vault.", vault.id), { kind: "invalid" });
  }
  const vaultId = `${resourceGroupId}/providers/Microsoft.RecoveryServices/vaults/${vault.vaultId.split("/").at(-1) ?? ""}`;
  arm.recent.note(vaultId);
  try {
    const answer = await arm.send(subscriptionId, {
      method: "POST",
      path: `${vault.id}/undelete`,
      apiVersion,
      body: { properties: { recoveryResourceGroupId: resourceGroupId } },
    });
    await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
  } catch (error) {
    // A request that arrived twice finds no deleted vault the second time.
    if (!isMissing(error) || (await ifThere(getVault(arm, vaultId))) === undefined) {
      throw error;
    }
  }
  await sinceBegun(() => provisioned(arm, vaultId));
}
