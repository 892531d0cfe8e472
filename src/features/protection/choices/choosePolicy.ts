import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { BackupPolicy, Vault } from "../../../azure/models";
import { OperationError } from "../../../host/errors/errors";
import { pick } from "../../../host/prompts/prompts";
import { policySummary } from "../../../wording/policyText";

/**
 * Lets the user choose a policy of a vault; the ones that do not fit the VMs say why.
 * @param problem why a policy cannot protect them, or undefined
 * @throws CancellationError, AzureError, OperationError when the vault has no policies
 */
export function choosePolicy(
  connection: AzureConnection,
  vault: Vault,
  title: string,
  problem: (policy: BackupPolicy) => string | undefined,
): Promise<BackupPolicy> {
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a policy of the vault {0}", vault.name),
    step: { number: 2, of: 2 },
    choices: async (signal) => {
      const policies = await connection.listPolicies(vault.id, { signal });
      if (policies.length === 0) {
        throw new OperationError(vscode.l10n.t("The vault {0} has no policy for virtual machines.", vault.name));
      }
      return policies.map((policy) => ({
        label: policy.name,
        detail: policySummary(policy),
        icon: new vscode.ThemeIcon("calendar"),
        unsuitable: problem(policy),
        value: policy,
      }));
    },
  });
}
