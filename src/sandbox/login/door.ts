import { ArmFault } from "../http/armFault";
import { person } from "../state/estate";
import type { TenantDemands } from "./demands";
import type { Principal, TokenOffice } from "./tokens";

/** What decides who comes in. */
export interface Door {
  /** The bearer token that this start accepts without a login. */
  readonly token: string;
  readonly office: TokenOffice;
  /** Whether any bearer token opens it, with the rights of an owner. */
  readonly open: boolean;
  /** Where the challenge of a 401 sends a client for a token. */
  readonly authority: string;
  /** What tenants demand beyond a token. */
  readonly demands: TenantDemands;
}

/**
 * Who asks: the person of the sandbox for this start's own token, or whoever logged in. A client that holds one token per
 * tenant writes `TOKEN.TENANT-ID` and then sees that tenant's subscriptions only, as in Azure.
 * Throws 401 with a challenge for everybody else.
 */
export function principalOf(door: Door, authorization: string | undefined): Principal {
  const [, bearer = ""] = /^Bearer +(\S+)$/iu.exec(authorization ?? "") ?? [];
  const [, token, tenantId] = /^([^.]+)(?:\.([0-9a-f-]{36}))?$/iu.exec(bearer) ?? [];
  if (token === door.token) {
    return { ...person, access: "owner", tenantId, secondFactor: false };
  }
  const found = door.office.read(bearer);
  if (found === "expired") {
    throw tokenExpired(door);
  }
  if (found !== undefined) {
    return found;
  }
  if (door.open && bearer !== "") {
    return { ...person, access: "owner", tenantId: undefined, secondFactor: false };
  }
  throw challenge(
    door,
    "AuthenticationFailed",
    "Authentication failed. The 'Authorization' header is missing or its access token is invalid.",
    authorization === undefined ? undefined : "The access token is invalid.",
  );
}

/** 401 for a token whose time is over. */
export function tokenExpired(door: Door): ArmFault {
  return challenge(
    door,
    "ExpiredAuthenticationToken",
    "The access token expiry UTC time is earlier than current UTC time.",
    "The access token expiry UTC time is earlier than current UTC time.",
  );
}

function challenge(door: Door, code: string, message: string, description: string | undefined): ArmFault {
  const problem = description === undefined ? "" : `, error="invalid_token", error_description="${description}"`;
  return new ArmFault(401, code, message, {
    headers: {
      "www-authenticate": `Bearer authorization_uri="${door.authority}"${problem}`,
      "x-ms-failure-cause": "gateway",
    },
  });
}
