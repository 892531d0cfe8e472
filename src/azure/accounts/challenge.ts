import { Buffer } from "node:buffer";

/** A demand for a stronger token, taken from an answer. */
export interface FoundChallenge {
  /** The header as it came. */
  readonly wwwAuthenticate: string;
  /** JSON */
  readonly claims: string;
}

/**
 * The claims challenge in a header `WWW-Authenticate`; undefined where there is none, or none that can be read.
 * The claims are base64 of JSON, with either alphabet. Format: Microsoft identity platform, "Claims challenges, claims
 * requests and client capabilities" (2025-05).
 */
export function challengeIn(wwwAuthenticate: string | undefined): FoundChallenge | undefined {
  if (wwwAuthenticate === undefined || !/^Bearer\b|,\s*Bearer\b/i.test(wwwAuthenticate)) {
    return undefined;
  }
  const encoded = /\bclaims="([^"]+)"/i.exec(wwwAuthenticate)?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const claims = Buffer.from(encoded, "base64").toString("utf8");
  try {
    const value: unknown = JSON.parse(claims);
    return typeof value === "object" && value !== null ? { wwwAuthenticate, claims } : undefined;
  } catch {
    return undefined;
  }
}

const readingPosts =
  /\/(resources|resourcesHistory|backupStatus|backupPreValidateProtection|backupCrrJobs?|checkNameAvailability|validate|whatIf)$/i;

/** Whether a request changes something; some POSTs only ask. */
export function isChange(method: string, path: string): boolean {
  return method === "POST" ? !readingPosts.test(path) : !["GET", "HEAD", "OPTIONS"].includes(method);
}
