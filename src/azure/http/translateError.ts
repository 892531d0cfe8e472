import * as l10n from "@vscode/l10n";
import { AzureError, isAzureError } from "./azureError";
import type { AzureErrorKind } from "./azureError";
import { entraCode } from "./entraCode";
import { numberAt, parsedJson, textAt, valueAt } from "./jsonRead";
import { retryAfterSeconds } from "./waiting/retryAfter";

/** What Azure wrote into the body of a refusal. */
interface Refusal {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Turns whatever the SDKs, the network or a credential throw into an AzureError; AbortErrors and AzureErrors stay.
 * Called once, at the door of each method of the connection.
 */
export function translateError(error: unknown): Error {
  if (isAzureError(error) || (error instanceof Error && error.name === "AbortError")) {
    return error;
  }
  const status = numberAt(error, "statusCode");
  if (status !== undefined) {
    return refusedError(refusalOf(status, error), error);
  }
  const code = networkCode(error);
  if (code !== undefined) {
    return networkError(code, hostOf(error), error);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AzureError(message, { kind: "unexpected", cause: error });
}

/**
 * A failure that is told beside what else was found. Giving up the whole call is none.
 * @throws the AbortError of a cancelled call
 */
export function passAbort(error: unknown): Error {
  const failure = translateError(error);
  if (failure.name === "AbortError") {
    throw failure;
  }
  return failure;
}

/** The error for an HTTP answer of 400 and above. */
export function refusedError(refusal: Refusal, cause?: unknown): AzureError {
  const kind = kindOf(refusal.status, refusal.code);
  // Entra's code says what to do about it; Resource Manager's own is the same for all of them.
  const code = (kind === "signIn" ? entraCode(refusal.message) : undefined) ?? refusal.code;
  return new AzureError(sentenceOf(kind, refusal), { kind, ...refusal, code, cause });
}

/** The error for a host that could not be reached, or that broke the connection. */
export function networkError(code: string, host: string | undefined, cause?: unknown): AzureError {
  return new AzureError(l10n.t("Azure cannot be reached: the connection to {0} failed ({1}).", host ?? "Azure", code), {
    kind: "network",
    code,
    host,
    cause,
  });
}

/** Node's code of a transport failure (`ECONNRESET`), undefined for other errors. */
export function networkCode(error: unknown): string | undefined {
  const code = textAt(error, "code") ?? textAt(error, "cause", "code");
  return code !== undefined &&
    /^(E(CONN|NOTFOUND|AI_|TIMEDOUT|SOCKET|PIPE|HOST|NET|NOENT|PROTO)|REQUEST_SEND_ERROR|ERR_(TLS|SSL)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
      code,
    )
    ? code
    : undefined;
}

/** Azure's error in a body: ARM's envelope, a bare `{code, message}`, or the old envelope of the backup service. */
export function errorInBody(body: unknown): {
  readonly code: string | undefined;
  readonly message: string | undefined;
} {
  const envelope = valueAt(body, "error") ?? body;
  return {
    code: textAt(envelope, "code") ?? textAt(envelope, "ErrorCode"),
    message: textAt(envelope, "message") ?? textAt(envelope, "Message", "Value"),
  };
}

function refusalOf(status: number, error: unknown): Refusal {
  const inBody = errorInBody(parsedJson(textAt(error, "response", "bodyAsText")));
  return {
    status,
    code: inBody.code ?? textAt(error, "code"),
    message: inBody.message ?? textAt(error, "message"),
    retryAfterSeconds: retryAfterSeconds(valueAt(error, "response", "headers"), Date.now()),
  };
}

const kindsByStatus: Readonly<Record<number, AzureErrorKind>> = {
  400: "invalid",
  401: "signIn",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  412: "conflict",
  422: "invalid",
  429: "throttled",
};

/** Codes that say more than their status: the backup service answers 400 where others answer 409. */
const conflictCodes =
  /^(StorageModelModifyError|BMSUserErrorObjectLocked|BMSUserErrorConflictingProtectionOperation|.*AlreadyProtected.*|.*AlreadyExists.*)$/i;

function kindOf(status: number, code: string | undefined): AzureErrorKind {
  if (code !== undefined && conflictCodes.test(code)) {
    return "conflict";
  }
  return kindsByStatus[status] ?? (status >= 500 ? "server" : "unexpected");
}

function sentenceOf(kind: AzureErrorKind, refusal: Refusal): string {
  const said = innerSentence(refusal.message) ?? refusal.message?.split(/\r?\n/)[0]?.trim();
  switch (kind) {
    case "signIn":
      return l10n.t("Azure does not accept the sign-in any more. Sign in again.");
    case "forbidden":
      return forbiddenSentence(said);
    case "throttled":
      return throttledSentence(refusal.retryAfterSeconds);
    case "conflict":
    case "invalid":
    case "network":
    case "notFound":
    case "server":
    case "unexpected":
      return said ?? l10n.t("Azure answered with status {0}.", refusal.status);
  }
}

function throttledSentence(seconds: number | undefined): string {
  switch (seconds) {
    case undefined:
      return l10n.t("Azure has had too many requests. Try again later.");
    case 1:
      return l10n.t("Azure has had too many requests and asks to wait 1 second.");
    default:
      return l10n.t("Azure has had too many requests and asks to wait {0} seconds.", seconds);
  }
}

/**
 * Resource Manager wraps what another service has refused into a long sentence that ends with that service's whole answer:
 * what that one said is what helps.
 */
function innerSentence(message: string | undefined): string | undefined {
  const [, answer] = /Response: '(\{.*\})'/.exec(message ?? "") ?? [];
  const said = errorInBody(parsedJson(answer)).message?.trim();
  return said === "" ? undefined : said;
}

/** Azure's own sentence starts with object ids; what a person needs is the action and the scope. */
function forbiddenSentence(said: string | undefined): string {
  const match = /action '([^']+)'(?: over scope '([^']+)')?/.exec(said ?? "");
  const [, action, scope] = match ?? [];
  if (action === undefined) {
    return said ?? l10n.t("Your account has no permission for this.");
  }
  return scope === undefined
    ? l10n.t("Your account has no permission for '{0}'.", action)
    : l10n.t("Your account has no permission for '{0}' on '{1}'.", action, scope);
}

function hostOf(error: unknown): string | undefined {
  const url = textAt(error, "request", "url");
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).host;
}
