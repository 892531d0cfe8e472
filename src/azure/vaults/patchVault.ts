import type { Arm, ArmAnswer } from "../http/armPipeline";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import { parseResourceId } from "../ids";

const apiVersion = "2024-04-01";

/** GET of a vault, as Azure answers. Needs `Microsoft.RecoveryServices/Vaults/read`. @throws AzureError */
export function readVault(arm: Arm, vaultId: string): Promise<ArmAnswer> {
  return arm.send(parseResourceId(vaultId).subscriptionId, { method: "GET", path: vaultId, apiVersion });
}

/**
 * PATCH of a vault, which waits until Azure has carried it out. Needs `Microsoft.RecoveryServices/Vaults/write`.
 * @throws AzureError `invalid` or `conflict` with Azure's reason
 */
export async function patchVault(arm: Arm, vaultId: string, body: object): Promise<void> {
  const { subscriptionId } = parseResourceId(vaultId);
  const answer = await arm.send(subscriptionId, { method: "PATCH", path: vaultId, apiVersion, body });
  await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
}
