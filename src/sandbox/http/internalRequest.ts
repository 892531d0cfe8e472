import { randomUUID } from "node:crypto";
import { subscriptionOfId } from "../state/ids";
import { ArmFault } from "./armFault";
import type { Answer, Call, Inside, InternalRequest } from "./call";
import type { Azure } from "./dispatch";
import { checkWritable } from "./writable";

/**
 * Answers a request of the sandbox's own with the same code as one over the socket, without asking who it is. Any
 * api-version is accepted: the lists of the routes are those that clients send, templates use many more.
 */
function answerInternally(azure: Azure, inside: Inside, request: InternalRequest): Answer {
  const url = new URL(request.target, azure.settings.publicOrigin);
  if (request.apiVersion !== undefined) {
    url.searchParams.set("api-version", request.apiVersion);
  }
  try {
    const { route, params } = azure.router.match(request.method, url.pathname);
    const subscription = azure.estate.subscriptions.get(subscriptionOfId(url.pathname));
    const call: Call = {
      ...inside,
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: request.body ?? {},
      conditions: { ifMatch: undefined, ifNoneMatch: undefined },
      param: (name) => params.get(name) ?? "",
      now: request.now,
      correlationId: randomUUID(),
      tenantId: subscription?.tenantId,
      access: "owner",
    };
    checkWritable(call, request.method !== "GET");
    return route.handle(call);
  } catch (error) {
    if (error instanceof ArmFault) {
      return { status: error.status, body: error.body, headers: error.headers };
    }
    throw error;
  }
}

/** The sandbox as its own handlers can ask it. */
export function insideOf(azure: Azure): Inside {
  const inside: Inside = {
    estate: azure.estate,
    settings: azure.settings,
    downloads: azure.downloads,
    ask: (request) => answerInternally(azure, inside, request),
  };
  return inside;
}
