import * as l10n from "@vscode/l10n";
import { AzureError, isAzureError } from "./azureError";
import { translateError } from "./translateError";

/** Runs what comes after Azure has accepted something: its failures say so. */
export async function sinceBegun<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asBegun(translateError(error));
  }
}

/** The failure of looking after something that Azure has begun; an AbortError, or what is no failure of Azure, stays. */
function asBegun(error: Error): Error {
  if (!isAzureError(error) || error.begun) {
    return error;
  }
  const { kind, code, status, retryAfterSeconds, host } = error;
  return new AzureError(l10n.t("Azure has begun it, but how it goes cannot be seen: {0}", error.message), {
    kind,
    code,
    status,
    retryAfterSeconds,
    host,
    begun: true,
    cause: error,
  });
}
