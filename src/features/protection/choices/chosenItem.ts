import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { ProtectedItem, ProtectionState, VirtualMachine } from "../../../azure/models";
import { OperationError } from "../../../host/errors/errors";
import { askBefore, atTheStart } from "../../../host/prompts/steps";
import type { FlowPlace, StepLook } from "../../../host/prompts/steps";
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
 * Runs a flow about the protected item of a node of an item or of a VM, or about one chosen among the VMs in a question
 * before the flow, to which it goes back; VMs that do not fit say why.
 * @throws OperationError when there is none, or when it does not fit; CancellationError, AzureError; what the flow throws
 */
export async function withItem<T>(
  connection: AzureConnection,
  argument: unknown,
  question: ItemQuestion,
  services: ProtectionServices,
  flow: (item: ProtectedItem, from: FlowPlace) => Promise<T>,
): Promise<T> {
  const id = resourceIdOf(argument);
  if (id !== undefined && isItemId(id)) {
    return flow(fitting(await connection.getItem(id), question), atTheStart);
  }
  const [vmId] = vmIdsOf(id === undefined ? [] : [id]);
  if (vmId !== undefined) {
    const vm = await connection.getVirtualMachine(vmId);
    return flow(await itemOf(connection, vm, question, services), atTheStart);
  }
  return askBefore<VirtualMachine, T>(
    (step, former) => pickProtectedVm(connection, question, services, step, former),
    async (vm, from) => flow(await itemOf(connection, vm, question, services), from),
  );
}

async function itemOf(
  connection: AzureConnection,
  vm: VirtualMachine,
  question: ItemQuestion,
  services: ProtectionServices,
): Promise<ProtectedItem> {
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
  step: StepLook,
  former: VirtualMachine | undefined,
): Promise<VirtualMachine> {
  return pickVm({
    session: services.session,
    connection,
    title: question.title,
    step,
    former: former?.id,
    problem: (vm) => (vm.item === undefined ? vscode.l10n.t("It has no backups.") : question.problem(vm.protection)),
  });
}
