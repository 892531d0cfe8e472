import * as l10n from "@vscode/l10n";
import type { AccessToken, TokenCredential } from "@azure/core-auth";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  isRestError,
  RestError,
} from "@azure/core-rest-pipeline";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { parsedJson, textAt } from "../http/jsonRead";
import type { AzureAccount } from "./account";
import { credentialError } from "./signInError";

/** Milliseconds; only decides when the token is asked for anew. */
const tokenLasts = 3_600_000;

/** Where a sandbox listens, the https name that its answers use, and the token of this start. */
export interface SandboxPlace {
  readonly url: string;
  readonly publicOrigin: string;
  readonly token: string;
}

/** The account of a sandbox, which plays the part of a tenant's sign-in page too. */
export interface SandboxAccount extends AzureAccount {
  /** Signs in to one tenant, with a second factor. @throws AzureError of kind `signIn` when the tenant refuses */
  readonly signInToTenant: (tenantId: string | undefined) => Promise<void>;
}

/**
 * The account of a running sandbox. Its token is good for every scope; with a tenant's id behind a dot it opens that
 * tenant alone, so that listing tenant by tenant is the same work as with Azure.
 * @param approve asks the person for the second factor; rejects when they give up. Without, it is always given.
 */
export function sandboxAccount(
  sandbox: SandboxPlace,
  approve: () => Promise<void> = () => Promise.resolve(),
): SandboxAccount {
  const http = loopbackClient(sandbox.publicOrigin, sandbox.url);
  /** Tokens of a second factor, by tenant. */
  const stronger = new Map<string, AccessToken>();

  const weak = (tenantId: string | undefined): AccessToken => ({
    token: tenantId === undefined ? sandbox.token : `${sandbox.token}.${tenantId}`,
    expiresOnTimestamp: Date.now() + tokenLasts,
  });
  const strong = (tenantId: string | undefined): AccessToken | undefined => {
    const token = stronger.get(tenantId ?? "");
    return token !== undefined && token.expiresOnTimestamp > Date.now() ? token : undefined;
  };
  const credentialFor = (tenantId: string | undefined): TokenCredential => ({
    getToken: () => Promise.resolve(strong(tenantId) ?? weak(tenantId)),
  });
  const logIn = async (tenantId: string | undefined, more: Readonly<Record<string, string>>): Promise<AccessToken> => {
    await approve();
    const token = await loggedIn(http, sandbox, tenantId, more);
    stronger.set(tenantId ?? "", token);
    return token;
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
    stepUp: async ({ tenantId, claims, mayAsk }) =>
      mayAsk ? logIn(tenantId, { claims }) : Promise.resolve(strong(tenantId)),
    signInToTenant: async (tenantId) => {
      await logIn(tenantId, { prompt: "login", claims: secondFactorClaims });
    },
    httpClient: http,
  };
}

const secondFactorClaims = JSON.stringify({ access_token: { acrs: { essential: true, values: ["p1"] } } });

/** POST oauth2/v2.0/token, as a person who shows what they have and gives a second factor. */
async function loggedIn(
  http: HttpClient,
  { publicOrigin, token }: SandboxPlace,
  tenantId: string | undefined,
  more: Readonly<Record<string, string>>,
): Promise<AccessToken> {
  const response = await http.sendRequest(
    createPipelineRequest({
      url: `${publicOrigin}/${tenantId ?? "organizations"}/oauth2/v2.0/token`,
      method: "POST",
      headers: createHttpHeaders({ "content-type": "application/x-www-form-urlencoded" }),
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token, ...more }).toString(),
    }),
  );
  const body = parsedJson(response.bodyAsText);
  const issued = textAt(body, "access_token");
  if (response.status !== 200 || issued === undefined) {
    const said = textAt(body, "error_description") ?? l10n.t("The sandbox refuses this sign-in.");
    throw credentialError(new Error(said), { tenantId, identityId: undefined });
  }
  return { token: issued, expiresOnTimestamp: Date.now() + tokenLasts };
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
