import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy } from "../../azure/models";
import { confirmName } from "../../host/confirmName";
import { OperationError } from "../../host/errors";
import { runWithProgress } from "../../host/progress";
import { pick } from "../../host/prompts";
import { resourceIdOf } from "../../host/resourceArgument";
import type { ResourceChanges } from "../../host/resourceChanges";
import { resourceNameOf, sameId } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import { pickVaultId, vaultIdOfArgument } from "../../host/chosenVault";

/** Why a policy cannot be deleted, or undefined. */
function problem(policy: BackupPolicy): string | undefined {
  return policy.protectedItems === 0
    ? undefined
    : vscode.l10n.t("It protects {0} VMs; give them another policy first.", policy.protectedItems);
}

async function choosePolicy(connection: AzureConnection, vaultId: string, title: string): Promise<BackupPolicy> {
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a policy of the vault {0}", resourceNameOf(vaultId)),
    choices: async (signal) => {
      const policies = await connection.listPolicies(vaultId, { signal });
      if (policies.length === 0) {
        throw new OperationError(
          vscode.l10n.t("The vault {0} has no policy for virtual machines.", resourceNameOf(vaultId)),
        );
      }
      return policies.map((policy) => ({ label: policy.name, unsuitable: problem(policy), value: policy }));
    },
  });
}

/** The policy of a node, as it is now. @throws OperationError when it is gone, or protects something */
async function namedPolicy(connection: AzureConnection, vaultId: string, policyId: string): Promise<BackupPolicy> {
  const policy = (await connection.listPolicies(vaultId)).find((one) => sameId(one.id, policyId));
  if (policy === undefined) {
    throw new OperationError(vscode.l10n.t("The policy {0} is gone already.", resourceNameOf(policyId)));
  }
  const reason = problem(policy);
  if (reason !== undefined) {
    throw new OperationError(vscode.l10n.t("The policy {0} cannot be deleted. {1}", policy.name, reason), [
      {
        title: vscode.l10n.t("Change Policy"),
        run: () => vscode.commands.executeCommand("azureVmBackup.changePolicy"),
      },
    ]);
  }
  return policy;
}

/**
 * The command *Delete Policy*: only of policies that protect nothing, once the name has been typed.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function deletePolicy(
  argument: unknown,
  services: { readonly session: AzureSession; readonly changes: ResourceChanges },
): Promise<void> {
  const title = vscode.l10n.t("Delete Policy");
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(services.session, title));
  const connection = await services.session.connection();
  const id = resourceIdOf(argument);
  const { id: policyId, name } =
    id !== undefined && /\/backupPolicies\/[^/]+$/i.test(id)
      ? await namedPolicy(connection, vaultId, id)
      : await choosePolicy(connection, vaultId, title);
  await confirmName({ title, prompt: vscode.l10n.t("The policy is deleted; it protects nothing."), name });
  try {
    await runWithProgress(
      {
        title: vscode.l10n.t("Deleting the policy {0}", name),
        cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes."),
      },
      ({ signal }) => connection.deletePolicy(policyId, { signal }),
    );
  } finally {
    services.changes.announce(policyId);
  }
  void vscode.window.showInformationMessage(vscode.l10n.t("The policy {0} is deleted.", name));
}
