import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import type { TokenOwner } from "./signInError";
import { credentialError } from "./signInError";

/** A token this near to its end is fetched anew. Milliseconds. */
const margin = 120_000;

/** A credential that remembers, and that can be given a token which was had in another way. */
export interface TokenMemory extends TokenCredential {
  readonly getToken: (scopes: string | string[], options?: GetTokenOptions) => Promise<AccessToken>;
  /** From now on this token is the one for the scope, until it ends. */
  readonly keep: (scope: string, token: AccessToken) => void;
  /** Another token than one that was refused, if there is one to be had. */
  readonly instead: (scope: string, refused: string) => Promise<AccessToken | undefined>;
}

/**
 * Remembers tokens by scope: several clients share one credential, and the Azure CLI takes a second for each token.
 * A claims challenge (multi-factor sign-in) always goes to the credential.
 * A credential that fails gives an AzureError of kind `signIn`, or `network` when it could not reach its host.
 */
export function rememberingTokens(
  credential: TokenCredential,
  now: () => number,
  owner: TokenOwner = { tenantId: undefined, identityId: undefined },
): TokenMemory {
  const tokens = new Map<string, AccessToken>();
  const underWay = new Map<string, Promise<AccessToken>>();

  const fetch = async (scopes: string | string[], options: GetTokenOptions | undefined): Promise<AccessToken> => {
    try {
      const token = await credential.getToken(scopes, options);
      if (token !== null) {
        return token;
      }
    } catch (error) {
      throw credentialError(error, owner);
    }
    throw credentialError(undefined, owner);
  };

  const getToken = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> => {
    const key = keyOf(scopes, options?.tenantId);
    if (options?.claims !== undefined) {
      const token = await fetch(scopes, options);
      tokens.set(key, token);
      return token;
    }
    const known = tokens.get(key);
    if (known !== undefined && known.expiresOnTimestamp - margin > now()) {
      return known;
    }
    // Shared by all that ask at once, so no single caller's signal may stop it.
    const pending =
      underWay.get(key) ??
      fetch(scopes, options?.tenantId === undefined ? {} : { tenantId: options.tenantId }).finally(() =>
        underWay.delete(key),
      );
    underWay.set(key, pending);
    const token = await pending;
    tokens.set(key, token);
    return token;
  };

  return {
    getToken,
    keep: (scope, token) => tokens.set(keyOf(scope, undefined), token),
    instead: async (scope, refused) => {
      const key = keyOf(scope, undefined);
      if (tokens.get(key)?.token === refused) {
        tokens.delete(key);
      }
      const token = await getToken(scope);
      return token.token === refused ? undefined : token;
    },
  };
}

function keyOf(scopes: string | string[], tenantId: string | undefined): string {
  return `${[scopes].flat().join(" ")}|${tenantId ?? ""}`;
}
