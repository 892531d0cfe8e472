import { groupId } from "../state/ids";
import { advanceDeployments } from "../deployments/advanceDeployments";
import { settle } from "../state/settle";
import type { Estate } from "../state/estate";
import { ArmFault, notAuthorized } from "./armFault";
import type { Answer, Call, Conditions, Settings } from "./call";
import { insideOf } from "./internalRequest";
import { isJsonObject } from "./json";
import type { JsonObject } from "./json";
import { parseLenient } from "./lenientJson";
import { withEtag } from "./preconditions";
import { checkApiVersion } from "./router";
import type { Match, Router } from "./router";
import { checkWritable } from "./writable";
import { checkDemand } from "../login/demands";
import { principalOf } from "../login/door";
import type { Door } from "../login/door";
import type { Principal } from "../login/tokens";

/** A request after the socket: all that decides the answer. */
export interface Incoming {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
  readonly conditions: Conditions;
}

export interface Azure {
  readonly router: Router;
  readonly estate: Estate;
  readonly settings: Settings;
  readonly door: Door;
  readonly now: () => number;
}

/** Rights beyond reading that a Backup Reader has. */
const readerActions = new Set([
  "microsoft.recoveryservices/locations/backupstatus/action",
  "microsoft.recoveryservices/locations/backupprevalidateprotection/action",
  "microsoft.recoveryservices/locations/checknameavailability/action",
  "microsoft.resourcegraph/resources/read",
]);

/** Answers a request as Azure would: who asks, what for, in which version, with what right, and then the handler. */
export function dispatch(azure: Azure, incoming: Incoming): Answer {
  try {
    return answer(azure, incoming);
  } catch (error) {
    if (error instanceof ArmFault) {
      return { status: error.status, body: error.body, headers: error.headers };
    }
    throw error;
  }
}

function answer(azure: Azure, incoming: Incoming): Answer {
  const url = new URL(incoming.target, azure.settings.publicOrigin);
  const principal = principalOf(azure.door, incoming.authorization);
  const match = azure.router.match(incoming.method, url.pathname);
  checkDemand(azure.door, principal, azure.estate, {
    subscriptionId: match.params.get("subscription"),
    isChange: !isReading(match.route.action),
  });
  checkApiVersion(match.route, url.searchParams);
  const now = azure.now();
  const inside = insideOf(azure);
  advanceDeployments(inside, now);
  settle(azure.estate, now);
  const call: Call = {
    ...inside,
    method: incoming.method,
    path: url.pathname,
    query: url.searchParams,
    body: bodyOf(incoming.body),
    conditions: incoming.conditions,
    param: (name) => match.params.get(name) ?? "",
    now,
    tenantId: principal.tenantId,
  };
  checkRight(call, match, principal);
  checkWritable(call, !isReading(match.route.action));
  return withEtag(match.route.handle(call));
}

function bodyOf(text: string): JsonObject {
  if (text.trim() === "") {
    return {};
  }
  const value = parseLenient(text);
  if (isJsonObject(value)) {
    return value;
  }
  // Broken JSON and JSON of another kind get the same answer.
  throw new ArmFault(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
}

function isReading(action: string): boolean {
  return /\/read$/i.test(action) || readerActions.has(action.toLowerCase());
}

function checkRight(call: Call, { route, params }: Match, principal: Principal): void {
  if (isReading(route.action)) {
    return;
  }
  const subscription = call.estate.subscriptions.get(params.get("subscription") ?? "");
  if (subscription === undefined) {
    return;
  }
  const group = call.estate.groups.get(groupId(subscription.subscriptionId, params.get("group") ?? ""));
  if (principal.access === "reader" || subscription.access === "reader" || group?.access === "reader") {
    throw notAuthorized(principal, route.action, call.path);
  }
}
