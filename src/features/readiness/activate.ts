import * as vscode from "vscode";
import type { VirtualMachine } from "../../azure/models";
import { allPages, itemsOfReadable } from "../../host/allPages";
import type { CommandRegistry } from "../../host/commands";
import { OperationError } from "../../host/errors";
import type { Log } from "../../host/log";
import { pick } from "../../host/prompts";
import { resourceIdOf } from "../../host/resourceArgument";
import type { ResourceChanges } from "../../host/resourceChanges";
import { resourceIdUpTo, resourceNameOf } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import type { Settings } from "../../host/settings";
import type { PanelKind, WebviewHost } from "../../host/webviewHost";
import type { FromReadinessPanel, ToReadinessPanel } from "../../webviews/readiness/messages";
import { isFromReadinessPanel } from "./fromReadinessPanel";
import { isReadinessState, ReadinessServer } from "./readinessServer";
import type { ReadinessServices, ReadinessState } from "./readinessServer";

export interface ReadinessDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly webviews: WebviewHost;
  readonly settings: Settings;
  readonly log: Log;
  readonly loadRules: ReadinessServices["loadRules"];
}

async function pickVmId(session: AzureSession): Promise<string> {
  const connection = await session.connection();
  return pick({
    title: vscode.l10n.t("Check VM Readiness"),
    placeholder: vscode.l10n.t("Choose a VM"),
    choices: async (signal) => {
      const machines = await itemsOfReadable(
        session.subscriptions.map((subscription) =>
          allPages<VirtualMachine>((page) => connection.listVirtualMachines(subscription, page, { signal })),
        ),
      );
      if (machines.length === 0) {
        throw new OperationError(vscode.l10n.t("The selected subscriptions have no virtual machines."));
      }
      return machines.map((vm) => ({
        label: vm.name,
        description: vm.location,
        detail: vm.resourceGroup,
        group: session.subscriptions.find((one) => one.subscriptionId === vm.subscriptionId)?.name,
        value: vm.id,
      }));
    },
  });
}

/** The agent check of a VM. */
export function activateReadiness(dependencies: ReadinessDependencies): vscode.Disposable {
  const { commands, session, changes, webviews, settings, log, loadRules } = dependencies;
  const kind: PanelKind<ReadinessState, FromReadinessPanel, ToReadinessPanel> = {
    viewType: "azureVmBackup.readiness",
    script: "readiness",
    isState: isReadinessState,
    isMessage: isFromReadinessPanel,
    keyOf: (state) => state.vmId,
    titleOf: (state) => vscode.l10n.t("Readiness: {0}", state.vmName),
    icon: "panel",
    serve: (panel, state) =>
      vscode.Disposable.from(
        new ReadinessServer(panel, state, {
          session,
          changes,
          settings,
          log,
          loadRules,
          now: () => new Date(),
          execute: (command, argument) => vscode.commands.executeCommand(command, argument),
        }),
      ),
  };
  return vscode.Disposable.from(
    webviews.register(kind),
    commands.register("azureVmBackup.checkReadiness", async (argument) => {
      const id = resourceIdOf(argument);
      const vmId =
        (id === undefined ? undefined : resourceIdUpTo(id, "Microsoft.Compute/virtualMachines")) ??
        (await pickVmId(session));
      webviews.show(kind, { vmId, vmName: resourceNameOf(vmId) });
    }),
  );
}
