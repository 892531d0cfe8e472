import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import { confirmName } from "../../host/prompts/confirmName";
import type { StepPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { OperationError } from "../../host/errors/errors";
import type { PolicyQuestion } from "./chosenPolicy";
import { withPolicy } from "./chosenPolicy";
import type { PolicyServices } from "./services";

/** Why a policy cannot be deleted, or undefined. */
function problem(policy: BackupPolicy): string | undefined {
  return policy.protectedItems === 0
    ? undefined
    : policy.protectedItems === 1
      ? vscode.l10n.t("It protects 1 VM; give it another policy first.")
      : vscode.l10n.t("It protects {0} VMs; give them another policy first.", policy.protectedItems);
}

/**
 * The command *Delete Policy*: only of policies that protect nothing, once the name has been typed.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function deletePolicy(argument: unknown, services: PolicyServices): Promise<void> {
  const { session, execute } = services;
  const question: PolicyQuestion = {
    title: vscode.l10n.t("Delete Policy"),
    problem,
    refusal: (policy, reason) =>
      new OperationError(vscode.l10n.t("The policy {0} cannot be deleted. {1}", policy.name, reason), [
        {
          title: vscode.l10n.t("Show VMs of Policy"),
          run: () => execute("azureVmBackup.showPolicyVms", { resourceId: policy.id }),
        },
      ]),
  };
  await withPolicy(session, argument, question, (policy, from) => deleteOne(policy, onlyStep(from), services));
}

async function deleteOne(
  { id, name }: BackupPolicy,
  step: StepPlace,
  { session, operations }: PolicyServices,
): Promise<void> {
  const connection = await session.connection();
  await confirmName({
    title: vscode.l10n.t("Delete the policy {0}", name),
    prompt: vscode.l10n.t("The policy is deleted; it protects nothing."),
    name,
    step,
  });
  await operations.run({ title: vscode.l10n.t("Deleting the policy {0}", name), resourceId: id }, (options) =>
    connection.deletePolicy(id, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The policy {0} is deleted.", name));
}
