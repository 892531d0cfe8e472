import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, ifThere, isMissing } from "../http/azureError";
import { sinceBegun } from "../http/sinceBegun";
import { parseResourceId } from "../ids";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import { getVault } from "./vaults";

/**
 * From 2024-09-30-preview on, Azure keeps a deleted vault for a while, and lets one go that has only soft-deleted backups
 * ("Secure by default with soft delete for Azure Backup", Microsoft Learn, 10 November 2025); this is the version that brings
 * it back.
 */
const apiVersion = "2025-08-01";

/** A vault stays visible for a moment after its operation has ended: so many looks, seconds apart. */
const looks = 20;
const lookPause = 3;

/**
 * DELETE of a vault; waits until it is gone, or only among the deleted ones. A vault that is not there is deleted. Cancelling stops the waiting only.
 * Needs `Microsoft.RecoveryServices/Vaults/delete`.
 * @throws AzureError `invalid` or `conflict` with Azure's reason when something is in it still
 */
export async function deleteVault(arm: Arm, vaultId: string): Promise<void> {
  const { subscriptionId, name } = parseResourceId(vaultId);
  arm.recent.note(vaultId);
  try {
    const answer = await arm.send(subscriptionId, { method: "DELETE", path: vaultId, apiVersion });
    await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
  } catch (error) {
    // The operation's status lives below the vault: it often ends by not being found.
    if (isMissing(error)) {
      return;
    }
    throw error;
  }
  for (let look = 0; look < looks; look++) {
    if ((await sinceBegun(() => ifThere(getVault(arm, vaultId)))) === undefined) {
      return;
    }
    await arm.sleep(lookPause);
  }
  throw new AzureError(l10n.t("Azure accepted to delete the vault '{0}', but it is still there.", name), {
    kind: "server",
    code: "VaultNotDeleted",
  });
}
