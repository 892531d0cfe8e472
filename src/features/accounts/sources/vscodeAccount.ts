import type { AccessToken, TokenCredential } from "@azure/core-auth";
import * as vscode from "vscode";
import type { AccountIdentity, AzureAccount, ClaimsChallenge } from "../../../azure/accounts/account";
import { expiryOf } from "./accessTokens";
import type { SignInPlace } from "./accountSource";
import type { CloudChoice } from "./cloudSetting";
import { prompt, scopesOf, silently, withTenant } from "./vscodeSignIn";
import type { Person } from "./vscodeSignIn";

/** One or several people of VS Code as one account, in the cloud that it was opened in. */
export class VscodeAccount {
  public readonly account: AzureAccount;
  readonly #choice: CloudChoice;
  readonly #people: readonly Person[];
  readonly #now: () => number;
  /** Challenges that reading met, by person and tenant: the next sign-in to that tenant has to answer them. */
  readonly #open = new Map<string, ClaimsChallenge>();

  public constructor(choice: CloudChoice, people: readonly Person[], now: () => number) {
    this.#choice = choice;
    this.#people = people;
    this.#now = now;
    const identities: readonly AccountIdentity[] = people.map(({ id, label }) => ({ id, label }));
    this.account = {
      kind: "vscode",
      label: identities.map(({ label }) => label).join(", "),
      cloud: choice.cloud,
      ...(identities.length > 1 ? { identities } : {}),
      credential: (tenantId, identityId) => this.#credential(tenantId, identityId),
      stepUp: (challenge) => this.#stepUp(challenge),
    };
  }

  /** @throws vscode.CancellationError when the user gave up */
  public async signInToTenant({ tenantId, identityId }: SignInPlace): Promise<void> {
    const account = this.#person(identityId);
    const key = placeKey(account, tenantId);
    const detail = vscode.l10n.t("A tenant of Azure asks {0} to sign in to it.", account.label);
    const challenge = this.#open.get(key);
    if (challenge !== undefined) {
      await prompt(this.#choice, requestOf(challenge), { createIfNone: { detail }, account });
      this.#open.delete(key);
      return;
    }
    const scopes = withTenant(scopesOf(this.#choice), tenantId);
    const present = await silently(this.#choice, scopes, account);
    // A session that is there and yet refused has to be made anew; VS Code would only hand it out again.
    await prompt(this.#choice, scopes, {
      ...(present === undefined ? { createIfNone: { detail } } : { forceNewSession: { detail } }),
      account,
    });
  }

  #credential(tenantId: string | undefined, identityId: string | undefined): TokenCredential {
    return {
      getToken: async (scopes, options) => {
        const asked = withTenant([scopes].flat(), options?.tenantId ?? tenantId);
        const session = await silently(this.#choice, asked, this.#person(identityId));
        if (session === undefined) {
          throw new AuthenticationRequiredError();
        }
        return this.#token(session);
      },
    };
  }

  /** First without a question: VS Code may have the stronger session already, for another extension. */
  async #stepUp(challenge: ClaimsChallenge): Promise<AccessToken | undefined> {
    const account = this.#person(challenge.identityId);
    const silent = await silently(this.#choice, requestOf(challenge), account);
    if (silent !== undefined) {
      return this.#token(silent);
    }
    if (!challenge.mayAsk) {
      this.#open.set(placeKey(account, challenge.tenantId), challenge);
      return undefined;
    }
    const detail = vscode.l10n.t("Azure asks {0} for a stronger sign-in before it makes this change.", account.label);
    return this.#token(await prompt(this.#choice, requestOf(challenge), { createIfNone: { detail }, account }));
  }

  #token(session: vscode.AuthenticationSession): AccessToken {
    return { token: session.accessToken, expiresOnTimestamp: expiryOf(session.accessToken, this.#now()) };
  }

  #person(identityId: string | undefined): Person {
    const found = identityId === undefined ? this.#people[0] : this.#people.find(({ id }) => id === identityId);
    if (found === undefined) {
      throw new AuthenticationRequiredError();
    }
    return found;
  }
}

/** Named as in @azure/identity, so that the Azure layer takes both for "sign in again". */
class AuthenticationRequiredError extends Error {
  public override readonly name = "AuthenticationRequiredError";
  public constructor() {
    super("VS Code has no session for this tenant; the user must sign in.");
  }
}

function requestOf({
  wwwAuthenticate,
  scopes,
  tenantId,
}: ClaimsChallenge): vscode.AuthenticationWwwAuthenticateRequest {
  return { wwwAuthenticate, fallbackScopes: withTenant(scopes, tenantId) };
}

function placeKey({ id }: Person, tenantId: string | undefined): string {
  return `${id} ${tenantId ?? ""}`;
}
