import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { BackupPolicy, Vault } from "../../../azure/models";
import { OperationError } from "../../../host/errors/errors";
import { pick } from "../../../host/prompts/prompts";
import type { StepLook } from "../../../host/prompts/steps";
import { sameId } from "../../../host/resources/resourceId";
import { policySummary } from "../../../wording/policyText";

/** Which policy is asked for. */
export interface PolicyQuestion {
  readonly title: string;
  readonly vault: Vault;
  readonly step: StepLook;
  /** At which the list begins. */
  readonly former: BackupPolicy | undefined;
  /** Looks why a policy cannot protect the VMs, or undefined; may have to read the VMs first. */
  readonly problems: () => Promise<(policy: BackupPolicy) => string | undefined>;
}

/**
 * Lets the user choose a policy of a vault; the ones that do not fit the VMs say why.
 * @throws CancellationError, StepBack, AzureError, OperationError when the vault has no policies
 */
export function choosePolicy(connection: AzureConnection, question: PolicyQuestion): Promise<BackupPolicy> {
  const { title, vault, step, former, problems } = question;
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a policy of the vault {0}", vault.name),
    step,
    choices: async (signal) => {
      const [policies, problem] = await Promise.all([connection.listPolicies(vault.id, { signal }), problems()]);
      if (policies.length === 0) {
        throw new OperationError(vscode.l10n.t("The vault {0} has no policy for virtual machines.", vault.name));
      }
      return policies.map((policy) => ({
        label: policy.name,
        detail: policySummary(policy),
        icon: new vscode.ThemeIcon("calendar"),
        unsuitable: problem(policy),
        picked: former !== undefined && sameId(policy.id, former.id),
        value: policy,
      }));
    },
  });
}
