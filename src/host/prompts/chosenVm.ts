import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { Inventory } from "../../azure/inventory/inventory";
import type { VirtualMachine } from "../../azure/models";
import { subscriptionOf } from "../resources/chosenSubscription";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import { OperationError } from "../errors/errors";
import { sameId } from "../resources/resourceId";
import { FleetFeed } from "../fleet/fleetFeed";
import { pickLive } from "../fleet/livePick";
import { searchVms } from "../fleet/searchVms";
import type { ChosenVm } from "../fleet/searchVms";
import type { BoxRequest, Choice } from "./prompts";
import type { AzureSession } from "../session";

/** VMs that a list shows; where there are more, Azure searches for what the user types. */
const longestList = 1000;

/** Which VM is asked for. */
export interface VmQuestion extends BoxRequest {
  readonly session: AzureSession;
  readonly connection: AzureConnection;
  /** What stands beside a VM's region; nothing when left out. */
  readonly state?: (vm: VirtualMachine) => string;
  /** Why a VM cannot be chosen, or undefined; each can when left out. */
  readonly problem?: (vm: VirtualMachine) => string | undefined;
  /** The id of the VM at which the list begins. */
  readonly former?: string | undefined;
  /** Left out: the system's. */
  readonly clock?: Clock | undefined;
}

/**
 * Lets the user choose a VM of the chosen subscriptions: from the inventory, which is read when it has not been, or by a
 * search on the server where there are too many for a list.
 * @throws CancellationError, AzureError; OperationError when there is none, or when what was found cannot be chosen
 */
export async function pickVm(question: VmQuestion): Promise<VirtualMachine> {
  const { session, connection, title, placeholder, step, clock = systemClock } = question;
  const { subscriptions } = session;
  const toChoice = (vm: VirtualMachine): Choice<ChosenVm> => choiceOf(vm, question);
  const chosen = await pickLive<ChosenVm>({ title, placeholder, step }, (list) => {
    const inventory = connection.inventory();
    return new FleetFeed(
      {
        inventory,
        subscriptions,
        clock,
        choices: () => subscriptions.flatMap((one) => inventory.machines(one.subscriptionId)).map(toChoice),
        nothing: () => new OperationError(vscode.l10n.t("The selected subscriptions have no virtual machines.")),
        searching: {
          tooMany: () => tooMany(numberOfVms(inventory, question)),
          search: (text, signal) => searchVms(question, inventory, text, { signal, toChoice }),
        },
      },
      list,
    );
  });
  return chosen.vm ?? fitting(await connection.getVirtualMachine(chosen.id), question);
}

function choiceOf(vm: VirtualMachine, { session, state, problem, former }: VmQuestion): Choice<ChosenVm> {
  return {
    label: vm.name,
    description: state === undefined ? vm.location : `${vm.location} · ${state(vm)}`,
    detail: vm.resourceGroup,
    group: subscriptionOf(session, vm.id)?.name,
    unsuitable: problem?.(vm),
    picked: former !== undefined && sameId(vm.id, former),
    value: { id: vm.id, vm },
  };
}

function numberOfVms(inventory: Inventory, { session }: VmQuestion): number {
  return session.subscriptions
    .flatMap(({ subscriptionId }) => [...inventory.counts(subscriptionId).values()])
    .reduce((a, b) => a + b, 0);
}

function tooMany(count: number): string | undefined {
  return count <= longestList
    ? undefined
    : vscode.l10n.t("More than {0} VMs: type a part of the name, and Azure searches for it.", longestList);
}

/** What the line could not say. */
function fitting(vm: VirtualMachine, { problem }: VmQuestion): VirtualMachine {
  const reason = problem?.(vm);
  if (reason !== undefined) {
    throw new OperationError(vscode.l10n.t("{0}: {1}", vm.name, reason));
  }
  return vm;
}
