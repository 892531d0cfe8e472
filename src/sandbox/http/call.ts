import type { Downloads } from "../deployments/links/downloads";
import type { Estate } from "../state/estate";
import type { JsonObject, Json } from "./json";

/** The headers that make a change depend on what is there. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** What never changes while a sandbox runs. */
export interface Settings {
  readonly publicOrigin: string;
  /** Where it is really found, for what is fetched without a client of Azure. */
  readonly address: string;
  /** Times faster than the default. */
  readonly speed: number;
  /** Seconds that clients are asked to wait between two polls. */
  readonly retryAfterSeconds: number;
  /** Queries of Resource Graph in five seconds; undefined does not count them. */
  readonly graphQuota?: number | undefined;
}

/** A request that the sandbox makes to itself: by a deployment, on behalf of who started it. */
export interface InternalRequest {
  readonly method: string;
  /** Path, with query when it is a URL that the sandbox has issued. */
  readonly target: string;
  readonly apiVersion?: string;
  readonly body?: JsonObject;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The sandbox from the inside: what it holds, and the way to ask it as a client would. */
export interface Inside {
  readonly estate: Estate;
  readonly settings: Settings;
  /** What deployments link. */
  readonly downloads: Downloads;
  /** Answers with the same code as over the socket; refusals are answers too. */
  readonly ask: (request: InternalRequest) => Answer;
}

/** One request, as handlers see it. */
export interface Call extends Inside {
  readonly method: string;
  /** Path as it came, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly conditions: Conditions;
  /** A segment that the route's pattern names, decoded, in the caller's casing. */
  readonly param: (name: string) => string;
  /** Milliseconds since 1970, the same during the whole request. */
  readonly now: number;
  /** The same however often the request is answered anew. */
  readonly correlationId: string;
  /** The tenant that the token is for, when it says one. */
  readonly tenantId: string | undefined;
  /** What whoever asks may do at most; the roles of the place may allow less. */
  readonly access: "owner" | "reader";
}

/** What a handler answers. Without a body, the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The api-version that a request names; empty for none. */
export function versionOf(call: Pick<Call, "query">): string {
  return call.query.get("api-version") ?? "";
}

/** 200 with a body. */
export function ok(body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}
