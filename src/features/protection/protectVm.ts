import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy, DiskSelection, Vault, VirtualMachine } from "../../azure/models";
import { callOptionsOf } from "../../host/operations/azureOperation";
import { mapBounded } from "../../host/bounded";
import { OperationError } from "../../host/errors/errors";
import { optional } from "../../host/optional";
import { runWithProgress } from "../../host/operations/progress";
import type { RunningOperation } from "../../host/operations/progress";
import { textOf } from "../../host/resources/resourceArgument";
import { resourceIdUpTo } from "../../host/resources/resourceId";
import type { VmProfile } from "../../limits/profile/vm";
import { chooseDisks } from "./choices/chooseDisks";
import { choosePolicy } from "./choices/choosePolicy";
import { chooseVault } from "./choices/chooseVault";
import { pickVm, resourceIdsOf, vmIdsOf, vmIdsOfItems } from "./choices/chosenVms";
import { vaultToResumeIn } from "./existingProtection";
import type { ProtectionServices } from "./services";

interface Plan {
  readonly machines: readonly VirtualMachine[];
  readonly vault: Vault;
  readonly policy: BackupPolicy;
  /** Undefined when there is nothing to choose, or for several VMs at once: then all are backed up. */
  readonly disks: DiskSelection | undefined;
}

function namesOf(machines: readonly VirtualMachine[]): string {
  return machines.length === 1
    ? (machines[0]?.name ?? "")
    : vscode.l10n.t("{0} VMs ({1})", machines.length, machines.map((vm) => vm.name).join(", "));
}

/** The vault that a caller named: the Create Vault panel does, after it has made one. */
function vaultIdOf(argument: unknown, ids: readonly string[]): string | undefined {
  const ofNodes = ids.map((id) => resourceIdUpTo(id, "Microsoft.RecoveryServices/vaults"));
  return textOf(argument, "vaultId") ?? ofNodes.find((id) => id !== undefined);
}

async function machinesToProtect(
  connection: AzureConnection,
  ids: readonly string[],
  vaultId: string | undefined,
  services: ProtectionServices,
): Promise<readonly [VirtualMachine, ...VirtualMachine[]]> {
  const vmIds = [...vmIdsOf(ids), ...(await vmIdsOfItems(connection, ids))];
  const [first, ...others] = await mapBounded(vmIds, (id) => connection.getVirtualMachine(id));
  if (first !== undefined) {
    return [first, ...others];
  }
  const vault = vaultId === undefined ? undefined : await connection.getVault(vaultId);
  const picked = await pickVm({
    session: services.session,
    connection,
    title:
      vault === undefined ? vscode.l10n.t("Protect VM") : vscode.l10n.t("Protect a VM with the vault {0}", vault.name),
    problem: (vm) => {
      if (vm.protection.kind === "protected" || vm.protection.kind === "protectionFailed") {
        return vscode.l10n.t("It is protected already.");
      }
      return vault !== undefined && vault.location.toLowerCase() !== vm.location.toLowerCase()
        ? vscode.l10n.t("It is in {0}; the vault protects only VMs of {1}.", vm.location, vault.location)
        : undefined;
    },
  });
  return [picked];
}

function refuseSeveralRegions(machines: readonly VirtualMachine[]): void {
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

/** The disks decide which policies fit; when they cannot be read, Azure's own validation has the last word. */
async function readableProfiles(
  connection: AzureConnection,
  machines: readonly VirtualMachine[],
  services: ProtectionServices,
): Promise<readonly VmProfile[]> {
  const { profileOfAzure } = await services.loadRules();
  const profiles = await mapBounded(machines, (vm) => optional(connection.getVmSnapshot(vm.id).then(profileOfAzure)));
  return profiles.filter((profile) => profile !== undefined);
}

async function validate(connection: AzureConnection, plan: Plan, { report, signal }: RunningOperation): Promise<void> {
  if (plan.disks !== undefined && plan.disks.kind !== "all") {
    // The check judges all disks, and would refuse for the sake of those that are left out; protecting itself says the rest.
    return;
  }
  for (const vm of plan.machines) {
    report(vscode.l10n.t("Asking Azure whether {0} can be protected", vm.name));
    const verdict = await connection.validateProtection(vm.id, plan.vault, plan.policy.name, { signal });
    if (!verdict.ok) {
      const reason = verdict.message ?? verdict.code ?? vscode.l10n.t("It gives no reason.");
      throw new OperationError(vscode.l10n.t("Azure would refuse to protect {0}: {1}", vm.name, reason), [
        {
          title: vscode.l10n.t("Check Readiness"),
          run: () => vscode.commands.executeCommand("azureVmBackup.checkReadiness", { resourceId: vm.id }),
        },
      ]);
    }
  }
}

/** Protects one after the other; what has been done stays done when a later one fails. */
async function protectAll(
  connection: AzureConnection,
  plan: Plan,
  operation: RunningOperation,
  services: ProtectionServices,
): Promise<void> {
  const { machines, vault, policy, disks } = plan;
  for (const [index, vm] of machines.entries()) {
    operation.report(vscode.l10n.t("Protecting {0}", vm.name), (index * 100) / machines.length);
    try {
      const awaited = { vaultId: vault.id, vmName: vm.name, vmId: vm.id, operation: "ConfigureBackup" };
      const options = { ...callOptionsOf(operation), disks };
      await services.jobs.during(awaited, () => connection.protect(vm.id, policy.id, options));
    } finally {
      // Also after a cancel or a failure: Azure may have got somewhere.
      services.changes.announce(vm.id);
      services.changes.announce(vault.id);
      // Not followed: this flow waited for the job and tells its end itself. The Jobs view should list it all the same.
      void services.jobs.refresh();
    }
  }
}

async function makePlan(
  connection: AzureConnection,
  argument: unknown,
  selection: unknown,
  services: ProtectionServices,
): Promise<Plan | undefined> {
  const ids = resourceIdsOf(argument, selection);
  const named = vaultIdOf(argument, ids);
  const machines = await machinesToProtect(connection, ids, named, services);
  refuseSeveralRegions(machines);
  const resumed = await mapBounded(machines, (vm) => vaultToResumeIn(connection, vm, services));
  const [resumeIn, ...otherVaults] = [...new Set(resumed.filter((id) => id !== undefined))];
  if (otherVaults.length > 0) {
    throw new OperationError(
      vscode.l10n.t("These VMs have backups in several vaults, where they resume; protect them one at a time."),
    );
  }
  const vault = await chooseVault(connection, machines[0], resumeIn ?? named, services);
  if (vault === undefined) {
    return undefined;
  }
  const profiles = await readableProfiles(connection, machines, services);
  const title = vscode.l10n.t("Protect {0}", namesOf(machines));
  const { policyProblem } = await services.loadRules();
  const toProtect = { profiles, machines: machines.length, rules: services.rules() };
  const policy = await choosePolicy(connection, vault, title, (one) => policyProblem(one, toProtect));
  const [profile] = profiles;
  const disks =
    machines.length === 1 && profile !== undefined
      ? await chooseDisks(title, profile, policy.kind, undefined)
      : undefined;
  return { machines, vault, policy, disks };
}

function tellProtected(plan: Plan, services: ProtectionServices): void {
  const backUp = vscode.l10n.t("Back Up Now");
  const sentence = vscode.l10n.t(
    "{0}: protected in the vault {1} with the policy {2}. The first backup runs on schedule, or now.",
    namesOf(plan.machines),
    plan.vault.name,
    plan.policy.name,
  );
  // Not awaited: the notification stays until it is closed.
  void vscode.window.showInformationMessage(sentence, backUp).then((chosen) => {
    if (chosen === backUp) {
      const nodes = plan.machines.map((vm) => ({ resourceId: vm.id }));
      services.execute(
        "azureVmBackup.backUpNow",
        nodes.length === 1 ? nodes[0] : { resourceIds: plan.machines.map((vm) => vm.id) },
      );
    }
  });
}

/**
 * The command *Protect VM*.
 * @param argument a tree node, `{ resourceId }` of a VM, `{ vaultId }`, or nothing
 * @param selection all selected nodes, when it was called on several
 * @throws OperationError, AzureError, CancellationError
 */
export async function protectVm(argument: unknown, selection: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const plan = await makePlan(connection, argument, selection, services);
  if (plan === undefined) {
    return;
  }
  await runWithProgress(
    {
      title: vscode.l10n.t("Protecting {0}", namesOf(plan.machines)),
      cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes."),
    },
    async (operation) => {
      await validate(connection, plan, operation);
      await protectAll(connection, plan, operation, services);
    },
  );
  tellProtected(plan, services);
}
