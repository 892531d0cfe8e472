import * as l10n from "@vscode/l10n";
import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import { AzureError, isAzureError } from "../http/azureError";
import { networkCode, networkError } from "../http/translateError";

/** A token this near to its end is fetched anew. Milliseconds. */
const margin = 120_000;

/**
 * Remembers tokens by scope: several clients share one credential, and the Azure CLI takes a second for each token.
 * A claims challenge (multi-factor sign-in) always goes to the credential.
 * A credential that fails gives an AzureError of kind `signIn`, or `network` when it could not reach its host.
 */
export function rememberingTokens(credential: TokenCredential, now: () => number): TokenCredential {
  const tokens = new Map<string, AccessToken>();
  const underWay = new Map<string, Promise<AccessToken>>();

  const fetch = async (scopes: string | string[], options: GetTokenOptions | undefined): Promise<AccessToken> => {
    try {
      const token = await credential.getToken(scopes, options);
      if (token !== null) {
        return token;
      }
    } catch (error) {
      throw signInError(error);
    }
    throw signInError(undefined);
  };

  return {
    getToken: async (scopes, options) => {
      const key = `${[scopes].flat().join(" ")}|${options?.tenantId ?? ""}`;
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
    },
  };
}

function signInError(error: unknown): Error {
  if (isAzureError(error) || (error instanceof Error && error.name === "AbortError")) {
    return error;
  }
  const code = networkCode(error);
  if (code !== undefined) {
    return networkError(code, undefined, error);
  }
  const said = error instanceof Error ? error.message.split(/\r?\n/)[0] : undefined;
  return new AzureError(
    said === undefined ? l10n.t("You are not signed in to Azure.") : l10n.t("Signing in to Azure failed: {0}", said),
    { kind: "signIn", cause: error },
  );
}
