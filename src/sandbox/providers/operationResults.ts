import { ArmFault } from "../http/armFault";
import type { Answer, Call } from "../http/call";
import { guidOf } from "../http/formats";
import type { Route } from "../http/router";
import type { ResultRecord } from "../state/records";
import { paths, subscriptionOf } from "./scope";

/**
 * Where accepted requests of Azure Resource Manager itself are asked about: 202 until the result is there, then the result,
 * which may be a refusal. Its own style of long-running operations, with a `Location` alone.
 *
 * Source: "Track asynchronous Azure operations" (Microsoft Learn, June 2026).
 */
export const operationResultRoutes: readonly Route[] = [paths.subscription, paths.managementGroup, ""].map((scope) => ({
  method: "GET",
  path: `${scope}/operationresults/{operation}`,
  versions: "issued",
  action: "Microsoft.Resources/subscriptions/operationresults/read",
  handle: get,
}));

/** Id under which a request about something below `scope` is asked about. `kind` is what Azure's own opaque names begin with, in base64. */
export function resultId(scope: string, kind: string, of: string): string {
  const opaque = Buffer.from(JSON.stringify({ jobId: `${kind}-${guidOf(of)}` })).toString("base64url");
  return `${scope}/operationresults/${opaque}`;
}

/** Remembers what a request will come to, and answers 202 with the place to ask. */
export function acceptResult(call: Call, record: ResultRecord): Answer {
  call.estate.results.set(record.id, record);
  return { status: 202, headers: pollAt(call, record.id) };
}

function pollAt(call: Call, id: string): Readonly<Record<string, string>> {
  const { publicOrigin, retryAfterSeconds } = call.settings;
  const version = call.query.get("api-version") ?? "2021-04-01";
  return {
    location: `${publicOrigin}${id}?api-version=${version}&t=${call.now}&c=sandbox&s=sandbox&h=sandbox`,
    "retry-after": String(retryAfterSeconds),
  };
}

function get(call: Call): Answer {
  if (call.param("subscription") !== "") {
    subscriptionOf(call);
  }
  const found = call.estate.results.get(decodeURIComponent(call.path));
  if (found === undefined) {
    throw new ArmFault(404, "OperationNotFound", `The operation '${call.param("operation")}' could not be found.`);
  }
  if (found.readyAt === undefined || found.readyAt > call.now) {
    return { status: 202, headers: pollAt(call, found.id) };
  }
  return { status: found.status, ...(found.body === undefined ? {} : { body: found.body }) };
}
