import type { TokenCredential } from "@azure/core-auth";
import * as vscode from "vscode";
import type { AzureCloud } from "../../azure/accounts/account";
import { isCancellation } from "../../host/errors";
import { expiryOf } from "./accessTokens";
import type { AccountSource, FoundAccount } from "./accountSource";

const provider = "microsoft";

/** VS Code's own Microsoft sign-in. */
export class VscodeSource implements AccountSource {
  public readonly kind = "vscode";
  readonly #cloud: AzureCloud;
  readonly #now: () => number;

  public constructor(cloud: AzureCloud, now: () => number = Date.now) {
    this.#cloud = cloud;
    this.#now = now;
  }

  public async signIn(another: boolean): Promise<FoundAccount> {
    const session = await this.#ask({ createIfNone: true, ...(another ? { clearSessionPreference: true } : {}) });
    return this.#found(session.account);
  }

  public async restore(id: string): Promise<FoundAccount | undefined> {
    const account = await this.find(id);
    if (account === undefined) {
      return undefined;
    }
    const session = await vscode.authentication.getSession(provider, this.#scopes(), { silent: true, account });
    return session === undefined ? undefined : this.#found(session.account);
  }

  public close(): Promise<void> {
    return Promise.resolve();
  }

  /** Whether VS Code still knows the account. Asks nothing and fires no event. */
  public async find(id: string): Promise<vscode.AuthenticationSessionAccountInformation | undefined> {
    const accounts = await vscode.authentication.getAccounts(provider);
    return accounts.find((account) => account.id === id);
  }

  async #ask(
    options: vscode.AuthenticationGetSessionOptions & { readonly createIfNone: true },
  ): Promise<vscode.AuthenticationSession> {
    try {
      return await vscode.authentication.getSession(provider, this.#scopes(), options);
    } catch (error) {
      // VS Code has no error type for "the user closed the sign-in"; these are its words for it.
      if (isCancellation(error) || (error instanceof Error && /did not consent|cancell?ed/i.test(error.message))) {
        throw new vscode.CancellationError();
      }
      throw error;
    }
  }

  #scopes(): string[] {
    return [`${this.#cloud.audience}/.default`];
  }

  #found(account: vscode.AuthenticationSessionAccountInformation): FoundAccount {
    return {
      id: account.id,
      account: {
        kind: "vscode",
        label: account.label,
        cloud: this.#cloud,
        credential: (tenantId) => this.#credential(account, tenantId),
      },
    };
  }

  #credential(account: vscode.AuthenticationSessionAccountInformation, tenantId: string | undefined): TokenCredential {
    return {
      getToken: async (scopes, options) => {
        const asked = withTenant(typeof scopes === "string" ? [scopes] : scopes, options?.tenantId ?? tenantId);
        const session = await vscode.authentication.getSession(provider, asked, { silent: true, account });
        if (session === undefined) {
          throw new AuthenticationRequiredError();
        }
        return { token: session.accessToken, expiresOnTimestamp: expiryOf(session.accessToken, this.#now()) };
      },
    };
  }
}

/** Named as in @azure/identity, so that the Azure layer takes both for "sign in again". */
class AuthenticationRequiredError extends Error {
  public override readonly name = "AuthenticationRequiredError";
  public constructor() {
    super("VS Code has no session for this tenant; the user must sign in.");
  }
}

/** VS Code takes the tenant as a scope of this form. */
function withTenant(scopes: readonly string[], tenantId: string | undefined): string[] {
  return tenantId === undefined ? [...scopes] : [...scopes, `VSCODE_TENANT:${tenantId}`];
}
