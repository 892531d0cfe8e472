import * as vscode from "vscode";
import type { AzureAccount } from "../../azure/accounts/account";
import type { AzureConnection } from "../../azure/connection";
import type { CommandRegistry } from "../../host/commands";
import type { ErrorBoundary } from "../../host/errors/errorBoundary";
import type { Log } from "../../host/log";
import type { Settings } from "../../host/settings";
import { registerAccountCommands } from "./accountCommands";
import { AccountSession } from "./accountSession";
import type { CloudChoice, KnownClouds } from "./sources/cloudSetting";
import { configuredCloud, onDidChangeCloud } from "./sources/cloudSetting";
import { followCloud, followPeople, followSandboxEstate, followSetting } from "./followers";
import type { IdentityModule } from "./sources/identitySource";
import { IdentitySource } from "./sources/identitySource";
import { SandboxSnapshot } from "./sources/sandboxSnapshot";
import type { SandboxLoaders } from "./sources/sandboxSource";
import { parseSandboxAddress, SandboxSource } from "./sources/sandboxSource";
import { onDidChangeSharedSelection, sharedSelection } from "./subscriptions/sharedSelection";
import { VscodeSource } from "./sources/vscodeSource";

/** Gets one line per request, and what goes wrong on the way. */
type AzureLog = (level: "debug" | "info" | "warn" | "error", message: string) => void;

/** What the accounts need from the rest. */
export interface AccountsDependencies {
  readonly commands: CommandRegistry;
  readonly boundary: ErrorBoundary;
  readonly settings: Settings;
  readonly log: Log;
  /** The clouds that real accounts may be of; VS Code's settings say which. */
  readonly clouds: KnownClouds;
  readonly globalState: vscode.Memento;
  readonly globalStorageUri: vscode.Uri;
  /** AZURE_VM_BACKUP_SANDBOX: a sandbox that runs already. */
  readonly sandboxAddress: string | undefined;
  readonly loadAzure: () => Promise<
    Awaited<ReturnType<SandboxLoaders["loadAzure"]>> & {
      readonly connect: (account: AzureAccount, options: { readonly log: AzureLog }) => AzureConnection;
    }
  >;
  readonly loadIdentity: () => Promise<IdentityModule>;
  readonly loadSandbox: SandboxLoaders["loadSandbox"];
}

/** The accounts, with the session that everybody else sees. Nothing is loaded or asked until somebody needs it. */
export interface Accounts {
  readonly session: AccountSession;
  /** Takes the commands back. */
  readonly dispose: () => void;
  /** Stops what has been started, the sandbox above all; VS Code waits for it when the window closes. */
  readonly close: () => Promise<void>;
}

/** Builds the session and registers the commands around it. */
export function activateAccounts(dependencies: AccountsDependencies): Accounts {
  const { commands, settings, log, boundary } = dependencies;
  const choice = (): CloudChoice => configuredCloud(dependencies.clouds);
  const vscodeSource = new VscodeSource(choice);
  const session = new AccountSession({
    memento: dependencies.globalState,
    sources: [
      vscodeSource,
      new IdentitySource("azureCli", choice, dependencies.loadIdentity),
      new IdentitySource("default", choice, dependencies.loadIdentity),
      new SandboxSource({
        loaders: dependencies,
        estate: () => settings.sandboxEstate(),
        snapshots: {
          small: new SandboxSnapshot(dependencies.globalStorageUri, "sandbox", log),
          fleet: new SandboxSnapshot(dependencies.globalStorageUri, "sandbox-fleet", log),
        },
        running: parseSandboxAddress(dependencies.sandboxAddress),
        log,
      }),
    ],
    preferred: () => settings.authentication(),
    connect: async (account) => {
      const azure = await dependencies.loadAzure();
      return azure.connect(account, { log: (level, message) => log[level](message) });
    },
    shared: sharedSelection,
    log,
  });
  const registered = vscode.Disposable.from(
    session,
    session.onDidChange(() => setContext(session)),
    registerAccountCommands({ session, commands, settings, boundary, publicCloud: dependencies.clouds.publicCloud }),
    settings.onDidChange("authentication", () =>
      boundary.guard("azureVmBackup.authentication", () => followSetting(session, settings)),
    ),
    settings.onDidChange("sandboxEstate", () =>
      boundary.guard("azureVmBackup.sandboxEstate", () => followSandboxEstate(session)),
    ),
    onDidChangeCloud(() => boundary.guard("another cloud", () => followCloud(session))),
    onDidChangeSharedSelection(() => session.sharedSelectionChanged()),
    vscode.authentication.onDidChangeSessions(({ provider }) =>
      boundary.guard("sessions of VS Code", () => followPeople(session, vscodeSource, provider.id)),
    ),
  );
  return {
    session,
    dispose: () => {
      registered.dispose();
    },
    close: () => session.close(),
  };
}

function setContext(session: AccountSession): void {
  const { state } = session;
  const signedIn = state !== "signedOut" && state !== "signingIn";
  void vscode.commands.executeCommand("setContext", "azureVmBackup.state", state);
  void vscode.commands.executeCommand("setContext", "azureVmBackup.signedIn", signedIn);
}
