import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, isAzureError } from "../http/azureError";
import { textAt, valueAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import { sinceBegun } from "../http/sinceBegun";
import { parseResourceId, sameId, vaultIdOf } from "../ids";
import type { BackupPolicy, PolicyRequest } from "../models";
import { guardedWhenRefused } from "../vaults/resourceGuard";
import { getPolicy, listPolicies, policyIn, policyVersion } from "./policies";
import type { PolicyPlan } from "./policyPlan";
import { changedProperties, propertiesOf, unchangedProperties } from "./writePlan";

/**
 * PUT of a policy for virtual machines. One of that name is left alone, as the PUT would change it and all that it
 * protects. Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read` and `…/write`.
 * @throws AzureError `conflict` when the name is taken, `invalid` with Azure's reason
 */
export async function createPolicy(arm: Arm, { vaultId, name, plan }: PolicyRequest): Promise<BackupPolicy> {
  const policies = await listPolicies(arm, vaultId);
  if (policies.some((policy) => sameId(policy.name, name))) {
    throw new AzureError(
      l10n.t("The vault '{0}' has a policy named '{1}' already.", parseResourceId(vaultId).name, name),
      { kind: "conflict", code: "PolicyAlreadyExists" },
    );
  }
  const policyId = `${vaultId}/backupPolicies/${name}`;
  await put(arm, policyId, propertiesOf(plan, arm.now()));
  return sinceBegun(() => getPolicy(arm, policyId));
}

/**
 * Changes a policy, and with it how all its VMs are backed up and how long all their recovery points are kept: PUT of what
 * it has, with the plan's parts in it, so that what a plan has no words for stays. Azure answers 200, or 202 while it
 * carries the change to the VMs, which is waited for. Cancelling stops the waiting only. In a vault with a Resource Guard,
 * a shorter retention has to be allowed by the guard.
 * Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read` and `…/write`.
 * @param seen the plan that was changed into this one: when the policy has another by now, nothing is sent, as the change of
 *   somebody else would be lost
 * @throws AzureError `notFound`, `invalid` with Azure's reason, `conflict` with code `PolicyChangedMeanwhile`
 */
export async function updatePolicy(
  arm: Arm,
  policyId: string,
  plan: PolicyPlan,
  seen?: PolicyPlan,
): Promise<BackupPolicy> {
  const { subscriptionId, name } = parseResourceId(policyId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: policyId, apiVersion: policyVersion });
  if (seen !== undefined && JSON.stringify(policyIn(body, name).plan) !== JSON.stringify(seen)) {
    throw changedMeanwhile(policyId);
  }
  const properties = changedProperties(valueAt(body, "properties"), plan, arm.now());
  // A policy may have an etag (REST specification 2024-04-01), though none that was recorded has one.
  const ifMatch = textAt(body, "eTag");
  try {
    await guardedWhenRefused(arm, vaultIdOf(policyId), "changePolicy", (requests) =>
      put(
        arm,
        policyId,
        { ...properties, ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: requests }) },
        ifMatch,
      ),
    );
  } catch (error) {
    if (!isAzureError(error) || error.status !== 412) {
      throw error;
    }
    // The PUT is sent again when its answer is lost: then it may be this change itself that has made the other etag.
    const now = await getPolicy(arm, policyId);
    if (JSON.stringify(now.plan) !== JSON.stringify(plan)) {
      throw changedMeanwhile(policyId, error);
    }
    return now;
  }
  return sinceBegun(() => getPolicy(arm, policyId));
}

/**
 * Has Azure carry a policy to its VMs again, for those that did not follow its last change: PUT of the policy as it is. Azure
 * answers 200, or 202 while it works, which is waited for. Cancelling stops the waiting only.
 * Needs `Microsoft.RecoveryServices/Vaults/backupPolicies/read` and `…/write`.
 * @throws AzureError `notFound`, `invalid` with Azure's reason
 */
export async function reapplyPolicy(arm: Arm, policyId: string): Promise<void> {
  const { subscriptionId } = parseResourceId(policyId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: policyId, apiVersion: policyVersion });
  await put(arm, policyId, unchangedProperties(valueAt(body, "properties")));
}

function changedMeanwhile(policyId: string, cause?: unknown): AzureError {
  return new AzureError(
    l10n.t(
      "Somebody else has changed the policy '{0}' in the meantime; nothing was saved.",
      parseResourceId(policyId).name,
    ),
    { kind: "conflict", code: "PolicyChangedMeanwhile", cause },
  );
}

async function put(arm: Arm, policyId: string, properties: object, ifMatch?: string): Promise<void> {
  const { subscriptionId } = parseResourceId(policyId);
  const answer = await arm.send(subscriptionId, {
    method: "PUT",
    path: policyId,
    apiVersion: policyVersion,
    body: { properties },
    ifMatch,
  });
  await waitForOperation(arm, subscriptionId, acceptedFrom(answer.header));
}
