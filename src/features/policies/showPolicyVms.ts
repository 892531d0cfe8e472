import * as vscode from "vscode";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import { protectionText } from "../../wording/protectionText";
import { choosePolicy } from "./chosenPolicy";
import type { PolicyServices } from "./services";

/**
 * The command *Show VMs of Policy*: a searchable list of what a policy protects; choosing a VM gives it another policy.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError when it protects nothing; AzureError, CancellationError
 */
export async function showPolicyVms(argument: unknown, { session, execute }: PolicyServices): Promise<void> {
  const { id, name } = await choosePolicy(session, argument, {
    title: vscode.l10n.t("Show VMs of Policy"),
    problem: () => undefined,
    refusal: (_policy, reason) => new OperationError(reason),
  });
  const connection = await session.connection();
  const item = await pick({
    title: vscode.l10n.t("VMs of the policy {0}", name),
    placeholder: vscode.l10n.t("Choose a VM to give it another policy"),
    choices: async (signal) => {
      const items = await connection.listPolicyItems(id, { signal });
      if (items.length === 0) {
        throw new OperationError(vscode.l10n.t("The policy {0} protects nothing.", name));
      }
      return items.map((one) => ({ label: one.vmName, description: protectionText(one.state).word, value: one }));
    },
  });
  await execute("azureVmBackup.changePolicy", { resourceId: item.id });
}
