import * as l10n from "@vscode/l10n";
import { AzureError, isAzureError } from "../http/azureError";
import { entraCode } from "../http/entraCode";
import { networkCode, networkError } from "../http/translateError";

/** Whose sign-in it is about: a tenant, and the person where the account is made of several. */
export interface TokenOwner {
  readonly tenantId: string | undefined;
  readonly identityId: string | undefined;
}

/** The code of a `SignInError` for a token that Azure wants to be stronger (multi-factor, conditional access). */
export const insufficientClaims = "InsufficientClaims";

/**
 * An AzureError of kind `signIn` that knows where to sign in. Its code is Entra's (`AADSTS50076`) where there is one.
 * It crosses the bundle border as an AzureError does: recognise it by `kind` and `tenantId`.
 */
export class SignInError extends AzureError {
  public readonly tenantId: string | undefined;
  public readonly identityId: string | undefined;

  public constructor(
    message: string,
    owner: TokenOwner,
    details: {
      readonly code?: string | undefined;
      readonly status?: number | undefined;
      readonly begun?: boolean | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { kind: "signIn", ...details });
    this.tenantId = owner.tenantId;
    this.identityId = owner.identityId;
  }
}

/**
 * The error for a credential that fails: `network` when it could not reach its host, else a `SignInError`.
 * Only the first line of what the credential says is kept: the rest are trace ids and stacks.
 */
export function credentialError(error: unknown, owner: TokenOwner): Error {
  if (isAzureError(error) || (error instanceof Error && error.name === "AbortError")) {
    return error;
  }
  const code = networkCode(error);
  if (code !== undefined) {
    return networkError(code, undefined, error);
  }
  const whole = error instanceof Error ? error.message : undefined;
  return new SignInError(sentenceOf(error, whole?.split(/\r?\n/)[0]), owner, { code: entraCode(whole), cause: error });
}

function sentenceOf(error: unknown, said: string | undefined): string {
  // Its first line says nothing, and the others are about ways that nobody has meant to go.
  if (error instanceof Error && error.name === "AggregateAuthenticationError") {
    return l10n.t(
      "None of the ways of the default Azure credential works here: environment, identity, developer tools.",
    );
  }
  return said === undefined
    ? l10n.t("You are not signed in to Azure.")
    : l10n.t("Signing in to Azure failed: {0}", said);
}

/** An answer's refusal of the token, with the place to sign in; every other error stays as it is. */
export function withOwner(error: Error, owner: TokenOwner): Error {
  if (!isAzureError(error) || error.kind !== "signIn" || error instanceof SignInError) {
    return error;
  }
  const { code, status, begun, message } = error;
  return new SignInError(message, owner, { code, status, begun, cause: error });
}
