import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, VirtualMachine } from "../../azure/models";
import { isAzureFailure } from "../../host/errors/azureErrorText";
import { pickVm } from "../../host/prompts/chosenVm";
import type { FlowPlace } from "../../host/prompts/steps";
import { askBefore, atTheStart } from "../../host/prompts/steps";
import { OperationError } from "../../host/errors/errors";
import { optional } from "../../host/optional";
import { resourceIdOf } from "../../host/resources/resourceArgument";
import { resourceIdUpTo } from "../../host/resources/resourceId";
import { protectionWord } from "../../wording/protectionText";
import type { RestoreServices } from "./services";

/** What a command of this feature is about. */
export interface ChosenBackup {
  readonly item: ProtectedItem;
  /** When the command was called on a recovery point. */
  readonly pointId: string | undefined;
}

/**
 * Runs a flow about the backup of a recovery point, of a protected item or of a VM, or about one of a VM that is chosen in a
 * question before the flow, to which it goes back.
 * @param argument a node of the tree, `{ resourceId }`, or nothing
 * @throws OperationError when the VM has no backups; CancellationError, AzureError; what the flow throws
 */
export async function withBackup<T>(
  connection: AzureConnection,
  argument: unknown,
  title: string,
  services: RestoreServices,
  flow: (backup: ChosenBackup, from: FlowPlace) => Promise<T>,
): Promise<T> {
  const id = resourceIdOf(argument) ?? "";
  const itemId = /^.*\/protectedItems\/[^/]+/i.exec(id)?.[0];
  if (itemId !== undefined) {
    const pointId = /\/recoveryPoints\/[^/]+$/i.test(id) ? id : undefined;
    return flow({ item: readable(await itemOf(connection, itemId)), pointId }, atTheStart);
  }
  const vmId = resourceIdUpTo(id, "Microsoft.Compute/virtualMachines");
  if (vmId !== undefined) {
    return flow(await backupOf(connection, await connection.getVirtualMachine(vmId), services), atTheStart);
  }
  return askBefore<VirtualMachine, T>(
    (step, former) =>
      pickVm({
        session: services.session,
        connection,
        title,
        placeholder: vscode.l10n.t("Choose the VM whose backup is restored"),
        step,
        former: former?.id,
        state: ({ protection }) => protectionWord(protection),
        problem: problemOf,
      }),
    async (vm, from) => flow(await backupOf(connection, vm, services), from),
  );
}

async function backupOf(
  connection: AzureConnection,
  vm: VirtualMachine,
  services: RestoreServices,
): Promise<ChosenBackup> {
  if (vm.item === undefined) {
    throw new OperationError(vscode.l10n.t("{0} has no backups, so there is nothing to restore.", vm.name), [
      {
        title: vscode.l10n.t("Protect VM"),
        run: () => services.execute("azureVmBackup.protectVm", { resourceId: vm.id }),
      },
    ]);
  }
  // The list may be some minutes old.
  return { item: readable(await itemOf(connection, vm.item.id)), pointId: undefined };
}

/** When the region of the vault does not answer, its paired one may know the item: that is what it is for. */
async function itemOf(connection: AzureConnection, itemId: string): Promise<ProtectedItem> {
  try {
    return await connection.getItem(itemId);
  } catch (error) {
    const isDown = isAzureFailure(error) && (error.kind === "server" || error.kind === "network");
    const copied = isDown ? await optional(connection.getSecondaryItem(itemId)) : undefined;
    if (copied === undefined) {
      throw error;
    }
    return copied;
  }
}

/** Deleted backups are out of reach until they are brought back. */
function readable(item: ProtectedItem): ProtectedItem {
  if (item.state.kind === "softDeleted") {
    throw new OperationError(
      vscode.l10n.t("The backups of {0} are deleted; undelete them before you restore.", item.vmName),
      [
        {
          title: vscode.l10n.t("Undelete"),
          run: () => vscode.commands.executeCommand("azureVmBackup.undeleteBackup", { resourceId: item.id }),
        },
      ],
    );
  }
  return item;
}

function problemOf(vm: VirtualMachine): string | undefined {
  if (vm.item === undefined) {
    return vscode.l10n.t("It has no backups.");
  }
  return vm.protection.kind === "softDeleted"
    ? vscode.l10n.t("Its backups are deleted; undelete them first.")
    : undefined;
}
