import type { TokenCredential } from "@azure/core-auth";
import * as vscode from "vscode";
import type { AzureCloud } from "../../azure/accounts/account";
import type { AccountSource, FoundAccount } from "./accountSource";

/** What this source needs of the identity bundle. */
export interface IdentityModule {
  readonly azureCliCredential: (tenantId?: string) => TokenCredential;
  readonly defaultCredential: (tenantId?: string) => TokenCredential;
}

/** An account of `@azure/identity`: the Azure CLI's, or DefaultAzureCredential. The bundle is loaded when it is first used. */
export class IdentitySource implements AccountSource {
  public readonly kind: "azureCli" | "default";
  readonly #cloud: AzureCloud;
  readonly #load: () => Promise<IdentityModule>;

  public constructor(kind: "azureCli" | "default", cloud: AzureCloud, load: () => Promise<IdentityModule>) {
    this.kind = kind;
    this.#cloud = cloud;
    this.#load = load;
  }

  public async signIn(): Promise<FoundAccount> {
    const identity = await this.#load();
    const create = this.kind === "azureCli" ? identity.azureCliCredential : identity.defaultCredential;
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
    return { id: this.kind, account: { kind: this.kind, label, cloud: this.#cloud, credential } };
  }

  public restore(): Promise<FoundAccount> {
    return this.signIn();
  }

  public close(): Promise<void> {
    return Promise.resolve();
  }
}
