import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { Log } from "../../host/log";
import type { OpenOperations } from "../../host/operations/openOperations";
import { resourceIdOf } from "../../host/resources/resourceArgument";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { resourceNameOf, subscriptionIdOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import type { PanelKind, WebviewHost } from "../../host/webviews/webviewHost";
import type { FromVaultPanel, ToVaultPanel } from "../../webviews/vaultSetup/messages";
import { isFromVaultPanel } from "./fromVaultPanel";
import { pickVaultId, vaultIdOfArgument } from "../../host/prompts/chosenVault";
import { VaultPanelServer } from "./vaultPanelServer";
import { isVaultPanelState, keyOfState } from "./vaultPanelState";
import type { VaultPanelState } from "./vaultPanelState";

/** What the vault panels need from the rest. */
export interface VaultSetupDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly webviews: WebviewHost;
  readonly log: Log;
  /** Remembers creations over a reload of the window. */
  readonly operations: OpenOperations;
}

/** Panels know one another only through this: which form is open, and which have become the page of a vault. */
class OpenPanels {
  #form: VaultPanelState | undefined;
  readonly #pages = new Map<string, VaultPanelState>();

  /** The form that is open already, or a new one. */
  public form(fresh: VaultPanelState): VaultPanelState {
    this.#form ??= fresh;
    return this.#form;
  }

  public page(vaultId: string): VaultPanelState {
    return this.#pages.get(vaultId.toLowerCase()) ?? { kind: "vault", vaultId, name: resourceNameOf(vaultId) };
  }

  public restored(state: VaultPanelState): void {
    if (state.kind === "new") {
      this.#form = state;
    }
  }

  public becamePage(state: VaultPanelState, vaultId: string): void {
    this.closed(state);
    this.#pages.set(vaultId.toLowerCase(), state);
  }

  public closed(state: VaultPanelState): void {
    if (this.#form !== undefined && keyOfState(this.#form) === keyOfState(state)) {
      this.#form = undefined;
    }
    for (const [vaultId, page] of this.#pages) {
      if (keyOfState(page) === keyOfState(state)) {
        this.#pages.delete(vaultId);
      }
    }
  }
}

function panelKind(
  dependencies: VaultSetupDependencies,
  open: OpenPanels,
): PanelKind<VaultPanelState, FromVaultPanel, ToVaultPanel> {
  return {
    viewType: "azureVmBackup.vaultSetup",
    script: "vaultSetup",
    isState: isVaultPanelState,
    isMessage: isFromVaultPanel,
    keyOf: keyOfState,
    titleOf: (state) => (state.kind === "new" ? vscode.l10n.t("Create Vault") : state.name),
    icon: "panel",
    serve: (panel, state) => {
      open.restored(state);
      const server = new VaultPanelServer(panel, state, {
        session: dependencies.session,
        changes: dependencies.changes,
        log: dependencies.log,
        operations: dependencies.operations,
        execute: (command, argument) => vscode.commands.executeCommand(command, argument),
        onCreated: (vaultId) => open.becamePage(state, vaultId),
      });
      return vscode.Disposable.from(server, { dispose: () => open.closed(state) });
    },
  };
}

function locationOf(argument: unknown): string | undefined {
  return typeof argument === "object" &&
    argument !== null &&
    "location" in argument &&
    typeof argument.location === "string"
    ? argument.location
    : undefined;
}

/** Creating vaults, and their quick-start page. */
export function activateVaultSetup(dependencies: VaultSetupDependencies): vscode.Disposable {
  const { commands, session, webviews } = dependencies;
  const open = new OpenPanels();
  const kind = panelKind(dependencies, open);
  return vscode.Disposable.from(
    webviews.register(kind),
    // The argument may be the node of a subscription or of anything in one, and may name a region.
    commands.register("azureVmBackup.createVault", (argument) => {
      const id = resourceIdOf(argument);
      webviews.show(
        kind,
        open.form({
          kind: "new",
          token: String(Date.now()),
          subscriptionId: id === undefined ? undefined : subscriptionIdOf(id),
          location: locationOf(argument),
        }),
      );
    }),
    commands.register("azureVmBackup.showVault", async (argument) => {
      const vaultId =
        vaultIdOfArgument(argument) ?? (await pickVaultId(session, vscode.l10n.t("Show Vault Quick Start")));
      webviews.show(kind, open.page(vaultId));
    }),
  );
}
