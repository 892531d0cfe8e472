import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy, DiskSelection, Vault, VirtualMachine } from "../../azure/models";
import { mapBounded } from "../../host/bounded";
import { OperationError } from "../../host/errors/errors";
import { optional } from "../../host/optional";
import { askBefore, runSteps } from "../../host/prompts/steps";
import type { FlowPlace, Step, StepLook } from "../../host/prompts/steps";
import { textOf } from "../../host/resources/resourceArgument";
import { resourceIdUpTo } from "../../host/resources/resourceId";
import type { VmProfile } from "../../limits/profile/vm";
import { namesText, vmsText } from "../../wording/countText";
import { dataDisks, diskSteps, selectionOf } from "./choices/chooseDisks";
import type { DiskAnswers } from "./choices/chooseDisks";
import { choosePolicy } from "./choices/choosePolicy";
import { chooseVault, givenVault } from "./choices/chooseVault";
import type { Machines } from "./choices/chooseVault";
import { pickVm, resourceIdsOf, vmIdsOf, vmIdsOfItems } from "./choices/chosenVms";
import { vaultToResumeIn } from "./existingProtection";
import type { ProtectionServices } from "./services";

/** What is protected, and how. */
export interface Plan {
  readonly machines: Machines;
  readonly vault: Vault;
  readonly policy: BackupPolicy;
  /** Undefined when there is nothing to choose, or for several VMs at once: then all are backed up. */
  readonly disks: DiskSelection | undefined;
}

/** What *Protect VM* was called on. */
export interface Call {
  readonly argument: unknown;
  readonly selection: unknown;
  readonly from: FlowPlace | undefined;
}

/** What is known once the VMs are. */
interface Target {
  readonly machines: Machines;
  readonly title: string;
  /** The vault that was named, or that has their backups; undefined when it is to be chosen. */
  readonly vault: Vault | undefined;
  /** The disks of a single VM can be chosen; those of several are all backed up. */
  readonly profile: VmProfile | undefined;
  /** The disks decide which policies fit; when they cannot be read, Azure's own validation has the last word. */
  readonly profiles: () => Promise<readonly VmProfile[]>;
}

interface Answers extends DiskAnswers {
  readonly vault?: Vault | undefined;
  readonly policy?: BackupPolicy | undefined;
}

/** The name of one VM, or how many there are and the first of their names. */
export function namesOf(machines: readonly VirtualMachine[]): string {
  const names = machines.map(({ name }) => name);
  return names.length === 1 ? (names[0] ?? "") : vscode.l10n.t("{0} ({1})", vmsText(names.length), namesText(names));
}

/** The vault that a caller named: the Create Vault panel does, after it has made one. */
function vaultIdOf(argument: unknown, ids: readonly string[]): string | undefined {
  const ofNodes = ids.map((id) => resourceIdUpTo(id, "Microsoft.RecoveryServices/vaults"));
  return textOf(argument, "vaultId") ?? ofNodes.find((id) => id !== undefined);
}

async function machinesOf(connection: AzureConnection, ids: readonly string[]): Promise<Machines | undefined> {
  const vmIds = [...vmIdsOf(ids), ...(await vmIdsOfItems(connection, ids))];
  const [first, ...others] = await mapBounded(vmIds, (id) => connection.getVirtualMachine(id));
  return first === undefined ? undefined : [first, ...others];
}

async function pickMachine(
  connection: AzureConnection,
  vaultId: string | undefined,
  { session }: ProtectionServices,
  step: StepLook,
  former: VirtualMachine | undefined,
): Promise<VirtualMachine> {
  const vault = vaultId === undefined ? undefined : await connection.getVault(vaultId);
  return pickVm({
    session,
    connection,
    title:
      vault === undefined ? vscode.l10n.t("Protect VM") : vscode.l10n.t("Protect a VM with the vault {0}", vault.name),
    step,
    former: former?.id,
    problem: (vm) => {
      if (vm.protection.kind === "protected" || vm.protection.kind === "protectionFailed") {
        return vscode.l10n.t("It is protected already.");
      }
      return vault !== undefined && vault.location.toLowerCase() !== vm.location.toLowerCase()
        ? vscode.l10n.t("It is in {0}; the vault protects only VMs of {1}.", vm.location, vault.location)
        : undefined;
    },
  });
}

function refuseSeveralRegions(machines: Machines): void {
  const regions = [...new Set(machines.map((vm) => vm.location))];
  if (regions.length > 1) {
    throw new OperationError(
      vscode.l10n.t(
        "Select VMs of one region at a time: a vault protects only VMs of its own region, and these are in {0}.",
        regions.join(", "),
      ),
    );
  }
}

/** The vault in which VMs that were protected before go on. @throws OperationError when there are several, or for a protected VM */
async function vaultOfOldBackups(
  connection: AzureConnection,
  machines: Machines,
  services: ProtectionServices,
): Promise<string | undefined> {
  const resumed = await mapBounded(machines, (vm) => vaultToResumeIn(connection, vm, services));
  const [resumeIn, ...otherVaults] = [...new Set(resumed.filter((id) => id !== undefined))];
  if (otherVaults.length > 0) {
    throw new OperationError(
      vscode.l10n.t("These VMs have backups in several vaults, where they resume; protect them one at a time."),
    );
  }
  return resumeIn;
}

async function readableProfiles(
  connection: AzureConnection,
  machines: Machines,
  { loadRules }: ProtectionServices,
): Promise<readonly VmProfile[]> {
  const { profileOfAzure } = await loadRules();
  const profiles = await mapBounded(machines, (vm) => optional(connection.getVmSnapshot(vm.id).then(profileOfAzure)));
  return profiles.filter((profile) => profile !== undefined);
}

async function targetOf(
  connection: AzureConnection,
  machines: Machines,
  named: string | undefined,
  services: ProtectionServices,
): Promise<Target> {
  refuseSeveralRegions(machines);
  const vaultId = (await vaultOfOldBackups(connection, machines, services)) ?? named;
  const vault = vaultId === undefined ? undefined : await givenVault(connection, vaultId, machines, services);
  const [{ name }, ...others] = machines;
  // Names of several would leave no room for the number of the question.
  const title = vscode.l10n.t("Protect {0}", others.length === 0 ? name : vmsText(machines.length));
  if (machines.length === 1) {
    // Whether its disks are asked about decides how many questions there are.
    const known = await readableProfiles(connection, machines, services);
    return { machines, title, vault, profile: known[0], profiles: () => Promise.resolve(known) };
  }
  let reading: Promise<readonly VmProfile[]> | undefined;
  const profiles = () => (reading ??= readableProfiles(connection, machines, services));
  return { machines, title, vault, profile: undefined, profiles };
}

function stepsOf(
  connection: AzureConnection,
  { machines, title, vault, profile, profiles }: Target,
  services: ProtectionServices,
): readonly Step<Answers>[] {
  const policyProblems = async () => {
    const [known, { policyProblem }] = await Promise.all([profiles(), services.loadRules()]);
    const toProtect = { profiles: known, machines: machines.length, rules: services.rules() };
    return (policy: BackupPolicy) => policyProblem(policy, toProtect);
  };
  return [
    {
      applies: () => vault === undefined,
      ask: async (answers, step, former) => ({
        ...answers,
        vault: await chooseVault(connection, { title, machines, step, former: former.vault }, services),
      }),
    },
    {
      ask: async (answers, step, former) => {
        const into = answers.vault;
        const question = { title, step, former: former.policy, problems: policyProblems };
        return into === undefined
          ? answers
          : { ...answers, policy: await choosePolicy(connection, { ...question, vault: into }) };
      },
    },
    ...diskSteps<Answers>(({ policy }) =>
      profile === undefined || dataDisks(profile).length === 0
        ? undefined
        : { title, profile, kind: policy?.kind, present: undefined },
    ),
  ];
}

/**
 * Asks which VM is protected, when the call does not say, with which vault and policy, and which disks of a single VM.
 * @throws OperationError, AzureError, CancellationError; StepBack when the user goes back to before the flow
 */
export async function askPlan(
  connection: AzureConnection,
  { argument, selection, from }: Call,
  services: ProtectionServices,
): Promise<Plan> {
  const ids = resourceIdsOf(argument, selection);
  const named = vaultIdOf(argument, ids);
  const plan = async (machines: Machines, place: FlowPlace | undefined): Promise<Plan> => {
    const target = await targetOf(connection, machines, named, services);
    const answers = await runSteps<Answers>({ vault: target.vault }, stepsOf(connection, target, services), place);
    const { vault, policy } = answers;
    if (vault === undefined || policy === undefined) {
      throw new vscode.CancellationError();
    }
    const disks = target.profile === undefined ? undefined : selectionOf(target.profile, answers);
    return { machines, vault, policy, disks };
  };
  const given = await machinesOf(connection, ids);
  return given === undefined
    ? askBefore<VirtualMachine, Plan>(
        (step, former) => pickMachine(connection, named, services, step, former),
        (vm, place) => plan([vm], place),
        from,
      )
    : plan(given, from);
}
