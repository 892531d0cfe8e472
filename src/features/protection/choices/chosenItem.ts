import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { ProtectedItem, ProtectionState, VirtualMachine } from "../../../azure/models";
import { OperationError } from "../../../host/errors/errors";
import { resourceIdOf } from "../../../host/resources/resourceArgument";
import { isItemId, pickVm, vmIdsOf } from "./chosenVms";
import type { ProtectionServices } from "../services";

/** A command's question for a backup. */
export interface ItemQuestion {
  readonly title: string;
  /** Why the command has nothing to do with a backup of this state, or undefined. */
  readonly problem: (state: ProtectionState) => string | undefined;
}

/**
 * The protected item that a command is about: that of a node of an item or of a VM, or one chosen among the VMs, where
 * those that do not fit say why.
 * @throws OperationError when there is none, or when it does not fit; CancellationError, AzureError
 */
export async function chooseItem(
  connection: AzureConnection,
  argument: unknown,
  question: ItemQuestion,
  services: ProtectionServices,
): Promise<ProtectedItem> {
  const id = resourceIdOf(argument);
  if (id !== undefined && isItemId(id)) {
    return fitting(await connection.getItem(id), question);
  }
  const [vmId] = vmIdsOf(id === undefined ? [] : [id]);
  const vm =
    vmId === undefined
      ? await pickProtectedVm(connection, question, services)
      : await connection.getVirtualMachine(vmId);
  if (vm.item === undefined) {
    throw new OperationError(vscode.l10n.t("{0} has no backups.", vm.name), [
      {
        title: vscode.l10n.t("Protect VM"),
        run: () => services.execute("azureVmBackup.protectVm", { resourceId: vm.id }),
      },
    ]);
  }
  // The list may be some minutes old.
  return fitting(await connection.getItem(vm.item.id), question);
}

function fitting(item: ProtectedItem, question: ItemQuestion): ProtectedItem {
  const problem = question.problem(item.state);
  if (problem !== undefined) {
    throw new OperationError(vscode.l10n.t("{0}: {1}", item.vmName, problem));
  }
  return item;
}

function pickProtectedVm(
  connection: AzureConnection,
  question: ItemQuestion,
  services: ProtectionServices,
): Promise<VirtualMachine> {
  return pickVm({
    session: services.session,
    connection,
    title: question.title,
    problem: (vm) => (vm.item === undefined ? vscode.l10n.t("It has no backups.") : question.problem(vm.protection)),
  });
}
