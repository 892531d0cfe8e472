import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { VirtualMachine } from "../../../azure/models";
import { mapBounded } from "../../../host/bounded";
import type { VmQuestion } from "../../../host/prompts/chosenVm";
import { pickVm as pickAnyVm } from "../../../host/prompts/chosenVm";
import { resourceIdOf } from "../../../host/resources/resourceArgument";
import { resourceIdUpTo, sameId } from "../../../host/resources/resourceId";
import { protectionWord } from "../../../wording/protectionText";

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

/** The VMs behind protected items: a stopped item is protected again through its VM. @throws AzureError */
export function vmIdsOfItems(connection: AzureConnection, ids: readonly string[]): Promise<readonly string[]> {
  return mapBounded(ids.filter(isItemId), async (itemId) => (await connection.getItem(itemId)).vmId);
}

/** Lets the user choose a VM of the chosen subscriptions. @throws CancellationError, AzureError, OperationError */
export function pickVm(question: Omit<VmQuestion, "placeholder" | "state">): Promise<VirtualMachine> {
  return pickAnyVm({
    ...question,
    placeholder: vscode.l10n.t("Choose a VM"),
    state: ({ protection }) => protectionWord(protection),
  });
}
