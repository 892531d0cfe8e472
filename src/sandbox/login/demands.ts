import { ArmFault } from "../http/armFault";
import type { Estate } from "../state/estate";
import type { Principal } from "./tokens";

/** What one tenant demands of those who come in; Azure has such rules as conditional access and mandatory second factors. */
export interface TenantDemand {
  /** Which requests need a token of a second factor; they get a claims challenge without one. */
  readonly secondFactor: "never" | "changes" | "always";
  /** Entra's code with which all tokens of the tenant are refused, such as 50076 or 53003; undefined for none. */
  readonly refusesWith: number | undefined;
}

const nothing: TenantDemand = { secondFactor: "never", refusesWith: undefined };

/**
 * Codes that are over when somebody signs in to the tenant. Microsoft identity platform, "Microsoft Entra authentication
 * and authorization error codes" (2024-04-24).
 */
const overAfterSignIn = new Set([50072, 50074, 50076, 50078, 50079, 50158, 50173, 65001, 70043, 70044, 700082]);

/** The demands of all tenants: what the control address sets, and the login and Resource Manager heed. */
export class TenantDemands {
  readonly #demands = new Map<string, TenantDemand>();

  public of(tenantId: string | undefined): TenantDemand {
    return this.#demands.get((tenantId ?? "").toLowerCase()) ?? nothing;
  }

  /** Every tenant that demands something. */
  public get all(): readonly (TenantDemand & { readonly tenantId: string })[] {
    return [...this.#demands].map(([tenantId, demand]) => ({ tenantId, ...demand }));
  }

  public set(tenantId: string, demand: Partial<TenantDemand>): void {
    this.#demands.set(tenantId.toLowerCase(), { ...nothing, ...demand });
  }

  public clear(): void {
    this.#demands.clear();
  }

  /** Somebody has signed in to the tenant, at its own page: some refusals are over then. */
  public signedIn(tenantId: string): void {
    const demand = this.of(tenantId);
    if (demand.refusesWith !== undefined && overAfterSignIn.has(demand.refusesWith)) {
      this.set(tenantId, { ...demand, refusesWith: undefined });
    }
  }
}

/** The claim of a token that a second factor was given for: authentication context `p1`. */
export const secondFactorClaims = { access_token: { acrs: { essential: true, values: ["p1"] } } };

/** Entra's sentence for a code. */
export function refusalSentence(code: number): string {
  return `AADSTS${code}: The tenant of this sandbox refuses this sign-in, as it was told to.`;
}

/**
 * Throws what Azure answers when the tenant that a request is about demands more than its token has: 401, with a claims
 * challenge for a missing second factor. Format of the header: Microsoft identity platform, "Claims challenges, claims
 * requests and client capabilities" (2025-05), with the values that microsoft/vscode #261717 (2025-08) quotes from Azure.
 * @param subscriptionId of the request's path, where it has one; else the token's own tenant counts
 */
export function checkDemand(
  { demands, authority }: { readonly demands: TenantDemands; readonly authority: string },
  principal: Principal,
  estate: Estate,
  request: { readonly subscriptionId: string | undefined; readonly isChange: boolean },
): void {
  const subscription =
    request.subscriptionId === undefined ? undefined : estate.subscriptions.get(request.subscriptionId);
  const { refusesWith, secondFactor } = demands.of(subscription?.tenantId ?? principal.tenantId);
  if (refusesWith !== undefined) {
    const said = refusalSentence(refusesWith);
    throw refusal(said, `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${said}"`);
  }
  const needed = secondFactor === "always" || (secondFactor === "changes" && request.isChange);
  if (needed && !principal.secondFactor) {
    const claims = Buffer.from(JSON.stringify(secondFactorClaims), "utf8").toString("base64");
    throw refusal(
      "The access token does not carry the claims that are needed for this request.",
      `Bearer realm="", authorization_uri="${authority}", error="insufficient_claims", claims="${claims}"`,
    );
  }
}

function refusal(message: string, challenge: string): ArmFault {
  return new ArmFault(401, "InvalidAuthenticationToken", message, {
    headers: { "www-authenticate": challenge, "x-ms-failure-cause": "gateway" },
  });
}
