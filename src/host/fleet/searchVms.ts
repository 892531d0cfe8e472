import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { FoundResource, Inventory } from "../../azure/inventory/inventory";
import type { VirtualMachine } from "../../azure/models";
import { errorText } from "../errors/azureErrorText";
import { subscriptionOf } from "../resources/chosenSubscription";
import type { Choice } from "../prompts/prompts";
import type { AzureSession } from "../session";
import type { Search } from "./fleetFeed";
import { unreadNotes } from "./unread";

/** The VM of a line; a search finds some of which only the id is known. */
export interface ChosenVm {
  readonly id: string;
  readonly vm: VirtualMachine | undefined;
}

/**
 * The VMs whose name contains a text, found on the server. Those that the inventory knows have their state and the reason
 * why they do not fit; the others only a name and a place.
 * @throws AbortError when cancelled
 */
export async function searchVms(
  { session, connection }: { readonly session: AzureSession; readonly connection: AzureConnection },
  inventory: Inventory,
  text: string,
  how: { readonly signal: AbortSignal; readonly toChoice: (vm: VirtualMachine) => Choice<ChosenVm> },
): Promise<Search<ChosenVm>> {
  const found = await connection.findResources(session.subscriptions, text, { signal: how.signal });
  const choices = found.resources
    .filter(({ kind }) => kind === "vm")
    .map((resource) => {
      const vm = inventory.machine(resource.id);
      return vm === undefined ? plainChoice(resource, session) : how.toChoice(vm);
    })
    .toSorted((a, b) => (a.group ?? "").localeCompare(b.group ?? ""));
  return {
    choices,
    notes: [
      ...(choices.length === 0 && found.failures.length === 0
        ? [vscode.l10n.t("No VM with '{0}' in its name was found.", text)]
        : []),
      ...(found.more ? [vscode.l10n.t("There are more: type more of the name.")] : []),
      ...found.failures.map(({ error }) => errorText(error).message),
      ...unreadNotes(session, inventory, ["machines"]),
    ],
  };
}

function plainChoice({ id, name, location, resourceGroup }: FoundResource, session: AzureSession): Choice<ChosenVm> {
  return {
    label: name,
    description: location,
    detail: resourceGroup,
    group: subscriptionOf(session, id)?.name,
    value: { id, vm: undefined },
  };
}
