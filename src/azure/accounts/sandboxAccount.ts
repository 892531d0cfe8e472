import type { TokenCredential } from "@azure/core-auth";
import { createDefaultHttpClient, isRestError, RestError } from "@azure/core-rest-pipeline";
import type { HttpClient } from "@azure/core-rest-pipeline";
import type { AzureAccount } from "./account";

/** Milliseconds; only decides when the token is asked for anew. */
const tokenLasts = 3_600_000;

/**
 * The account of a running sandbox. Its token is good for every scope; with a tenant's id behind a dot it opens that
 * tenant alone, so that listing tenant by tenant is the same work as with Azure.
 * @param sandbox where it listens, the https name that its answers use, and the token of this start
 */
export function sandboxAccount(sandbox: {
  readonly url: string;
  readonly publicOrigin: string;
  readonly token: string;
}): AzureAccount {
  const credentialFor = (tenantId: string | undefined): TokenCredential => {
    const token = tenantId === undefined ? sandbox.token : `${sandbox.token}.${tenantId}`;
    return { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + tokenLasts }) };
  };
  return {
    kind: "sandbox",
    label: "Sandbox",
    cloud: {
      name: "Sandbox",
      resourceManager: sandbox.publicOrigin,
      audience: sandbox.publicOrigin,
      portal: "https://portal.azure.com",
    },
    credential: credentialFor,
    httpClient: loopbackClient(sandbox.publicOrigin, sandbox.url),
  };
}

/**
 * Sends requests for the sandbox's https name to loopback. The SDKs refuse to put a token on plain http, so they must
 * believe in https up to here; the request is copied, as they look at its address again when they retry.
 */
function loopbackClient(publicOrigin: string, url: string): HttpClient {
  const http = createDefaultHttpClient();
  return {
    sendRequest: async (request) => {
      if (request.url !== publicOrigin && !request.url.startsWith(`${publicOrigin}/`)) {
        throw new Error(`The sandbox account speaks to the sandbox only, not to ${new URL(request.url).host}.`);
      }
      const local = { ...request, url: url + request.url.slice(publicOrigin.length), allowInsecureConnection: true };
      try {
        const response = await http.sendRequest(local);
        return { ...response, request };
      } catch (error) {
        // Messages name the host that the person knows, not a port of loopback.
        throw isRestError(error) && error.code !== undefined
          ? new RestError(error.message, { code: error.code, request })
          : error;
      }
    },
  };
}
