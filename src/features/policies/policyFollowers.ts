import * as vscode from "vscode";
import type { AzureConnection, CallOptions } from "../../azure/connection";
import type { BackupPolicy, ProtectedItem } from "../../azure/models";
import { optional } from "../../host/optional";
import { namesText } from "../../wording/countText";
import type { PolicyServices } from "./services";

/** Each VM is asked after alone: with more of them, only when somebody wants to know. */
const askedUnasked = 100;

/** Whether the VMs of a policy are few enough to ask each of them. */
export function areFew({ protectedItems }: BackupPolicy): boolean {
  return protectedItems <= askedUnasked;
}

/** Those that Azure says did not follow the last change of their policy. */
export function leftBehind(items: readonly ProtectedItem[]): readonly ProtectedItem[] {
  return items.filter(({ followsPolicy }) => followsPolicy === false);
}

/**
 * Looks which VMs a change of their policy, which has just been made, did not reach.
 * @returns undefined where they are many, or Azure does not say: the change is made all the same
 * @throws AbortError
 */
export async function behindAfter(
  connection: AzureConnection,
  policy: BackupPolicy,
  options: CallOptions,
): Promise<readonly ProtectedItem[] | undefined> {
  if (policy.protectedItems === 0 || !areFew(policy)) {
    return undefined;
  }
  const items = await optional(connection.checkPolicyItems(policy.id, options));
  return items === undefined ? undefined : leftBehind(items);
}

/**
 * Sends a policy as it is once more, for VMs that did not follow its last change, and tells which still do not.
 * @throws AzureError, CancellationError
 */
export async function carryOutAgain(policy: BackupPolicy, services: PolicyServices): Promise<void> {
  const { id, name } = policy;
  const connection = await services.session.connection();
  const behind = await services.operations.run(
    { title: vscode.l10n.t("Carrying out the policy {0} again", name), resourceId: id },
    async (options) => {
      await connection.reapplyPolicy(id, options);
      return behindAfter(connection, policy, options);
    },
  );
  tellCarriedOut(vscode.l10n.t("The policy {0} is carried out again.", name), behind, policy, services);
}

/** Tells that a policy was changed, and what to do for the VMs that did not follow. */
export function tellCarriedOut(
  done: string,
  behind: readonly ProtectedItem[] | undefined,
  policy: BackupPolicy,
  services: PolicyServices,
): void {
  if (behind === undefined || behind.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  // Not awaited: the message stays until it is closed.
  void offerAgain(done, behind, policy, services);
}

async function offerAgain(
  done: string,
  behind: readonly ProtectedItem[],
  policy: BackupPolicy,
  services: PolicyServices,
): Promise<void> {
  const t = vscode.l10n.t;
  const again = t("Carry It Out Again");
  const show = t("Show VMs of Policy");
  const names = namesText(behind.map(({ vmName }) => vmName));
  const chosen = await vscode.window.showWarningMessage(
    behind.length === 1
      ? t("{0} 1 of its VMs did not follow: {1}.", done, names)
      : t("{0} {1} of its VMs did not follow: {2}.", done, behind.length, names),
    again,
    show,
  );
  if (chosen === again) {
    // As a command, so that what fails is told like the failure of a command.
    await services.execute("azureVmBackup.reapplyPolicy", { resourceId: policy.id });
  } else if (chosen === show) {
    await services.execute("azureVmBackup.showPolicyVms", { resourceId: policy.id });
  }
}
