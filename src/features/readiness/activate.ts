import * as vscode from "vscode";
import { pickVm } from "../../host/prompts/chosenVm";
import type { CommandRegistry } from "../../host/commands";
import type { Log } from "../../host/log";
import { resourceIdOf } from "../../host/resources/resourceArgument";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { resourceIdUpTo, resourceNameOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import type { Settings } from "../../host/settings";
import type { PanelKind, WebviewHost } from "../../host/webviews/webviewHost";
import type { FromReadinessPanel, ToReadinessPanel } from "../../webviews/readiness/messages";
import { isFromReadinessPanel } from "./fromReadinessPanel";
import { isReadinessState, ReadinessServer } from "./readinessServer";
import type { ReadinessServices, ReadinessState } from "./readinessServer";

/** What the readiness panel needs from the rest. */
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
  const { id } = await pickVm({
    session,
    connection: await session.connection(),
    title: vscode.l10n.t("Check VM Readiness"),
    placeholder: vscode.l10n.t("Choose a VM"),
  });
  return id;
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
