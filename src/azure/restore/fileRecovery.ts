import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { booleanAt, listAt, textAt } from "../http/jsonRead";
import { waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { networkCode } from "../http/translateError";
import { parseResourceId } from "../ids";
import { mountScriptFrom } from "./mountScript";
import { backupVersion, post } from "./restore";
import type { MountScript } from "./restoreModels";

/**
 * POST provisionInstantItemRecovery: Azure puts the disks of a recovery point where a script can mount them, for 12 hours.
 * Needs `…/protectedItems/recoveryPoints/provisionInstantItemRecovery/action`. Asking again renews it and gives a new script,
 * so an answer that was lost is asked for once more.
 * @param request.renew true when the disks of the point are mounted already
 */
export async function provisionFileRecovery(
  arm: Arm,
  request: { readonly pointId: string; readonly vmId: string; readonly renew: boolean },
): Promise<MountScript> {
  const { pointId, vmId, renew } = request;
  const { subscriptionId, name } = parseResourceId(pointId);
  const send = (renewExistingRegistration: boolean): Promise<Accepted> =>
    post(arm, subscriptionId, {
      path: `${pointId}/provisionInstantItemRecovery`,
      body: {
        properties: {
          objectType: "IaasVMILRRegistrationRequest",
          recoveryPointId: name,
          virtualMachineId: vmId,
          renewExistingRegistration,
        },
      },
    });
  const accepted = await unlessBroken(
    () => send(renew),
    async () => send(await isMounted(arm, pointId)),
  );
  const { properties } = await waitForOperation(arm, subscriptionId, accepted);
  const scripts = listAt(properties, "recoveryTarget", "clientScripts");
  // For Windows there is a program beside a script, and it is what Azure's own clients take (azure-cli 2.65, 2024).
  const script = scripts.find((one) => textAt(one, "url") !== undefined) ?? scripts[0];
  if (script === undefined) {
    throw new AzureError(l10n.t("Azure has prepared the file recovery, but gives no script."), {
      kind: "unexpected",
      begun: true,
    });
  }
  return mountScriptFrom(script);
}

/**
 * POST revokeInstantItemRecovery: the script stops working, the disks are unmounted. Nothing is sent when they are not mounted.
 * Needs `…/protectedItems/recoveryPoints/revokeInstantItemRecovery/action` and `…/recoveryPoints/read`. When the answer is
 * lost, the recovery point says whether Azure has heard the wish.
 */
export async function revokeFileRecovery(arm: Arm, pointId: string): Promise<void> {
  const { subscriptionId } = parseResourceId(pointId);
  if (!(await isMounted(arm, pointId))) {
    return;
  }
  const send = (): Promise<Accepted> => post(arm, subscriptionId, { path: `${pointId}/revokeInstantItemRecovery` });
  const accepted = await unlessBroken(send, async () => ((await isMounted(arm, pointId)) ? send() : undefined));
  if (accepted !== undefined) {
    await waitForOperation(arm, subscriptionId, accepted);
  }
}

/** Sends; when the connection breaks, whoever knows how things stand goes on. */
async function unlessBroken<T>(send: () => Promise<Accepted>, otherwise: () => Promise<T>): Promise<Accepted | T> {
  try {
    return await send();
  } catch (error) {
    if (networkCode(error) === undefined) {
      throw error;
    }
    return otherwise();
  }
}

/** GET of the recovery point: whether its disks are mounted. */
async function isMounted(arm: Arm, pointId: string): Promise<boolean> {
  const { subscriptionId } = parseResourceId(pointId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: pointId, apiVersion: backupVersion });
  return booleanAt(body, "properties", "isInstantIlrSessionActive") === true;
}
