import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { listAt } from "../http/jsonRead";
import { waitForOperation } from "../http/longRunning";
import { parseResourceId } from "../ids";
import { mountScriptFrom } from "./mountScript";
import { post } from "./restore";
import type { MountScript } from "./restoreModels";

/**
 * POST provisionInstantItemRecovery: Azure puts the disks of a recovery point where a script can mount them, for 12 hours.
 * Needs `…/protectedItems/recoveryPoints/provisionInstantItemRecovery/action`. Asking again renews it and gives a new script,
 * so a lost answer does no harm.
 * @param renew true when the disks of the point are mounted already
 */
export async function provisionFileRecovery(
  arm: Arm,
  request: { readonly pointId: string; readonly vmId: string; readonly renew: boolean },
): Promise<MountScript> {
  const { pointId, vmId, renew } = request;
  const { subscriptionId, name } = parseResourceId(pointId);
  const accepted = await post(arm, subscriptionId, {
    path: `${pointId}/provisionInstantItemRecovery`,
    body: {
      properties: {
        objectType: "IaasVMILRRegistrationRequest",
        recoveryPointId: name,
        virtualMachineId: vmId,
        renewExistingRegistration: renew,
      },
    },
  });
  const { properties } = await waitForOperation(arm, subscriptionId, accepted);
  const [script] = listAt(properties, "recoveryTarget", "clientScripts");
  if (script === undefined) {
    throw new AzureError(l10n.t("Azure has prepared the file recovery, but gives no script."), {
      kind: "unexpected",
      begun: true,
    });
  }
  return mountScriptFrom(script);
}

/**
 * POST revokeInstantItemRecovery: the script stops working, the disks are unmounted.
 * Needs `…/protectedItems/recoveryPoints/revokeInstantItemRecovery/action`.
 */
export async function revokeFileRecovery(arm: Arm, pointId: string): Promise<void> {
  const { subscriptionId } = parseResourceId(pointId);
  const accepted = await post(arm, subscriptionId, { path: `${pointId}/revokeInstantItemRecovery` });
  await waitForOperation(arm, subscriptionId, accepted);
}
