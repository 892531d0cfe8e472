import { valueAt } from "./jsonRead";

/** What went wrong, as far as it decides what to do about it; `unexpected` is everything that nobody foresaw. */
export type AzureErrorKind =
  "network" | "signIn" | "forbidden" | "throttled" | "notFound" | "conflict" | "invalid" | "server" | "unexpected";

/**
 * Every failure of Azure, translated once. It crosses a bundle border, so recognise it with `isAzureError`, not `instanceof`.
 * A cancelled call is never an AzureError: it is an `AbortError`.
 */
export class AzureError extends Error {
  public override readonly name = "AzureError";
  public readonly kind: AzureErrorKind;
  /** Azure's own code (`AuthorizationFailed`), when it gave one. */
  public readonly code: string | undefined;
  public readonly status: number | undefined;
  /** Seconds that Azure asks to wait. */
  public readonly retryAfterSeconds: number | undefined;
  /** Host that could not be reached, for kind `network`. */
  public readonly host: string | undefined;
  /** True when Azure has accepted what was asked, or may have: it can go on although this failed. */
  public readonly begun: boolean;

  public constructor(
    message: string,
    details: {
      readonly kind: AzureErrorKind;
      readonly code?: string | undefined;
      readonly status?: number | undefined;
      readonly retryAfterSeconds?: number | undefined;
      readonly host?: string | undefined;
      readonly begun?: boolean | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
    this.kind = details.kind;
    this.code = details.code;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.host = details.host;
    this.begun = details.begun ?? false;
  }
}

/** True for an AzureError of any bundle. */
export function isAzureError(error: unknown): error is AzureError {
  return error instanceof Error && error.name === "AzureError" && "kind" in error;
}

/** True for a 404, whether the SDK or this room threw it. */
export function isMissing(error: unknown): boolean {
  return isAzureError(error) ? error.kind === "notFound" : valueAt(error, "statusCode") === 404;
}

/** True for a 403, whether the SDK or this room threw it. */
export function isForbidden(error: unknown): boolean {
  return isAzureError(error) ? error.kind === "forbidden" : valueAt(error, "statusCode") === 403;
}

/** What was asked for, or undefined when Azure does not find it. @throws every other failure */
export async function ifThere<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}
