import { randomUUID } from "node:crypto";
import { typeOfId } from "../state/ids";
import { advanceDeployments, isActive } from "../deployments/run/advanceDeployments";
import type { Downloads } from "../deployments/links/downloads";
import { ContentPending } from "../deployments/links/linkedContents";
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
import { isReading, mayAct } from "../login/rights";
import type { Principal } from "../login/tokens";

/** A request after the socket: all that decides the answer. */
export interface Incoming {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
  readonly contentType: string | undefined;
  readonly conditions: Conditions;
  /** Aborted when nobody waits for the answer any more. */
  readonly hangUp: AbortSignal;
}

export interface Azure {
  readonly router: Router;
  readonly estate: Estate;
  readonly settings: Settings;
  readonly downloads: Downloads;
  readonly door: Door;
  readonly now: () => number;
}

/**
 * Answers a request as Azure would: who asks, what for, in which version, with what right, and then the handler. A handler that
 * needs what has to be downloaded first is asked again when that is done.
 */
export async function dispatch(azure: Azure, incoming: Incoming): Promise<Answer> {
  const correlationId = randomUUID();
  const { downloads } = azure;
  const stop = (): void => {
    downloads.drop(correlationId);
  };
  incoming.hangUp.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      const answered = answerOrWait(azure, incoming, correlationId);
      if (answered !== undefined) {
        return answered;
      }
      await downloads.settled(correlationId);
    }
  } finally {
    incoming.hangUp.removeEventListener("abort", stop);
    if (downloads.has(correlationId) && !isUnderWay(azure.estate, correlationId)) {
      stop();
    }
  }
}

/** Whether what a request has begun is a deployment that goes on: it may link more. */
function isUnderWay({ deployments }: Estate, correlationId: string): boolean {
  return deployments.all.some((each) => each.correlationId === correlationId && isActive(each.state));
}

/** Undefined when something has to be downloaded first. */
function answerOrWait(azure: Azure, incoming: Incoming, correlationId: string): Answer | undefined {
  try {
    return answer(azure, incoming, correlationId);
  } catch (error) {
    if (error instanceof ArmFault) {
      return { status: error.status, body: error.body, headers: error.headers };
    }
    if (!(error instanceof ContentPending)) {
      throw error;
    }
    // Nobody reads what is answered then.
    return incoming.hangUp.aborted ? { status: 400 } : undefined;
  }
}

function answer(azure: Azure, incoming: Incoming, correlationId: string): Answer {
  const url = new URL(incoming.target, azure.settings.publicOrigin);
  const principal = principalOf(azure.door, incoming.authorization);
  const match = azure.router.match(incoming.method, url.pathname);
  checkDemand(azure.door, principal, azure.estate, {
    subscriptionId: match.params.get("subscription"),
    isChange: !isReading(match.route.action),
  });
  const query = queryOf(url);
  checkApiVersion(match.route, query);
  const now = azure.now();
  const inside = insideOf(azure);
  advanceDeployments(inside, now);
  settle(azure.estate, now);
  const call: Call = {
    ...inside,
    method: incoming.method,
    path: url.pathname,
    query,
    body: bodyOf(incoming),
    conditions: incoming.conditions,
    param: (name) => match.params.get(name) ?? "",
    now,
    correlationId,
    tenantId: principal.tenantId,
    access: principal.access,
  };
  checkRight(call, match, principal);
  checkWritable(call, !isReading(match.route.action));
  return withEtag(match.route.handle(call));
}

/** Names of queries that handlers ask for. Azure does not mind their case: `$skiptoken` and `$skipToken` are both in use. */
const queryNames = new Map(
  ["api-version", "$filter", "$expand", "$top", "$skipToken", "statusOnly"].map((name) => [name.toLowerCase(), name]),
);

function queryOf({ searchParams }: URL): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of searchParams) {
    query.append(queryNames.get(name.toLowerCase()) ?? name, value);
  }
  return query;
}

/** Code and sentence of the refusal are Azure's ("Unsupported Media Type", azure-cli #10143, 2019). */
function bodyOf({ body, contentType }: Incoming): JsonObject {
  if (body.trim() === "") {
    return {};
  }
  const mediaType = contentType?.split(";")[0]?.trim() ?? "<null>";
  if (mediaType.toLowerCase() !== "application/json") {
    throw new ArmFault(
      415,
      "UnsupportedMediaType",
      `The content media type '${mediaType}' is not supported. Only 'application/json' is supported.`,
    );
  }
  const value = parseLenient(body);
  if (isJsonObject(value)) {
    return value;
  }
  // Broken JSON and JSON of another kind get the same answer.
  throw new ArmFault(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
}

function checkRight(call: Call, { route, params }: Match, principal: Principal): void {
  const subscription = call.estate.subscriptions.get(params.get("subscription") ?? "");
  if (subscription === undefined && params.has("subscription")) {
    return;
  }
  const place = { subscriptionId: subscription?.subscriptionId ?? "", group: params.get("group") ?? "" };
  // Routes for any type leave the type open.
  const action = route.action.replace(/^\*/u, () => typeOfId(call.path)?.type ?? "*");
  if (!mayAct(call.estate, principal, place, action)) {
    throw notAuthorized(principal, route.action, call.path);
  }
}
