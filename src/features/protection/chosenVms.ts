import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectionState, VirtualMachine } from "../../azure/models";
import { allPages, itemsOfReadable } from "../../host/allPages";
import { OperationError } from "../../host/errors";
import type { Choice } from "../../host/prompts";
import { pick } from "../../host/prompts";
import { resourceIdOf } from "../../host/resourceArgument";
import { resourceIdUpTo, sameId } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import { protectionText } from "../../wording/protectionText";

const vmType = "Microsoft.Compute/virtualMachines";

/** The ids behind a command's arguments: several selected nodes, or the one it was called on, without repeats. */
export function resourceIdsOf(argument: unknown, selection: unknown): readonly string[] {
  const selected = Array.isArray(selection) ? selection.map((node: unknown) => resourceIdOf(node)) : [];
  const ids = [resourceIdOf(argument), ...selected].filter((id) => id !== undefined);
  return ids.filter((id, index) => ids.findIndex((other) => sameId(other, id)) === index);
}

/** The VMs among the ids; a disk or an extension of a VM stands for the VM. */
export function vmIdsOf(ids: readonly string[]): readonly string[] {
  return ids.map((id) => resourceIdUpTo(id, vmType)).filter((id) => id !== undefined);
}

/** True for the id of a protected item, which is what an item's node in the tree carries. */
export function isItemId(id: string): boolean {
  return /\/protectedItems\/[^/]+$/i.test(id);
}

/** The VMs behind protected items: a stopped item is protected again through its VM. */
export async function vmIdsOfItems(connection: AzureConnection, ids: readonly string[]): Promise<readonly string[]> {
  const found = ids.filter(isItemId).map(async (itemId) => {
    const vaultId = resourceIdUpTo(itemId, "Microsoft.RecoveryServices/vaults");
    const items = vaultId === undefined ? [] : await allPages((page) => connection.listProtectedItems(vaultId, page));
    return items.find((item) => sameId(item.id, itemId))?.vmId;
  });
  return (await Promise.all(found)).filter((id) => id !== undefined);
}

function stateText(state: ProtectionState): string {
  return state.kind === "unknown" ? state.why : protectionText(state).word;
}

interface VmQuestion {
  readonly session: AzureSession;
  readonly connection: AzureConnection;
  readonly title: string;
  /** Why a VM cannot be chosen, or undefined. */
  readonly problem: (vm: VirtualMachine) => string | undefined;
  /** What to say when there is nothing to choose from. */
  readonly none: string;
}

/** Lets the user choose a VM of the chosen subscriptions. @throws CancellationError, AzureError, OperationError */
export function pickVm(question: VmQuestion): Promise<VirtualMachine> {
  const { session, connection } = question;
  return pick({
    title: question.title,
    placeholder: vscode.l10n.t("Choose a VM"),
    choices: async (signal) => {
      const machines = await itemsOfReadable(
        session.subscriptions.map((subscription) =>
          allPages<VirtualMachine>((page) => connection.listVirtualMachines(subscription, page, { signal })),
        ),
      );
      if (machines.length === 0) {
        throw new OperationError(question.none);
      }
      return machines.map((vm): Choice<VirtualMachine> => ({
        label: vm.name,
        description: `${vm.location} · ${stateText(vm.protection)}`,
        detail: vm.resourceGroup,
        group: session.subscriptions.find((one) => one.subscriptionId === vm.subscriptionId)?.name,
        unsuitable: question.problem(vm),
        value: vm,
      }));
    },
  });
}
