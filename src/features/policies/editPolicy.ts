import * as vscode from "vscode";
import type { BackupPolicy, ProtectedItem } from "../../azure/models";
import { isAzureFailure } from "../../host/errors/azureErrorText";
import { confirmName } from "../../host/prompts/confirmName";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import { choosePolicy } from "./chosenPolicy";
import { isShorter } from "./planBounds";
import { behindAfter, carryOutAgain, namesOf, tellCarriedOut } from "./policyFollowers";
import { changesText, reviewPlan } from "./reviewPlan";
import type { PolicyServices } from "./services";

function problem(policy: BackupPolicy): string | undefined {
  return policy.plan === undefined
    ? vscode.l10n.t("It has settings that are not known here; change it in the portal.")
    : undefined;
}

function affected({ protectedItems }: BackupPolicy): string {
  return protectedItems === 0
    ? vscode.l10n.t("It protects nothing yet.")
    : vscode.l10n.t("For {0} VMs and their existing recovery points.", protectedItems);
}

/** A policy whose last change did not reach all its VMs is put right by sending it once more. */
async function offerAgain(title: string, policy: BackupPolicy, services: PolicyServices): Promise<void> {
  const connection = await services.session.connection();
  const again = await pick<boolean>({
    title,
    placeholder: vscode.l10n.t("Nothing is changed."),
    choices: async (signal) => [
      { label: vscode.l10n.t("Leave it as it is"), value: false },
      {
        label: vscode.l10n.t("Carry it out again"),
        detail: againText(policy, await behindAfter(connection, policy, { signal })),
        value: true,
      },
    ],
  });
  if (again) {
    await carryOutAgain(policy, services);
  }
}

function againText({ protectedItems }: BackupPolicy, behind: readonly ProtectedItem[] | undefined): string {
  const t = vscode.l10n.t;
  if (behind === undefined) {
    return t("For those of its {0} VMs that did not follow its last change.", protectedItems);
  }
  return behind.length === 0
    ? t("Azure says that all of its {0} VMs follow it.", protectedItems)
    : t("For those that did not follow its last change: {0}.", namesOf(behind));
}

/** Nothing was saved, as the person had not seen what the policy has become: they edit what there is now. */
function changedMeanwhile({ id, name }: BackupPolicy, execute: PolicyServices["execute"]): OperationError {
  return new OperationError(
    vscode.l10n.t("Somebody else has changed the policy {0} in the meantime; your changes were not saved.", name),
    [
      {
        title: vscode.l10n.t("Edit Again"),
        run: () => execute("azureVmBackup.editPolicy", { resourceId: id }),
      },
    ],
  );
}

/**
 * The command *Edit Policy*: schedule, time zone, snapshots, retention and archive, with the number of VMs that it affects. A
 * shorter retention deletes recovery points of theirs: it takes typing the policy's name. An unchanged policy can be carried
 * out again, for VMs that did not follow its last change.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function editPolicy(argument: unknown, services: PolicyServices): Promise<void> {
  const { session, operations, execute } = services;
  const policy = await choosePolicy(session, argument, {
    title: vscode.l10n.t("Edit Policy"),
    problem,
    refusal: ({ id, name }, reason) =>
      new OperationError(vscode.l10n.t("The policy {0} cannot be edited. {1}", name, reason), [
        {
          title: vscode.l10n.t("Open in Portal"),
          run: () => execute("azureVmBackup.openInPortal", { resourceId: id }),
        },
      ]),
  });
  const { id, name, plan } = policy;
  if (plan === undefined) {
    return;
  }
  const title = vscode.l10n.t("Edit the policy {0}", name);
  const wanted = await reviewPlan(title, plan, {
    label: vscode.l10n.t("Save the policy"),
    detail: affected(policy),
  });
  if (JSON.stringify(wanted) === JSON.stringify(plan)) {
    if (policy.protectedItems > 0) {
      await offerAgain(title, policy, services);
    }
    return;
  }
  if (policy.protectedItems > 0 && isShorter(wanted, plan)) {
    await confirmName({
      title,
      prompt: vscode.l10n.t(
        "Recovery points of {0} VMs that are older than the new retention are deleted.",
        policy.protectedItems,
      ),
      name,
    });
  }
  const connection = await session.connection();
  let behind: readonly ProtectedItem[] | undefined;
  try {
    behind = await operations.run(
      { title: vscode.l10n.t("Saving the policy {0}", name), resourceId: id },
      async (options) => {
        await connection.updatePolicy(id, wanted, { ...options, seen: plan });
        return behindAfter(connection, policy, options);
      },
    );
  } catch (error) {
    throw isAzureFailure(error) && error.code === "PolicyChangedMeanwhile" ? changedMeanwhile(policy, execute) : error;
  }
  tellCarriedOut(
    vscode.l10n.t("Policy {0} saved: {1}. {2}", name, changesText(plan, wanted), affected(policy)),
    behind,
    policy,
    services,
  );
}
