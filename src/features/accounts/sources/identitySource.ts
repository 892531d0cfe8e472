import type { TokenCredential } from "@azure/core-auth";
import * as vscode from "vscode";
import { signInAction } from "../../../host/errors/errorBoundary";
import { OperationError } from "../../../host/errors/errors";
import type { ErrorAction } from "../../../host/errors/errors";
import type { AccountSource, FoundAccount, SignInPlace } from "./accountSource";
import type { CloudChoice } from "./cloudSetting";

/** What this source needs of the identity bundle. */
export interface IdentityModule {
  readonly azureCliCredential: (tenantId?: string) => TokenCredential;
  readonly defaultCredential: (tenantId?: string, authority?: string) => TokenCredential;
}

/** An account of `@azure/identity`: the Azure CLI's, or DefaultAzureCredential. The bundle is loaded when it is first used. */
export class IdentitySource implements AccountSource {
  public readonly kind: "azureCli" | "default";
  readonly #choice: () => CloudChoice;
  readonly #load: () => Promise<IdentityModule>;

  public constructor(kind: "azureCli" | "default", choice: () => CloudChoice, load: () => Promise<IdentityModule>) {
    this.kind = kind;
    this.#choice = choice;
    this.#load = load;
  }

  public async signIn(): Promise<FoundAccount> {
    const { cloud } = this.#choice();
    const identity = await this.#load();
    const create =
      this.kind === "azureCli"
        ? identity.azureCliCredential
        : (tenantId?: string): TokenCredential => identity.defaultCredential(tenantId, cloud.authority);
    // One credential per tenant: each keeps its own tokens.
    const credentials = new Map<string | undefined, TokenCredential>();
    const credential = (tenantId?: string): TokenCredential => {
      const existing = credentials.get(tenantId);
      if (existing !== undefined) {
        return existing;
      }
      const created = create(tenantId);
      credentials.set(tenantId, created);
      return created;
    };
    const label = this.kind === "azureCli" ? vscode.l10n.t("Azure CLI") : vscode.l10n.t("Default Azure credential");
    const signInToTenant = (place: SignInPlace): Promise<void> =>
      this.kind === "azureCli" ? loginInTerminal(place) : Promise.reject(cannotSignIn());
    return { id: this.kind, account: { kind: this.kind, label, cloud, credential }, signInToTenant };
  }

  public restore(): Promise<FoundAccount> {
    return this.signIn();
  }

  public close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The Azure CLI signs in by itself: the command is put into a terminal, for the user to read and to run. */
function loginInTerminal({ tenantId }: SignInPlace): Promise<void> {
  const terminal = vscode.window.createTerminal(vscode.l10n.t("Azure CLI"));
  terminal.show();
  // The id comes from an answer of Azure and goes into a shell.
  const tenant = tenantId !== undefined && /^[\w.-]+$/.test(tenantId) ? ` --tenant ${tenantId}` : "";
  terminal.sendText(`az login${tenant}`, false);
  const refresh: ErrorAction = {
    title: vscode.l10n.t("Refresh"),
    run: () => vscode.commands.executeCommand("azureVmBackup.refresh"),
  };
  return Promise.reject(
    new OperationError(vscode.l10n.t("Run `az login` in the terminal, then refresh the view."), [refresh]),
  );
}

function cannotSignIn(): OperationError {
  return new OperationError(
    vscode.l10n.t("The default Azure credential cannot sign in by itself; a Microsoft account can."),
    [signInAction()],
  );
}
