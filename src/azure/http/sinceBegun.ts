import * as l10n from "@vscode/l10n";
import { AzureError, isAzureError } from "./azureError";
import { translateError } from "./translateError";

/**
 * Runs what comes after Azure has accepted something: its failures say so.
 * @param sentence what to say instead of the general sentence, from the failure's own
 */
export async function sinceBegun<T>(work: () => Promise<T>, sentence?: (message: string) => string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asBegun(translateError(error), sentence);
  }
}

/** The failure of looking after something that Azure has begun; an AbortError, or what is no failure of Azure, stays. */
function asBegun(error: Error, sentence?: (message: string) => string): Error {
  if (!isAzureError(error) || (error.begun && sentence === undefined)) {
    return error;
  }
  const { kind, code, status, retryAfterSeconds, host } = error;
  return new AzureError(sentence?.(error.message) ?? inGeneral(error.message), {
    kind,
    code,
    status,
    retryAfterSeconds,
    host,
    begun: true,
    cause: error,
  });
}

function inGeneral(message: string): string {
  return l10n.t("Azure has begun it, but how it goes cannot be seen: {0}", message);
}
