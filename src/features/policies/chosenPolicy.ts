import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy } from "../../azure/models";
import { pickVaultId, vaultIdOfArgument } from "../../host/prompts/chosenVault";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import { resourceIdOf } from "../../host/resources/resourceArgument";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import { policySummary } from "../../wording/policyText";

/** A command's question for a policy. */
export interface PolicyQuestion {
  readonly title: string;
  /** Why the command cannot have a policy, or undefined. */
  readonly problem: (policy: BackupPolicy) => string | undefined;
  /** The error for the policy of a node that the command cannot have. */
  readonly refusal: (policy: BackupPolicy, problem: string) => OperationError;
}

/**
 * The policy that a command is about, as it is now: that of a node, or one chosen in a vault, where those that do not fit
 * say why.
 * @throws OperationError when it is gone or does not fit; CancellationError, AzureError
 */
export async function choosePolicy(
  session: AzureSession,
  argument: unknown,
  question: PolicyQuestion,
): Promise<BackupPolicy> {
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(session, question.title));
  const connection = await session.connection();
  const id = resourceIdOf(argument);
  return id !== undefined && /\/backupPolicies\/[^/]+$/i.test(id)
    ? namedPolicy(connection, vaultId, id, question)
    : pickPolicy(connection, vaultId, question);
}

async function namedPolicy(
  connection: AzureConnection,
  vaultId: string,
  policyId: string,
  { problem, refusal }: PolicyQuestion,
): Promise<BackupPolicy> {
  const policy = (await connection.listPolicies(vaultId)).find((one) => sameId(one.id, policyId));
  if (policy === undefined) {
    throw new OperationError(vscode.l10n.t("The policy {0} is gone already.", resourceNameOf(policyId)));
  }
  const reason = problem(policy);
  if (reason !== undefined) {
    throw refusal(policy, reason);
  }
  return policy;
}

function pickPolicy(
  connection: AzureConnection,
  vaultId: string,
  { title, problem }: PolicyQuestion,
): Promise<BackupPolicy> {
  const vaultName = resourceNameOf(vaultId);
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a policy of the vault {0}", vaultName),
    choices: async (signal) => {
      const policies = await connection.listPolicies(vaultId, { signal });
      if (policies.length === 0) {
        throw new OperationError(vscode.l10n.t("The vault {0} has no policy for virtual machines.", vaultName));
      }
      return policies.map((policy) => ({
        label: policy.name,
        detail: policySummary(policy),
        unsuitable: problem(policy),
        value: policy,
      }));
    },
  });
}
