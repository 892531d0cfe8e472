import type { AccessToken, TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";

/** One Azure cloud as plain data. */
export interface AzureCloud {
  readonly name: string;
  /** https://management.azure.com */
  readonly resourceManager: string;
  /** Audience of tokens, without `/.default`. */
  readonly audience: string;
  readonly portal: string;
  /** Where people log in, `https://login.microsoftonline.com`; undefined for a cloud without logins: the sandbox. */
  readonly authority?: string | undefined;
}

/** Where an account comes from; the setting `azureVmBackup.authentication` has the same words. */
export type AccountKind = "vscode" | "azureCli" | "default" | "sandbox";

/** One of the people that an account is made of, where VS Code knows several. */
export interface AccountIdentity {
  readonly id: string;
  /** "jane@contoso.com" */
  readonly label: string;
}

/**
 * Azure's demand for a stronger token, such as one of a multi-factor sign-in: 401 or 403 with `claims` in the header
 * `WWW-Authenticate`. Format: Microsoft identity platform, "Claims challenges, claims requests and client capabilities"
 * (2025-05).
 */
export interface ClaimsChallenge {
  readonly tenantId: string | undefined;
  readonly identityId: string | undefined;
  /** The header as it came. */
  readonly wwwAuthenticate: string;
  /** The claims that the new token must carry: JSON. */
  readonly claims: string;
  readonly scopes: readonly string[];
  /** Whether the user may be asked: for a change that they have ordered, not for reading. */
  readonly mayAsk: boolean;
}

/**
 * The one port to "who is asking": VS Code's Microsoft sign-in, @azure/identity, or the sandbox.
 * Nothing behind it knows which of the three it is.
 */
export interface AzureAccount {
  readonly kind: AccountKind;
  /** Name to show: "jane@contoso.com", "Sandbox". */
  readonly label: string;
  readonly cloud: AzureCloud;
  /** Who the account is, where that is more than one person; each sees tenants of their own. */
  readonly identities?: readonly AccountIdentity[] | undefined;
  /** A credential for one tenant, or for the home tenant, of one identity, or of the first. Must not prompt. */
  readonly credential: (tenantId?: string, identityId?: string) => TokenCredential;
  /**
   * A token that meets a challenge; undefined when there is none without asking and the user may not be asked.
   * Rejects with an error named `AbortError` or `Canceled` when the user gave up. Left out where the credential's
   * own `claims` option is all there is.
   */
  readonly stepUp?: ((challenge: ClaimsChallenge) => Promise<AccessToken | undefined>) | undefined;
  /** Transport other than the default one; the sandbox maps its https name to loopback here. */
  readonly httpClient?: HttpClient | undefined;
}
