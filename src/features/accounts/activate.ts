import * as vscode from "vscode";
import type { AzureAccount, AzureCloud } from "../../azure/accounts/account";
import type { AzureConnection } from "../../azure/connection";
import type { CommandRegistry } from "../../host/commands";
import type { ErrorBoundary } from "../../host/errorBoundary";
import type { Log } from "../../host/log";
import type { Settings } from "../../host/settings";
import { AccountSession } from "./accountSession";
import { chooseSource } from "./chooseSource";
import type { IdentityModule } from "./identitySource";
import { IdentitySource } from "./identitySource";
import { SandboxSnapshot } from "./sandboxSnapshot";
import type { SandboxLoaders } from "./sandboxSource";
import { parseSandboxAddress, SandboxSource } from "./sandboxSource";
import { selectSubscriptions } from "./selectSubscriptions";
import { VscodeSource } from "./vscodeSource";

/** Gets one line per request, and what goes wrong on the way. */
type AzureLog = (level: "debug" | "info" | "warn" | "error", message: string) => void;

/** What the accounts need from the rest. */
export interface AccountsDependencies {
  readonly commands: CommandRegistry;
  readonly boundary: ErrorBoundary;
  readonly settings: Settings;
  readonly log: Log;
  /** The cloud of real accounts. */
  readonly cloud: AzureCloud;
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
  const { commands, settings, log, cloud } = dependencies;
  const vscodeSource = new VscodeSource(cloud);
  const session = new AccountSession({
    memento: dependencies.globalState,
    sources: [
      vscodeSource,
      new IdentitySource("azureCli", cloud, dependencies.loadIdentity),
      new IdentitySource("default", cloud, dependencies.loadIdentity),
      new SandboxSource(
        dependencies,
        new SandboxSnapshot(dependencies.globalStorageUri, log),
        parseSandboxAddress(dependencies.sandboxAddress),
        log,
      ),
    ],
    preferred: () => settings.authentication(),
    connect: async (account) => {
      const azure = await dependencies.loadAzure();
      return azure.connect(account, { log: (level, message) => log[level](message) });
    },
    log,
  });
  const registered = vscode.Disposable.from(
    session,
    session.onDidChange(() => setContext(session)),
    commands.register("azureVmBackup.signIn", async (...args) => {
      const preferred = settings.authentication();
      // From a menu VS Code passes what the menu belongs to; welcome links and the palette pass nothing.
      const ask = args.length > 0 || session.account !== undefined;
      await session.signIn(ask ? await chooseSource(preferred) : preferred);
    }),
    commands.register("azureVmBackup.signOut", () => session.signOut()),
    commands.register("azureVmBackup.trySandbox", async () => {
      await vscode.commands.executeCommand("azureVmBackup.explorer.focus");
      await session.signIn("sandbox");
    }),
    commands.register("azureVmBackup.selectSubscriptions", () => selectSubscriptions(session)),
    settings.onDidChange("authentication", () =>
      dependencies.boundary.guard("azureVmBackup.authentication", () => followSetting(session, settings)),
    ),
    // Fired by our own silent calls too. Only asking for the list of accounts, which fires nothing, keeps this from going round.
    vscode.authentication.onDidChangeSessions((event) => {
      const identity = session.identity;
      if (event.provider.id === "microsoft" && identity?.kind === "vscode") {
        void dependencies.boundary.guard("sessions of VS Code", async () => {
          if ((await vscodeSource.find(identity.id)) === undefined && session.identity?.id === identity.id) {
            await session.signOut();
          }
        });
      }
    }),
  );
  return {
    session,
    dispose: () => {
      registered.dispose();
    },
    close: () => session.close(),
  };
}

/** A changed setting takes effect at once where nobody has to be asked; otherwise the view offers Sign In. */
async function followSetting(session: AccountSession, settings: Settings): Promise<void> {
  const kind = settings.authentication();
  if (session.account?.kind === kind) {
    return;
  }
  if (kind === "vscode") {
    await session.signOut();
    return;
  }
  await session.signIn(kind);
}

function setContext(session: AccountSession): void {
  const { state } = session;
  const signedIn = state !== "signedOut" && state !== "signingIn";
  void vscode.commands.executeCommand("setContext", "azureVmBackup.state", state);
  void vscode.commands.executeCommand("setContext", "azureVmBackup.signedIn", signedIn);
}
