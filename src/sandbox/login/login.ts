import { guidOf } from "../http/formats";
import type { Answer } from "../http/call";
import { ok } from "../http/call";
import type { JsonObject } from "../http/json";
import type { Estate } from "../state/estate";
import type { TenantRecord } from "../state/records";
import { person } from "../state/estate";
import { refusalSentence } from "./demands";
import type { Door } from "./door";
import { tokenLives } from "./tokens";
import type { Principal } from "./tokens";

/** The application id of a service principal that may only read; every other one is an owner. */
export const readerClientId = "00000000-0000-4000-8000-00000000bead";

/** What a login needs to know of the sandbox around it. */
export interface LoginDesk {
  readonly door: Door;
  readonly estate: Estate;
  readonly publicOrigin: string;
  /** Milliseconds since 1970, by the real clock. */
  readonly realNow: () => number;
}

/** A request to the login side, where no token is asked for. */
export interface LoginRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  /** Header `metadata`, `secret` or `x-identity-header`: managed identity is told from a forwarded request by one of them. */
  readonly identityHeader: string | undefined;
}

/**
 * Answers what clients ask before they have a token: the description of this cloud, OpenID metadata, tokens for service
 * principals (client credentials; any secret is right) and for a managed identity. Undefined for every other request.
 *
 * Paths: Microsoft identity platform, "OAuth 2.0 client credentials flow" (2025-01) and "How to use managed identities to
 * acquire an access token" (2024-05); `/adfs` is the authority that MSAL accepts without asking Microsoft whether it exists.
 */
export function answerLogin(desk: LoginDesk, request: LoginRequest): Answer | undefined {
  const path = request.url.pathname.toLowerCase();
  const [, authority = "", rest = ""] = /^\/([^/]+)\/(.*)$/u.exec(path) ?? [];
  if (request.method === "POST") {
    if (path === "/msi/token") {
      return managedIdentity(desk, request, new URLSearchParams(request.body));
    }
    return /^oauth2\/(?:v2\.0\/)?token$/u.test(rest)
      ? token(desk, authority, new URLSearchParams(request.body))
      : undefined;
  }
  if (request.method !== "GET") {
    return undefined;
  }
  if (/^(?:v2\.0\/)?\.well-known\/openid-configuration$/u.test(rest)) {
    return ok(openIdConfiguration(desk, authority));
  }
  switch (path) {
    case "/metadata/endpoints":
      return ok(endpoints(desk, request.url.searchParams.get("api-version") ?? ""));
    case "/common/discovery/instance":
      return ok(instanceDiscovery(desk));
    case "/msi/token":
    case "/metadata/identity/oauth2/token":
      return managedIdentity(desk, request, request.url.searchParams);
    default:
      return undefined;
  }
}

/** The cloud as clients read it. Up to 2015-01-01 the answer was one object, later a list of clouds. */
function endpoints(desk: LoginDesk, version: string): JsonObject | readonly JsonObject[] {
  const { publicOrigin } = desk;
  const authentication = {
    loginEndpoint: `${publicOrigin}/adfs`,
    audiences: [publicOrigin, `${publicOrigin}/`],
    tenant: "adfs",
    identityProvider: "ADFS",
  };
  if (version === "" || version <= "2015-01-01") {
    return {
      galleryEndpoint: `${publicOrigin}/`,
      graphEndpoint: `${publicOrigin}/`,
      portalEndpoint: `${publicOrigin}/`,
      authentication,
    };
  }
  const cloud = {
    name: "AzureVmBackupSandbox",
    portal: publicOrigin,
    resourceManager: `${publicOrigin}/`,
    graph: `${publicOrigin}/`,
    graphAudience: `${publicOrigin}/`,
    gallery: `${publicOrigin}/`,
    batch: `${publicOrigin}/`,
    media: publicOrigin,
    authentication,
    suffixes: { storage: "storage.sandbox.invalid", keyVaultDns: "vault.sandbox.invalid" },
  };
  return version >= "2022-09-01" ? cloud : [cloud];
}

function openIdConfiguration(desk: LoginDesk, authority: string): JsonObject {
  const base = `${desk.publicOrigin}/${authority}`;
  return {
    issuer: base,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/keys`,
    response_types_supported: ["code", "token"],
    grant_types_supported: ["client_credentials", "refresh_token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["HS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post"],
  };
}

function instanceDiscovery({ publicOrigin }: LoginDesk): JsonObject {
  const { host } = new URL(publicOrigin);
  return {
    tenant_discovery_endpoint: `${publicOrigin}/adfs/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

function token(desk: LoginDesk, authority: string, form: URLSearchParams): Answer {
  switch (form.get("grant_type") ?? "") {
    case "client_credentials":
      return clientCredentials(desk, authority, form);
    case "refresh_token":
      return refreshToken(desk, authority, form);
    default:
      return refused(
        400,
        "unsupported_grant_type",
        "AADSTS70003: The sandbox knows the grant types 'client_credentials' and 'refresh_token' only.",
      );
  }
}

/**
 * A token for the person of the sandbox, who shows this start's own token. With `claims`, a second factor counts as given;
 * with `prompt=login`, the person has been at the tenant's own page, which ends some refusals.
 */
function refreshToken(desk: LoginDesk, authority: string, form: URLSearchParams): Answer {
  const { door, publicOrigin } = desk;
  const tenant = tenantOf(desk, authority);
  if (form.get("refresh_token") !== door.token || tenant === "unknown") {
    return refused(400, "invalid_grant", "AADSTS9002313: Invalid request. Request is malformed or invalid.");
  }
  if (tenant !== undefined && form.get("prompt") === "login") {
    door.demands.signedIn(tenant.tenantId);
  }
  const { refusesWith } = door.demands.of(tenant?.tenantId);
  if (refusesWith !== undefined) {
    return refused(400, "interaction_required", refusalSentence(refusesWith));
  }
  const secondFactor = (form.get("claims") ?? "").includes('"p1"');
  const principal: Principal = { ...person, access: "owner", tenantId: tenant?.tenantId, secondFactor };
  return granted(door.office.issue(principal, `${publicOrigin}/${authority}`, publicOrigin));
}

function granted(accessToken: string): Answer {
  return ok(
    { token_type: "Bearer", expires_in: tokenLives, ext_expires_in: tokenLives, access_token: accessToken },
    noStore,
  );
}

function clientCredentials(desk: LoginDesk, authority: string, form: URLSearchParams): Answer {
  const clientId = form.get("client_id") ?? "";
  if (clientId === "" || (!form.has("client_secret") && !form.has("client_assertion"))) {
    return refused(
      401,
      "invalid_client",
      "AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required.",
    );
  }
  const tenant = tenantOf(desk, authority);
  if (tenant === "unknown") {
    return refused(
      400,
      "invalid_request",
      `AADSTS90002: Tenant '${authority}' not found. Check to make sure you have the correct tenant ID.`,
    );
  }
  const { refusesWith } = desk.door.demands.of(tenant?.tenantId);
  return refusesWith === undefined
    ? granted(servicePrincipalToken(desk, authority, tenant?.tenantId, clientId, form))
    : refused(400, "interaction_required", refusalSentence(refusesWith));
}

function servicePrincipalToken(
  desk: LoginDesk,
  authority: string,
  tenantId: string | undefined,
  clientId: string,
  form: URLSearchParams,
): string {
  const audience = form.get("resource") ?? form.get("scope")?.replace(/\/\.default$/u, "") ?? desk.publicOrigin;
  const principal: Principal = {
    name: clientId,
    objectId: guidOf(`service principal ${clientId}`),
    access: clientId.toLowerCase() === readerClientId ? "reader" : "owner",
    tenantId,
    // Second factors are for people; workloads are not asked for one.
    secondFactor: true,
  };
  return desk.door.office.issue(principal, `${desk.publicOrigin}/${authority}`, audience, {
    appid: clientId,
    idtyp: "app",
    tid: tenantId ?? desk.estate.tenants.all[0]?.tenantId ?? "",
  });
}

/** The tenant that an authority names; undefined where it names none (`adfs`, `organizations`). */
function tenantOf(desk: LoginDesk, authority: string): TenantRecord | "unknown" | undefined {
  if (["adfs", "common", "organizations"].includes(authority)) {
    return undefined;
  }
  const found = desk.estate.tenants.all.find(
    ({ tenantId, domain }) => tenantId.toLowerCase() === authority || domain.toLowerCase() === authority,
  );
  return found ?? (desk.door.open ? undefined : "unknown");
}

/** `az` sends a form to `MSI_ENDPOINT`; everything else asks with a query. */
function managedIdentity(desk: LoginDesk, request: LoginRequest, asked: URLSearchParams): Answer {
  const resource = asked.get("resource");
  if (request.identityHeader === undefined || resource === null) {
    return refused(
      400,
      "invalid_request",
      "Required metadata header or query parameter 'resource' is missing, or the request was forwarded.",
    );
  }
  const tenantId = desk.estate.tenants.all[0]?.tenantId ?? "";
  const subscriptionId = desk.estate.subscriptions.all[0]?.subscriptionId ?? "";
  const objectId = guidOf("managed identity");
  const principal: Principal = {
    name: "sandbox-identity",
    objectId,
    access: "owner",
    tenantId: undefined,
    secondFactor: true,
  };
  const token = desk.door.office.issue(principal, `${desk.publicOrigin}/adfs`, resource, {
    appid: guidOf("managed identity client"),
    tid: tenantId,
    xms_mirid: `/subscriptions/${subscriptionId}/resourcegroups/rg-sandbox/providers/Microsoft.ManagedIdentity/userAssignedIdentities/sandbox-identity`,
  });
  const ends = Math.floor(desk.realNow() / 1000) + tokenLives;
  return ok(
    {
      access_token: token,
      client_id: guidOf("managed identity client"),
      expires_in: String(tokenLives),
      expires_on: String(ends),
      not_before: String(ends - tokenLives),
      resource,
      token_type: "Bearer",
    },
    noStore,
  );
}

const noStore = { "cache-control": "no-store" };

function refused(status: number, error: string, description: string): Answer {
  const [, code] = /AADSTS(\d+)/u.exec(description) ?? [];
  return {
    status,
    body: {
      error,
      error_description: description,
      ...(code === undefined ? {} : { error_codes: [Number(code)] }),
    },
    headers: noStore,
  };
}
