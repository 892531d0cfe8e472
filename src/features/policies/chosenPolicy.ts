import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy } from "../../azure/models";
import { withVault } from "../../host/prompts/chosenVault";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, StepLook } from "../../host/prompts/steps";
import { askBefore } from "../../host/prompts/steps";
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
  /** True when no question follows. */
  readonly isLast?: boolean | undefined;
}

/**
 * Runs a flow about a policy, as it is now: that of a node, or one chosen in a vault in a question before the flow, to which
 * it goes back; policies that do not fit say why.
 * @throws OperationError when it is gone or does not fit; CancellationError, AzureError; what the flow throws
 */
export function withPolicy<T>(
  session: AzureSession,
  argument: unknown,
  question: PolicyQuestion,
  flow: (policy: BackupPolicy, from: FlowPlace) => Promise<T>,
): Promise<T> {
  return withVault(session, argument, question.title, async (vaultId, from) => {
    const connection = await session.connection();
    const id = resourceIdOf(argument);
    if (id !== undefined && /\/backupPolicies\/[^/]+$/i.test(id)) {
      return flow(await namedPolicy(connection, vaultId, id, question), from);
    }
    return askBefore<BackupPolicy, T>(
      (step, former) => pickPolicy(connection, vaultId, question, step, former),
      flow,
      from,
    );
  });
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
  { title, problem, isLast }: PolicyQuestion,
  step: StepLook,
  former: BackupPolicy | undefined,
): Promise<BackupPolicy> {
  const vaultName = resourceNameOf(vaultId);
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a policy of the vault {0}", vaultName),
    step: isLast === true ? { ...step, of: step.number } : step,
    choices: async (signal) => {
      const policies = await connection.listPolicies(vaultId, { signal });
      if (policies.length === 0) {
        throw new OperationError(vscode.l10n.t("The vault {0} has no policy for virtual machines.", vaultName));
      }
      return policies.map((policy) => ({
        label: policy.name,
        detail: policySummary(policy),
        unsuitable: problem(policy),
        picked: former !== undefined && sameId(policy.id, former.id),
        value: policy,
      }));
    },
  });
}
