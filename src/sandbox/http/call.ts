import type { Estate } from "../state/estate";
import type { JsonObject, Json } from "./json";

/** What never changes while a sandbox runs. */
export interface Settings {
  readonly publicOrigin: string;
  /** Times faster than the default. */
  readonly speed: number;
  /** Seconds that clients are asked to wait between two polls. */
  readonly retryAfterSeconds: number;
  /** Queries of Resource Graph in five seconds; undefined does not count them. */
  readonly graphQuota?: number | undefined;
}

/** One request, as handlers see it. */
export interface Call {
  readonly method: string;
  /** Path as it came, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** A segment that the route's pattern names, decoded, in the caller's casing. */
  readonly param: (name: string) => string;
  readonly estate: Estate;
  /** Milliseconds since 1970, the same during the whole request. */
  readonly now: number;
  readonly settings: Settings;
  /** The tenant that the token is for, when it says one. */
  readonly tenantId: string | undefined;
}

/** What a handler answers. Without a body, the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a body. */
export function ok(body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}
