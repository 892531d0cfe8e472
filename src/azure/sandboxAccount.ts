import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import type { HttpClient } from "@azure/core-rest-pipeline";
import type { AzureAccount } from "./account";

/**
 * The account of a running sandbox. Its token is good for every tenant and scope, as there is one Azure behind it.
 * @param sandbox where it listens, the https name that its answers use, and the token of this start
 */
export function sandboxAccount(sandbox: {
  readonly url: string;
  readonly publicOrigin: string;
  readonly token: string;
}): AzureAccount {
  const credential = {
    getToken: () => Promise.resolve({ token: sandbox.token, expiresOnTimestamp: Date.now() + 3_600_000 }),
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
    credential: () => credential,
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
      const response = await http.sendRequest(local);
      return { ...response, request };
    },
  };
}
