import * as vscode from "vscode";
import { OperationError } from "../../host/errors/errors";
import type { PolicyQuestion } from "./chosenPolicy";
import { withPolicy } from "./chosenPolicy";
import { carryOutAgain } from "./policyFollowers";
import type { PolicyServices } from "./services";

/**
 * The command *Carry Out Policy Again*: sends a policy as it is, for VMs that did not follow its last change.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError when it protects nothing; AzureError, CancellationError
 */
export async function reapplyPolicy(argument: unknown, services: PolicyServices): Promise<void> {
  const question: PolicyQuestion = {
    title: vscode.l10n.t("Carry Out Policy Again"),
    problem: ({ protectedItems }) => (protectedItems === 0 ? vscode.l10n.t("It protects nothing yet.") : undefined),
    refusal: ({ name }) => new OperationError(vscode.l10n.t("The policy {0} protects nothing.", name)),
    isLast: true,
  };
  await withPolicy(services.session, argument, question, (policy) => carryOutAgain(policy, services));
}
