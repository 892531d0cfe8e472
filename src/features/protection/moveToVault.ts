import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy, ProtectedItem, ProtectionState, Vault, VirtualMachine } from "../../azure/models";
import { pickVault } from "../../host/prompts/chosenVault";
import { confirmName } from "../../host/prompts/confirmName";
import { OperationError } from "../../host/errors/errors";
import { optional } from "../../host/optional";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, Step, StepPlace } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import { choosePolicy } from "./choices/choosePolicy";
import { withItem } from "./choices/chosenItem";
import { runChange, tellChanged } from "./runChange";
import type { ProtectionServices } from "./services";
import { readableSecurity, suspensionProblem } from "./stopProtection";
import { vaultProblem } from "./choices/vaultFit";

type Keeping = "forever" | "asPolicySays";

interface Answers {
  readonly vault?: Vault | undefined;
  readonly policy?: BackupPolicy | undefined;
  /** Undefined when it is stopped already. */
  readonly keeping?: Keeping | undefined;
}

/** Where a VM goes. */
interface Move {
  readonly item: ProtectedItem;
  readonly vault: Vault;
  readonly policy: BackupPolicy;
  readonly keeping: Keeping | undefined;
}

/** What the questions of this flow know. */
interface Question<A> {
  readonly item: ProtectedItem;
  readonly title: string;
  readonly step: StepPlace;
  /** What was answered before. */
  readonly former: A | undefined;
}

/**
 * Why a VM cannot move, or undefined. A soft-deleted item holds the VM in its vault until it is gone for good ("Soft delete
 * for Azure Backup", 2025).
 */
function problem(state: ProtectionState): string | undefined {
  switch (state.kind) {
    case "protected":
    case "protectionFailed":
    case "stopped":
      return undefined;
    case "softDeleted":
      return vscode.l10n.t("Its backup data is soft-deleted: bring it back first, or wait until it is gone.");
    case "inFlight":
      return vscode.l10n.t("Azure is changing its protection; wait until that has ended.");
    case "notProtected":
      return vscode.l10n.t("It is not protected.");
    case "unknown":
      return state.why;
  }
}

function chooseTarget(
  connection: AzureConnection,
  vm: VirtualMachine,
  { item, title, step, former }: Question<Vault>,
  services: ProtectionServices,
): Promise<Vault> {
  const { subscriptions } = services.session;
  return pickVault({
    session: services.session,
    connection,
    title,
    placeholder: vscode.l10n.t("Choose the new vault in {0}, the VM's region", vm.location),
    step,
    choices: (vaults) =>
      vaults.map((vault) => ({
        label: vault.name,
        description: vault.location,
        detail: vault.resourceGroup,
        icon: new vscode.ThemeIcon("archive"),
        unsuitable: sameId(vault.id, item.vaultId)
          ? vscode.l10n.t("It has the backups now.")
          : vaultProblem(vault, { vm, subscriptions }),
        picked: former !== undefined && sameId(vault.id, former.id),
        value: vault,
      })),
  });
}

/**
 * Backups themselves never move ("Move a Recovery Services vault across Azure subscriptions and resource groups",
 * 2026-03-25): the old vault keeps them, stopped, and the new one begins anew.
 */
function askKeeping(connection: AzureConnection, { item, title, step, former }: Question<Keeping>): Promise<Keeping> {
  const t = vscode.l10n.t;
  return pick<Keeping>({
    title,
    placeholder: t("Recovery points never move. How long does the vault {0} keep them?", resourceNameOf(item.vaultId)),
    step,
    choices: async (signal) => [
      {
        label: t("Until somebody deletes them"),
        detail: t("They are billed as long; the VM can be restored from them."),
        picked: former === "forever",
        value: "forever",
      },
      {
        label: t("As the policy says"),
        detail: t("Each is deleted when it expires; the last one stays until somebody deletes it."),
        unsuitable: suspensionProblem(await readableSecurity(connection, item.vaultId, signal)),
        picked: former === "asPolicySays",
        value: "asPolicySays",
      },
    ],
  });
}

/** The disks decide which policies fit; when they cannot be read, Azure has the last word. */
async function policyProblems(connection: AzureConnection, vmId: string, services: ProtectionServices) {
  const { profileOfAzure, policyProblem } = await services.loadRules();
  const profile = await optional(connection.getVmSnapshot(vmId).then(profileOfAzure));
  const toProtect = { profiles: profile === undefined ? [] : [profile], machines: 1, rules: services.rules() };
  return (policy: BackupPolicy) => policyProblem(policy, toProtect);
}

function stepsOf(
  connection: AzureConnection,
  vm: VirtualMachine,
  item: ProtectedItem,
  title: string,
  services: ProtectionServices,
): readonly Step<Answers>[] {
  const problems = () => policyProblems(connection, item.vmId, services);
  return [
    {
      ask: async (answers, step, former) => ({
        ...answers,
        vault: await chooseTarget(connection, vm, { item, title, step, former: former.vault }, services),
      }),
    },
    {
      ask: async (answers, step, former) => {
        const { vault } = answers;
        return vault === undefined
          ? answers
          : {
              ...answers,
              policy: await choosePolicy(connection, { title, vault, step, former: former.policy, problems }),
            };
      },
    },
    {
      applies: () => item.state.kind !== "stopped",
      ask: async (answers, step, former) => ({
        ...answers,
        keeping: await askKeeping(connection, { item, title, step, former: former.keeping }),
      }),
    },
    {
      ask: async (answers, step) => {
        await confirmName({
          title,
          name: item.vmName,
          prompt: vscode.l10n.t(
            "The vault {0} makes no more backups of it and keeps its recovery points; {1} begins with a first full backup.",
            resourceNameOf(item.vaultId),
            answers.vault?.name ?? "",
          ),
          step,
        });
        return answers;
      },
    },
  ];
}

async function carryOut(
  connection: AzureConnection,
  { item, vault, policy, keeping }: Move,
  services: ProtectionServices,
) {
  const title = vscode.l10n.t("Moving the backups of {0} to {1}", item.vmName, vault.name);
  if (keeping !== undefined) {
    await runChange(
      item,
      { title, operation: "DisableBackup" },
      (options) => connection.stopKeepingData(item.id, { ...options, keeping }),
      services,
    );
  }
  try {
    await runChange(
      { ...item, vaultId: vault.id },
      { title, operation: "ConfigureBackup" },
      (options) => connection.protect(item.vmId, policy.id, { ...options, leavesVault: true }),
      services,
    );
  } catch (error) {
    if (!(error instanceof Error) || !/already\s+regist/i.test(error.message)) {
      throw error;
    }
    throw new OperationError(
      vscode.l10n.t(
        "{0} is stopped in the vault {1}, but Azure does not let {2} protect it as long as the old vault has its backups.",
        item.vmName,
        resourceNameOf(item.vaultId),
        vault.name,
      ),
      [
        {
          title: vscode.l10n.t("Resume Protection"),
          run: () => services.execute("azureVmBackup.resumeProtection", { resourceId: item.id }),
        },
        {
          title: vscode.l10n.t("Stop Protection"),
          run: () => services.execute("azureVmBackup.stopProtection", { resourceId: item.id }),
        },
      ],
      { cause: error },
    );
  }
}

/**
 * The command *Move to Another Vault*: stops the protection in the old vault, which keeps its recovery points, and protects
 * the VM in the new one. Run once more after a failure, it goes on where it stopped.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function moveToVault(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Move to Another Vault"), problem };
  await withItem(connection, argument, question, services, (item, from) => move(connection, item, from, services));
}

async function move(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const title = vscode.l10n.t("Move the backups of {0} to another vault", item.vmName);
  const vm = await connection.getVirtualMachine(item.vmId);
  const answers = await runSteps<Answers>({}, stepsOf(connection, vm, item, title, services), from);
  const { vault, policy, keeping } = answers;
  if (vault === undefined || policy === undefined) {
    return;
  }
  await carryOut(connection, { item, vault, policy, keeping }, services);
  tellChanged(
    vscode.l10n.t("{0} is protected in the vault {1} now, with the policy {2}.", item.vmName, vault.name, policy.name),
    {
      title: vscode.l10n.t("Back Up Now"),
      run: () => services.execute("azureVmBackup.backUpNow", { resourceId: item.vmId }),
    },
  );
}
