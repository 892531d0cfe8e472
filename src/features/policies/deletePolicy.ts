import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import { confirmName } from "../../host/prompts/confirmName";
import { OperationError } from "../../host/errors/errors";
import { choosePolicy } from "./chosenPolicy";
import type { PolicyServices } from "./services";

/** Why a policy cannot be deleted, or undefined. */
function problem(policy: BackupPolicy): string | undefined {
  return policy.protectedItems === 0
    ? undefined
    : vscode.l10n.t("It protects {0} VMs; give them another policy first.", policy.protectedItems);
}

/**
 * The command *Delete Policy*: only of policies that protect nothing, once the name has been typed.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function deletePolicy(argument: unknown, { session, operations, execute }: PolicyServices): Promise<void> {
  const title = vscode.l10n.t("Delete Policy");
  const { id, name } = await choosePolicy(session, argument, {
    title,
    problem,
    refusal: (policy, reason) =>
      new OperationError(vscode.l10n.t("The policy {0} cannot be deleted. {1}", policy.name, reason), [
        {
          title: vscode.l10n.t("Show VMs of Policy"),
          run: () => execute("azureVmBackup.showPolicyVms", { resourceId: policy.id }),
        },
      ]),
  });
  const connection = await session.connection();
  await confirmName({ title, prompt: vscode.l10n.t("The policy is deleted; it protects nothing."), name });
  await operations.run({ title: vscode.l10n.t("Deleting the policy {0}", name), resourceId: id }, (options) =>
    connection.deletePolicy(id, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The policy {0} is deleted.", name));
}
