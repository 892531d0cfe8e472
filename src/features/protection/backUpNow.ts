import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { VirtualMachine } from "../../azure/models";
import { mapBounded } from "../../host/bounded";
import { OperationError } from "../../host/errors/errors";
import { runWithProgress } from "../../host/operations/progress";
import type { FlowPlace, StepLook } from "../../host/prompts/steps";
import { askBefore } from "../../host/prompts/steps";
import { resourceIdUpTo, resourceNameOf } from "../../host/resources/resourceId";
import { vmsText } from "../../wording/countText";
import { isItemId, pickVm, resourceIdsOf, vmIdsOf } from "./choices/chosenVms";
import { askRetention } from "./choices/retention";
import type { ProtectionServices } from "./services";

/** What is backed up: a protected item, and the name to call it by. */
interface Target {
  readonly itemId: string;
  readonly vmName: string;
  /** Undefined when the command was called on the item. */
  readonly vmId: string | undefined;
}

/** The vault in the id of an item. */
function vaultOf(itemId: string): string {
  return resourceIdUpTo(itemId, "Microsoft.RecoveryServices/vaults") ?? itemId;
}

/** A protected item's name ends with that of its VM: VM;iaasvmcontainerv2;group;web-01. */
function targetOfItem(itemId: string): Target {
  const name = resourceNameOf(itemId);
  return { itemId, vmName: name.slice(name.lastIndexOf(";") + 1), vmId: undefined };
}

function targetOfVm(vm: VirtualMachine, services: ProtectionServices): Target {
  const protect = {
    title: vscode.l10n.t("Protect VM"),
    run: () => services.execute("azureVmBackup.protectVm", { resourceId: vm.id }),
  };
  if (vm.item === undefined) {
    throw new OperationError(vscode.l10n.t("{0} is not protected yet, so it cannot be backed up.", vm.name), [protect]);
  }
  const vaultName = resourceNameOf(vm.item.vaultId);
  if (vm.protection.kind === "stopped" || vm.protection.kind === "softDeleted") {
    throw new OperationError(
      vscode.l10n.t("The backups of {0} in the vault {1} are stopped; protect it again first.", vm.name, vaultName),
      [protect],
    );
  }
  return { itemId: vm.item.id, vmName: vm.name, vmId: vm.id };
}

/** `{ resourceIds }` is how this feature hands on several VMs at once. */
function listedIds(argument: unknown): readonly string[] {
  if (
    typeof argument === "object" &&
    argument !== null &&
    "resourceIds" in argument &&
    Array.isArray(argument.resourceIds)
  ) {
    return argument.resourceIds.filter((id) => typeof id === "string");
  }
  return [];
}

/** What the command was called on; empty when it is to be asked. */
async function givenTargets(
  connection: AzureConnection,
  argument: unknown,
  selection: unknown,
  services: ProtectionServices,
): Promise<readonly Target[]> {
  const ids = [...resourceIdsOf(argument, selection), ...listedIds(argument)];
  const items = ids.filter(isItemId).map(targetOfItem);
  const machines = await mapBounded(vmIdsOf(ids.filter((id) => !isItemId(id))), (id) =>
    connection.getVirtualMachine(id),
  );
  return [...items, ...machines.map((vm) => targetOfVm(vm, services))];
}

function pickMachine(
  connection: AzureConnection,
  services: ProtectionServices,
  step: StepLook,
  former: VirtualMachine | undefined,
): Promise<VirtualMachine> {
  return pickVm({
    session: services.session,
    connection,
    title: vscode.l10n.t("Back Up Now"),
    step,
    former: former?.id,
    problem: (vm) =>
      vm.protection.kind === "protected" || vm.protection.kind === "protectionFailed"
        ? undefined
        : vscode.l10n.t("It is not protected."),
  });
}

function tellStarted(
  targets: readonly Target[],
  lastJob: { readonly vaultId: string; readonly jobName: string } | undefined,
  services: ProtectionServices,
): void {
  const show = vscode.l10n.t("Show Jobs");
  const sentence =
    targets.length === 1
      ? vscode.l10n.t("The backup of {0} has started.", targets[0]?.vmName ?? "")
      : vscode.l10n.t("{0} backups have started.", targets.length);
  // Not awaited: the notification stays until it is closed.
  void vscode.window.showInformationMessage(sentence, show).then((chosen) => {
    if (chosen === show) {
      services.execute("azureVmBackup.showJobs", lastJob === undefined ? undefined : { vaultId: lastJob.vaultId });
    }
  });
}

/**
 * The command *Back Up Now*: asks how long to keep the recovery point, starts the backups and follows their jobs.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, `{ resourceIds }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function backUpNow(argument: unknown, selection: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const targets = await givenTargets(connection, argument, selection, services);
  if (targets.length > 0) {
    await startBackups(connection, targets, services, undefined);
    return;
  }
  await askBefore(
    (step, former: VirtualMachine | undefined) => pickMachine(connection, services, step, former),
    (vm, from) => startBackups(connection, [targetOfVm(vm, services)], services, from),
  );
}

async function startBackups(
  connection: AzureConnection,
  targets: readonly Target[],
  services: ProtectionServices,
  from: FlowPlace | undefined,
): Promise<void> {
  const title =
    targets.length === 1
      ? vscode.l10n.t("Back up {0}", targets[0]?.vmName ?? "")
      : vscode.l10n.t("Back up {0}", vmsText(targets.length));
  const retainUntil = await askRetention(title, services.now(), from);
  const lastJob = await runWithProgress(
    { title, cancelSays: vscode.l10n.t("Cancel starts no further backups; those that have started go on.") },
    async ({ report, signal }) => {
      let last: { readonly vaultId: string; readonly jobName: string } | undefined;
      for (const [index, target] of targets.entries()) {
        signal.throwIfAborted();
        report(vscode.l10n.t("Starting the backup of {0}", target.vmName), (index * 100) / targets.length);
        const { itemId, vmName, vmId } = target;
        const awaited = { vaultId: vaultOf(itemId), vmName, vmId, operation: "Backup" };
        last = await services.jobs.during(awaited, () => connection.backUpNow(itemId, retainUntil, { signal }));
        services.jobs.follow({ ...last, vmName, vmId });
        services.changes.announce(target.vmId ?? target.itemId);
      }
      return last;
    },
  );
  tellStarted(targets, lastJob, services);
}
