import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import { systemClock } from "../../host/clock";
import { OperationError } from "../../host/errors/errors";
import { briefTime } from "../../host/localTime";
import type { Log } from "../../host/log";
import { resourceIdOf } from "../../host/resources/resourceArgument";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { ExplorerNode } from "./nodes/explorerNode";
import { ExplorerTree } from "./explorerTree";
import { registerFleetCommands } from "./fleet/fleetCommands";
import { WaitStatus } from "./fleet/waitStatus";
import { portalAddress } from "./portal";

/** What the explorer needs from the rest. */
export interface ExplorerDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly log: Log;
  /** Brings back the account of the last time, silently. */
  readonly restore: () => Promise<void>;
  /** Asks Azure again which subscriptions there are. */
  readonly reload: () => Promise<unknown>;
  /** Refreshes the other views: there is one command for all. */
  readonly refreshOthers: () => Promise<unknown>;
}

/** The tree of vaults and VMs, with the commands that work on any of its nodes. */
export function activateExplorer(dependencies: ExplorerDependencies): vscode.Disposable {
  const { commands, session } = dependencies;
  const wait = new WaitStatus(session, () => describe());
  const tree = new ExplorerTree({
    ...dependencies,
    onChanged: () => describe(),
  });
  const view = vscode.window.createTreeView("azureVmBackup.explorer", {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const describe = (): void => describeView(view, session, tree, wait.text);
  // Menus pass the node; the palette passes nothing, then the selected node is meant.
  const target = (argument: unknown): string => {
    const id = resourceIdOf(argument) ?? view.selection[0]?.resourceId;
    if (id === undefined) {
      throw new OperationError(vscode.l10n.t("Select a vault or a virtual machine in the view Azure VM Backup first."));
    }
    return id;
  };
  const nodeOf = (argument: unknown): ExplorerNode | undefined => (isNode(argument) ? argument : view.selection[0]);
  return vscode.Disposable.from(
    wait,
    tree,
    view,
    session.onDidChange(describe),
    // A time without a date is one of today: somebody who comes back the next day reads the date.
    view.onDidChangeVisibility(describe),
    vscode.window.onDidChangeWindowState(describe),
    registerFleetCommands({ commands, session, tree, view, restore: dependencies.restore }),
    view.onDidCollapseElement((event) => tree.collapsed(event.element)),
    commands.register("azureVmBackup.refresh", async () => {
      tree.refresh();
      if (session.account !== undefined) {
        await Promise.all([dependencies.reload(), dependencies.refreshOthers()]);
      }
    }),
    commands.register("azureVmBackup.refreshNode", (argument) => tree.refresh(nodeOf(argument))),
    commands.register("azureVmBackup.loadMore", (argument) => {
      const node = nodeOf(argument);
      return node === undefined ? undefined : tree.loadMore(node);
    }),
    commands.register("azureVmBackup.openInPortal", (argument) =>
      vscode.env.openExternal(vscode.Uri.parse(portalAddress(session, target(argument)), true)),
    ),
    commands.register("azureVmBackup.copyResourceId", (argument) => vscode.env.clipboard.writeText(target(argument))),
    commands.register("azureVmBackup.showLog", () => dependencies.log.show()),
  );
}

/**
 * Beside the view's title how old the oldest list is, then whose Azure it is: of the two, the age is to be read where a narrow
 * view cuts the end off. Above its rows what is special just now.
 */
function describeView(
  view: vscode.TreeView<ExplorerNode>,
  session: AzureSession,
  { reading, fleet }: ExplorerTree,
  waiting: string | undefined,
): void {
  const readAt = session.subscriptions.flatMap(
    ({ subscriptionId }) => reading.inventory?.status(subscriptionId).readAt ?? [],
  );
  const oldest = readAt.toSorted()[0];
  const age = oldest === undefined ? undefined : vscode.l10n.t("as of {0}", briefTime(oldest, systemClock.now()));
  const description = [age, session.account?.label].filter(Boolean).join(" · ");
  const message =
    waiting ?? (fleet.onlyUnprotected ? vscode.l10n.t("Only virtual machines that are not backed up are shown.") : "");
  // Each of them, set, is a message to the window, and the pages of an inventory come in fast.
  if (view.description !== description) {
    view.description = description;
  }
  if (view.message !== message) {
    view.message = message;
  }
}

function isNode(argument: unknown): argument is ExplorerNode {
  return (
    typeof argument === "object" && argument !== null && "kind" in argument && "view" in argument && "id" in argument
  );
}
