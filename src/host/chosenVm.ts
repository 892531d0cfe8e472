import * as vscode from "vscode";
import type { AzureConnection } from "../azure/connection";
import type { VirtualMachine } from "../azure/models";
import { allPages, itemsOfReadable } from "./allPages";
import { OperationError } from "./errors";
import type { Choice } from "./prompts";
import { pick } from "./prompts";
import type { AzureSession } from "./session";

/** Which VM is asked for. */
export interface VmQuestion {
  readonly session: AzureSession;
  readonly connection: AzureConnection;
  readonly title: string;
  readonly placeholder: string;
  /** What stands beside a VM's region; nothing when left out. */
  readonly state?: (vm: VirtualMachine) => string;
  /** Why a VM cannot be chosen, or undefined; each can when left out. */
  readonly problem?: (vm: VirtualMachine) => string | undefined;
}

/** Lets the user choose a VM of the chosen subscriptions. @throws CancellationError, AzureError, OperationError */
export function pickVm({
  session,
  connection,
  title,
  placeholder,
  state,
  problem,
}: VmQuestion): Promise<VirtualMachine> {
  return pick({
    title,
    placeholder,
    choices: async (signal) => {
      const machines = await itemsOfReadable(
        session.subscriptions.map((subscription) =>
          allPages<VirtualMachine>((page) => connection.listVirtualMachines(subscription, page, { signal })),
        ),
      );
      if (machines.length === 0) {
        throw new OperationError(vscode.l10n.t("The selected subscriptions have no virtual machines."));
      }
      return machines.map((vm): Choice<VirtualMachine> => ({
        label: vm.name,
        description: state === undefined ? vm.location : `${vm.location} · ${state(vm)}`,
        detail: vm.resourceGroup,
        group: session.subscriptions.find((one) => one.subscriptionId === vm.subscriptionId)?.name,
        unsuitable: problem?.(vm),
        value: vm,
      }));
    },
  });
}
