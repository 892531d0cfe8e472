import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, VirtualMachine } from "../../azure/models";
import { isAzureFailure } from "../../host/errors/azureErrorText";
import { pickVm } from "../../host/prompts/chosenVm";
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
 * The backup that a command is about: that of a recovery point, of a protected item or of a VM, or of one that is chosen.
 * @param argument a node of the tree, `{ resourceId }`, or nothing
 * @throws OperationError when the VM has no backups; CancellationError, AzureError
 */
export async function chooseBackup(
  connection: AzureConnection,
  argument: unknown,
  title: string,
  services: RestoreServices,
): Promise<ChosenBackup> {
  const id = resourceIdOf(argument) ?? "";
  const itemId = /^.*\/protectedItems\/[^/]+/i.exec(id)?.[0];
  if (itemId !== undefined) {
    const pointId = /\/recoveryPoints\/[^/]+$/i.test(id) ? id : undefined;
    return { item: readable(await itemOf(connection, itemId)), pointId };
  }
  const vmId = resourceIdUpTo(id, "Microsoft.Compute/virtualMachines");
  const vm =
    vmId === undefined
      ? await pickVm({
          session: services.session,
          connection,
          title,
          placeholder: vscode.l10n.t("Choose the VM whose backup is restored"),
          state: ({ protection }) => protectionWord(protection),
          problem: problemOf,
        })
      : await connection.getVirtualMachine(vmId);
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
