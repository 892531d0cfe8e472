import * as vscode from "vscode";
import type { AzureError, AzureErrorKind } from "../../azure/http/azureError";
import type { ErrorAction } from "./errors";
import { isCancellation, isOperationError } from "./errors";
import { signInText } from "./signInText";

/** What to tell the user about a failure, and which buttons would help. */
export interface ErrorText {
  /** One sentence in the user's language. */
  readonly message: string;
  /** Whether doing the same again may help. */
  readonly retry: boolean;
  readonly signIn: boolean;
  /** The button that helps against a sign-in that is not accepted; it signs in, unless there is more to it. */
  readonly help?: ErrorAction | undefined;
  /** Seconds that Azure asks to wait before the next try. */
  readonly waitSeconds: number | undefined;
}

const kinds: Readonly<Record<AzureErrorKind, true>> = {
  network: true,
  signIn: true,
  forbidden: true,
  throttled: true,
  notFound: true,
  conflict: true,
  invalid: true,
  server: true,
  unexpected: true,
};

/** Recognises the Azure bundle's errors by shape: the class itself lives in another bundle. */
export function isAzureFailure(error: unknown): error is AzureError {
  return (
    error instanceof Error &&
    error.name === "AzureError" &&
    "kind" in error &&
    typeof error.kind === "string" &&
    Object.hasOwn(kinds, error.kind)
  );
}

/**
 * The sentence for any failure: views and panels show it where they stand, the error boundary in a notification.
 * Of a failure that nobody foresaw it says only that something went wrong; the log has the rest.
 */
export function errorText(error: unknown): ErrorText {
  if (isOperationError(error)) {
    return { message: error.message, retry: false, signIn: false, waitSeconds: undefined };
  }
  if (isAzureFailure(error)) {
    return azureErrorText(error);
  }
  if (isCancellation(error)) {
    return { message: vscode.l10n.t("Cancelled."), retry: true, signIn: false, waitSeconds: undefined };
  }
  return {
    message: vscode.l10n.t("Something went wrong. The log of Azure VM Backup has the details."),
    retry: true,
    signIn: false,
    waitSeconds: undefined,
  };
}

function azureErrorText(error: AzureError): ErrorText {
  const signIn = error.kind === "signIn" ? signInText(error) : undefined;
  return {
    // What has begun goes on: then Azure's room has a sentence that says so, whatever has failed since.
    message: error.begun ? azureWords(error) : sentence(error),
    retry: error.kind !== "invalid" && error.kind !== "signIn",
    signIn: signIn?.signsIn ?? false,
    help: signIn?.help,
    waitSeconds: error.kind === "throttled" ? error.retryAfterSeconds : undefined,
  };
}

function sentence(error: AzureError): string {
  switch (error.kind) {
    case "network":
      return error.host === undefined
        ? vscode.l10n.t("Azure could not be reached. Check the network connection and the proxy settings.")
        : vscode.l10n.t("{0} could not be reached. Check the network connection and the proxy settings.", error.host);
    case "signIn":
      return signInText(error).message;
    case "forbidden":
      return forbidden(error);
    case "throttled":
      return error.retryAfterSeconds === undefined
        ? vscode.l10n.t("Azure is receiving too many requests from this account. Try again in a minute.")
        : vscode.l10n.t(
            "Azure is receiving too many requests from this account. Try again in {0}.",
            waiting(error.retryAfterSeconds),
          );
    case "notFound":
      return vscode.l10n.t(
        "Azure does not find it any more; it may have been deleted or moved. {0}",
        azureWords(error),
      );
    case "conflict":
      return vscode.l10n.t(
        "Azure cannot do this now, because of something else that is going on or exists already. {0}",
        azureWords(error),
      );
    case "invalid":
      return vscode.l10n.t("Azure refused the request. {0}", azureWords(error));
    case "server":
      return vscode.l10n.t(
        "Azure had a problem of its own ({0}). It is usually over soon.",
        error.code ?? String(error.status ?? "?"),
      );
    case "unexpected":
      return vscode.l10n.t("Azure answered in a way that was not expected. {0}", azureWords(error));
  }
}

/** Refusals that this product has sentences of its own for. */
const ownSentences: ReadonlySet<string | undefined> = new Set(["ResourceGuardRefused", "PartUnseen"]);

/** The message names the missing permission, in Azure's words or in the user's language: "… 'Microsoft.X/y/write' …". */
function forbidden(error: AzureError): string {
  if (ownSentences.has(error.code)) {
    return error.message;
  }
  const action = /'(Microsoft\.[^']+)'/i.exec(error.message)?.[1];
  return action === undefined
    ? vscode.l10n.t("Your account is not allowed to do this: a role such as Backup Contributor is missing.")
    : vscode.l10n.t(
        "Your account lacks the permission {0}; a role that has it, such as Backup Contributor, is missing.",
        action,
      );
}

/** Azure's own sentence, with its code when the sentence does not name it; cut where it gets long. */
function azureWords(error: AzureError): string {
  const message = error.message.replace(/\s+/g, " ").trim();
  const short = message.length > 300 ? `${message.slice(0, 299)}…` : message;
  return error.code === undefined || short.includes(error.code) ? short : `${short} (${error.code})`;
}

/** "40 seconds", "2 minutes". */
export function waiting(seconds: number): string {
  if (seconds <= 1) {
    return vscode.l10n.t("1 second");
  }
  return seconds < 100
    ? vscode.l10n.t("{0} seconds", Math.ceil(seconds))
    : vscode.l10n.t("{0} minutes", Math.ceil(seconds / 60));
}
