import * as vscode from "vscode";
import type { BackupPolicy, ProtectedItem } from "../../azure/models";
import type { PolicyPlan } from "../../azure/policies/policyPlan";
import { isAzureFailure } from "../../host/errors/azureErrorText";
import { confirmName } from "../../host/prompts/confirmName";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, Step, StepLook } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { namesText } from "../../wording/countText";
import type { PolicyQuestion } from "./chosenPolicy";
import { withPolicy } from "./chosenPolicy";
import { isShorter } from "./planBounds";
import { behindAfter, carryOutAgain, tellCarriedOut } from "./policyFollowers";
import { changesText, reviewPlan } from "./reviewPlan";
import type { PolicyServices } from "./services";

function problem(policy: BackupPolicy): string | undefined {
  return policy.plan === undefined
    ? vscode.l10n.t("It has settings that are not known here; change it in the portal.")
    : undefined;
}

function affected({ protectedItems }: BackupPolicy): string {
  if (protectedItems === 0) {
    return vscode.l10n.t("It protects nothing yet.");
  }
  return protectedItems === 1
    ? vscode.l10n.t("For 1 VM and its existing recovery points.")
    : vscode.l10n.t("For {0} VMs and their existing recovery points.", protectedItems);
}

interface Answers {
  readonly wanted: PolicyPlan;
  /** Whether an unchanged policy is carried out again. */
  readonly again?: boolean | undefined;
}

function isUnchanged({ wanted }: Answers, plan: PolicyPlan): boolean {
  return JSON.stringify(wanted) === JSON.stringify(plan);
}

/** The lines of the policy, and what has to be asked about the changes, or where there are none. */
function stepsOf(
  title: string,
  policy: BackupPolicy,
  plan: PolicyPlan,
  { session }: PolicyServices,
): readonly Step<Answers>[] {
  const isUsed = policy.protectedItems > 0;
  return [
    {
      decides: true,
      ask: async (_answers, step, former) => {
        const finish = { label: vscode.l10n.t("Save the policy"), detail: affected(policy) };
        return { wanted: await reviewPlan(title, former.wanted, finish, step) };
      },
    },
    {
      applies: (answers) => isUsed && isUnchanged(answers, plan),
      ask: async (answers, step) => ({ ...answers, again: await askAgain(title, policy, step, session) }),
    },
    {
      applies: (answers) => isUsed && !isUnchanged(answers, plan) && isShorter(answers.wanted, plan),
      ask: async (answers, step) => {
        const { name, protectedItems } = policy;
        const prompt =
          protectedItems === 1
            ? vscode.l10n.t("Recovery points of 1 VM that are older than the new retention are deleted.")
            : vscode.l10n.t(
                "Recovery points of {0} VMs that are older than the new retention are deleted.",
                protectedItems,
              );
        await confirmName({ title, prompt, name, step });
        return answers;
      },
    },
  ];
}

/** A policy whose last change did not reach all its VMs is put right by sending it once more. */
function askAgain(
  title: string,
  policy: BackupPolicy,
  step: StepLook,
  session: PolicyServices["session"],
): Promise<boolean> {
  return pick<boolean>({
    title,
    placeholder: vscode.l10n.t("Nothing is changed."),
    step,
    choices: async (signal) => [
      { label: vscode.l10n.t("Leave it as it is"), value: false },
      {
        label: vscode.l10n.t("Carry it out again"),
        detail: againText(policy, await behindAfter(await session.connection(), policy, { signal })),
        value: true,
      },
    ],
  });
}

function againText({ protectedItems }: BackupPolicy, behind: readonly ProtectedItem[] | undefined): string {
  const t = vscode.l10n.t;
  if (behind === undefined) {
    return protectedItems === 1
      ? t("For its VM, if it did not follow the last change.")
      : t("For those of its {0} VMs that did not follow its last change.", protectedItems);
  }
  if (behind.length > 0) {
    return t("For those that did not follow its last change: {0}.", namesText(behind.map(({ vmName }) => vmName)));
  }
  return protectedItems === 1
    ? t("Azure says that its VM follows it.")
    : t("Azure says that all of its {0} VMs follow it.", protectedItems);
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
  const { session, execute } = services;
  const question: PolicyQuestion = {
    title: vscode.l10n.t("Edit Policy"),
    problem,
    refusal: ({ id, name }, reason) =>
      new OperationError(vscode.l10n.t("The policy {0} cannot be edited. {1}", name, reason), [
        {
          title: vscode.l10n.t("Open in Portal"),
          run: () => execute("azureVmBackup.openInPortal", { resourceId: id }),
        },
      ]),
  };
  await withPolicy(session, argument, question, (policy, from) => edit(policy, from, services));
}

async function edit(policy: BackupPolicy, from: FlowPlace, services: PolicyServices): Promise<void> {
  const { name, plan } = policy;
  if (plan === undefined) {
    return;
  }
  const title = vscode.l10n.t("Edit the policy {0}", name);
  const answers = await runSteps<Answers>({ wanted: plan }, stepsOf(title, policy, plan, services), from);
  if (answers.again === true) {
    await carryOutAgain(policy, services);
  }
  if (!isUnchanged(answers, plan)) {
    await save(policy, plan, answers.wanted, services);
  }
}

async function save(
  policy: BackupPolicy,
  plan: PolicyPlan,
  wanted: PolicyPlan,
  services: PolicyServices,
): Promise<void> {
  const { session, operations, execute } = services;
  const { id, name } = policy;
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
