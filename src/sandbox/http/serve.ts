import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { tokenExpired } from "../login/door";
import { answerLogin } from "../login/login";
import type { SandboxFault } from "../sandbox";
import { mountProgram } from "../providers/recovery/mountScripts";
import type { Clock } from "../state/clock";
import { ArmFault } from "./armFault";
import type { Answer } from "./call";
import { control } from "./control";
import { dispatch } from "./dispatch";
import type { Azure } from "./dispatch";
import type { FaultQueue } from "./faultQueue";
import { conditionsIn } from "./preconditions";
import type { RequestBudget } from "./requestBudget";
import { standardHeaders } from "./standardHeaders";

/** What one running sandbox shares between requests. */
export interface Running {
  /** Exchanged as a whole when a saved state is loaded. */
  readonly azure: Azure;
  readonly clock: Clock;
  readonly faults: FaultQueue;
  readonly requests: string[];
  readonly budget: RequestBudget;
  /** The estate and the clock as text. */
  readonly saveState: () => string;
  /** Has the clock kept, as changes of the estate are. */
  readonly keepClock: () => void;
  /** Puts a saved state in place of the present one; false when the text is none. */
  readonly loadState: (text: string) => boolean;
}

/** ARM's own limit for a request's body. */
const maxBodyBytes = 4 * 1024 * 1024;

/** Tells an answer that a fault made up from Azure's own: who judges what the sandbox answers leaves it out. */
const injected = { "x-sandbox-fault": "injected" };

/** From the socket to the socket: reads a request, lets waiting faults happen, answers. */
export async function serve(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hangUp = new AbortController();
  response.once("close", () => {
    hangUp.abort();
  });
  try {
    const answer = await answerOf(running, request, hangUp.signal);
    if (answer === "reset") {
      request.socket.destroy();
      return;
    }
    write(running, request, response, answer);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    // A bug of the sandbox itself: say so in Azure's envelope rather than let the process die.
    const message = error instanceof Error ? error.message : String(error);
    const fault = new ArmFault(
      500,
      "InternalServerError",
      `Encountered internal server error. Diagnostic information: ${message}`,
    );
    write(running, request, response, { status: fault.status, body: fault.body });
  }
}

async function answerOf(running: Running, request: IncomingMessage, hangUp: AbortSignal): Promise<Answer | "reset"> {
  const method = request.method ?? "GET";
  const target = targetOf(request.url ?? "/");
  const path = target.split("?")[0] ?? "/";
  const body = await bodyOf(request);
  if (body === undefined) {
    const fault = new ArmFault(413, "RequestContentTooLarge", "The request content is too large.");
    return { status: fault.status, body: fault.body };
  }
  if (path.toLowerCase().startsWith("/sandbox/")) {
    return control(running, request.headers.authorization, method, path, body);
  }
  running.requests.push(`${method} ${path}`);
  const fault = running.faults.take(method, plain(path));
  const instead = fault === undefined ? undefined : insteadOf(running, fault.answer);
  if (instead !== undefined) {
    return instead;
  }
  if (fault?.answer.kind === "slow") {
    // A slow answer must not keep a process alive once its connection is closed.
    await pause(fault.answer.milliseconds, undefined, { ref: false });
  }
  const answer =
    login(running, request, method, target, body) ??
    mountProgram(method, target) ??
    (await dispatch(running.azure, {
      method,
      target,
      authorization: request.headers.authorization,
      body,
      contentType: request.headers["content-type"],
      conditions: conditionsIn(request.headers),
      hangUp,
    }));
  return fault?.answer.kind === "reset" ? "reset" : answer;
}

/** Path with query. A whole URL is what proxies are sent; two slashes or backslashes at the beginning would name a host. */
function targetOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/iu, "").replace(/^[/\\]*/u, "/");
}

/** What a fault answers without asking Azure; undefined for one that comes on top of its answer. */
function insteadOf(running: Running, answer: SandboxFault["answer"]): Answer | "reset" | undefined {
  if (answer.kind === "reset") {
    return answer.when === "before" ? "reset" : undefined;
  }
  if (answer.kind === "tokenExpired") {
    const { status, body, headers } = tokenExpired(running.azure.door);
    return { status, body, headers: { ...headers, ...injected } };
  }
  return answer.kind === "status" ? statusOf(answer) : undefined;
}

/** Logins are answered before anybody asks for a token. */
function login(
  { azure, clock }: Running,
  request: IncomingMessage,
  method: string,
  target: string,
  body: string,
): Answer | undefined {
  const { metadata, secret, "x-identity-header": identity } = request.headers;
  const { door, estate, settings } = azure;
  const { publicOrigin } = settings;
  return answerLogin(
    { door, estate, publicOrigin, realNow: clock.real },
    {
      method,
      url: new URL(target, publicOrigin),
      body,
      identityHeader: [metadata, secret, identity].flat().find(Boolean),
    },
  );
}

function statusOf(answer: Extract<SandboxFault["answer"], { kind: "status" }>): Answer {
  const { status, code, message, headers } = answer;
  return { status, body: { error: { code, message } }, headers: { ...headers, ...injected } };
}

/** A path as people write it: `%3B` is `;`. */
function plain(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= maxBodyBytes) {
      chunks.push(bytes);
    }
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}

function write(running: Running, request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const clientId = request.headers["x-ms-client-request-id"];
  const now = running.azure.now();
  const headers = {
    ...standardHeaders(typeof clientId === "string" ? clientId : undefined, now),
    ...running.budget.spend(request.method ?? "GET", request.url ?? "/", now),
  };
  const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const hasNoBody = answer.status === 204 || request.method === "HEAD";
  response.writeHead(answer.status, {
    ...headers,
    ...(text === "" ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...(answer.status === 204 ? {} : { "content-length": String(Buffer.byteLength(text)) }),
    ...answer.headers,
  });
  response.end(hasNoBody ? undefined : text);
}
