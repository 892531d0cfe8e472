import * as l10n from "@vscode/l10n";
import type { Arm, ArmAnswer } from "../http/armPipeline";
import { AzureError, isAzureError } from "../http/azureError";
import { textAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import { parseResourceId } from "../ids";

const apiVersion = "2024-04-01";
/** How often a vault is read anew that others change at the same time. */
const attempts = 4;

/** GET of a vault, as Azure answers. Needs `Microsoft.RecoveryServices/Vaults/read`. @throws AzureError */
export function readVault(arm: Arm, vaultId: string): Promise<ArmAnswer> {
  return arm.send(parseResourceId(vaultId).subscriptionId, { method: "GET", path: vaultId, apiVersion });
}

/**
 * PATCH of a vault, which waits until Azure has carried it out. Needs `Microsoft.RecoveryServices/Vaults/write`.
 * @param ifMatch the etag that the vault must have still
 * @throws AzureError `invalid` or `conflict` with Azure's reason, status 412 when the vault has another etag
 */
export async function patchVault(arm: Arm, vaultId: string, body: object, ifMatch?: string): Promise<void> {
  const { subscriptionId } = parseResourceId(vaultId);
  const answer = await arm.send(subscriptionId, { method: "PATCH", path: vaultId, apiVersion, body, ifMatch });
  await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
}

/**
 * Changes a part of a vault's settings that Azure takes as a whole: reads the vault and sends what `revise` makes of it, with
 * the etag that was read. When somebody else has changed the vault in between, nothing has happened; then the vault is read and
 * revised anew, so that neither change is lost. Needs `Microsoft.RecoveryServices/Vaults/read` and `…/write`.
 * @param revise the body of the PATCH, made of the vault as Azure answers it
 * @throws AzureError as `patchVault`; `conflict` with code `VaultChangedMeanwhile` when others change it all the time
 */
export async function reviseVault(arm: Arm, vaultId: string, revise: (vault: unknown) => object): Promise<void> {
  let refused: string | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { body } = await readVault(arm, vaultId);
    const etag = textAt(body, "etag");
    try {
      // An etag that is refused although the vault still has it is none that Azure compares: nobody has changed anything.
      await patchVault(arm, vaultId, revise(body), etag === refused ? undefined : etag);
      return;
    } catch (error) {
      if (!isAzureError(error) || error.status !== 412) {
        throw error;
      }
      refused = etag;
    }
  }
  throw new AzureError(
    l10n.t(
      "Somebody else changes the vault '{0}' at the same time; nothing was changed.",
      parseResourceId(vaultId).name,
    ),
    { kind: "conflict", code: "VaultChangedMeanwhile" },
  );
}
