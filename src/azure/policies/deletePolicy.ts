import { isMissing } from "../http/azureError";
import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import { acceptedFrom, waitForOperation } from "../http/longRunning";

/**
 * DELETE of a policy: Azure answers 200, 204 when there is none, or 202 while it works. Cancelling stops the waiting only.
 * Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/delete`.
 * @throws AzureError `invalid` with Azure's reason when it protects something
 */
export async function deletePolicy(arm: Arm, policyId: string): Promise<void> {
  const { subscriptionId } = parseResourceId(policyId);
  try {
    const answer = await arm.send(subscriptionId, { method: "DELETE", path: policyId, apiVersion: "2023-06-01" });
    await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
}
