import * as vscode from "vscode";
import type { CommandRegistry } from "../../../host/commands";
import { OperationError } from "../../../host/errors/errors";
import { localNumber } from "../../../host/localNumber";
import { unreadNotes } from "../../../host/fleet/unread";
import { runWithProgress } from "../../../host/operations/progress";
import { vaultIdOfArgument } from "../../../host/prompts/chosenVault";
import { resourceNameOf } from "../../../host/resources/resourceId";
import type { AzureSession } from "../../../host/session";
import type { ExplorerNode } from "../nodes/explorerNode";
import type { ExplorerTree } from "../explorerTree";
import { findResource } from "./findResource";
import { csvOf, isUnprotected, reasonOf } from "./unprotected";
import type { UnprotectedRow } from "./unprotected";

/** What the commands need. */
export interface FleetCommandDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly tree: ExplorerTree;
  readonly view: vscode.TreeView<ExplorerNode>;
  /** Brings back the account of the last time, silently. */
  readonly restore: () => Promise<void>;
}

/** Commands on all subscriptions at once: finding, and the question which VMs are not backed up, and why. */
export function registerFleetCommands(deps: FleetCommandDependencies): vscode.Disposable {
  const { commands, session, tree, view } = deps;
  const ready = async (): Promise<void> => {
    if (session.state === "signedOut") {
      await deps.restore();
    }
    // Says who has to sign in, and how.
    await session.connection();
    if (session.subscriptions.length === 0) {
      throw new OperationError(vscode.l10n.t("Select at least one subscription first."));
    }
  };
  const filter = async (only: boolean): Promise<void> => {
    tree.fleet.onlyUnprotected = only;
    await vscode.commands.executeCommand("setContext", "azureVmBackup.onlyUnprotected", only);
  };
  return vscode.Disposable.from(
    // The argument may name the vault, or anything in it.
    commands.register("azureVmBackup.findResource", async (argument) => {
      await ready();
      const vaultId = vaultIdOfArgument(argument);
      const found =
        vaultId === undefined ? await findResource(session) : { id: vaultId, name: resourceNameOf(vaultId) };
      let node = await tree.nodeOf(found.id);
      if (tree.fleet.hides(found.id)) {
        await filter(false);
        // It has another place among all VMs.
        node = await tree.nodeOf(found.id);
      }
      if (node === undefined) {
        throw new OperationError(vscode.l10n.t("Azure does not have '{0}' any more.", found.name));
      }
      const target = node;
      await tree.undisturbed(() => view.reveal(target, { select: true, focus: true, expand: target.kind === "vault" }));
    }),
    commands.register("azureVmBackup.showUnprotected", async () => {
      await ready();
      await readWhole(tree, session);
      await filter(true);
      await vscode.commands.executeCommand("azureVmBackup.explorer.focus");
    }),
    commands.register("azureVmBackup.showAllMachines", () => filter(false)),
    commands.register("azureVmBackup.exportUnprotected", async () => {
      await ready();
      await readWhole(tree, session);
      await showUnsaved("vms-not-backed-up.csv", csvOf(await unprotectedRows(tree, session)));
      const [unread] = unreadNotes(session, await tree.reading.open(), ["machines"]);
      if (unread !== undefined) {
        void vscode.window.showWarningMessage(vscode.l10n.t("VMs may be missing. {0}", unread));
      }
    }),
    commands.register("azureVmBackup.stopLoading", () => tree.reading.stop()),
  );
}

/** Shows a text that is in no file yet, under the name that saving will propose; the one of before gives way. */
async function showUnsaved(name: string, content: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: "untitled", path: name });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, [
    vscode.TextEdit.replace(document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), content),
    // Lines of CSV end so everywhere (RFC 4180, 2005).
    vscode.TextEdit.setEndOfLine(vscode.EndOfLine.CRLF),
  ]);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
}

/** Reads what has not been read; what is known already is taken as it is. */
async function readWhole(tree: ExplorerTree, session: AzureSession): Promise<void> {
  const inventory = await tree.reading.open();
  const isWhole = (): boolean =>
    session.subscriptions.every(({ subscriptionId }) => inventory.status(subscriptionId).readAt !== undefined);
  if (isWhole()) {
    return;
  }
  await runWithProgress(
    {
      title: vscode.l10n.t("Reading all virtual machines"),
      cancelSays: vscode.l10n.t("Cancel shows what has been read."),
    },
    async ({ signal, report }) => {
      const stop = inventory.onDidChange(() => {
        const { rows, total } = inventory.progress() ?? {};
        if (rows !== undefined && total !== undefined && total > 0) {
          report(vscode.l10n.t("{0} of {1}", localNumber(rows), localNumber(total)), (100 * rows) / total);
        }
      });
      try {
        await tree.reading.readAll(undefined, signal);
      } finally {
        stop();
      }
    },
  );
}

/** All VMs that are not backed up, with the reason, by subscription and name. */
async function unprotectedRows(tree: ExplorerTree, session: AzureSession): Promise<readonly UnprotectedRow[]> {
  const inventory = await tree.reading.open();
  return session.subscriptions.flatMap(({ subscriptionId, name }) => {
    const vaults = inventory.vaults(subscriptionId);
    return inventory
      .machines(subscriptionId, { where: isUnprotected })
      .map((vm) => ({ vm, subscriptionName: name, reason: reasonOf(vm, vaults) }));
  });
}
