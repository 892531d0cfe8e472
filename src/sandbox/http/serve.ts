import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { SandboxFault } from "../sandbox";
import { ArmFault } from "./armFault";
import type { Answer } from "./call";
import { dispatch } from "./dispatch";
import type { Azure } from "./dispatch";
import { readFault } from "./faultQueue";
import type { FaultQueue } from "./faultQueue";
import { parseJson } from "./json";
import { standardHeaders } from "./standardHeaders";

/** What one running sandbox shares between requests. */
export interface Running {
  readonly azure: Azure;
  readonly faults: FaultQueue;
  readonly requests: string[];
}

/** ARM's own limit for a request's body. */
const maxBodyBytes = 4 * 1024 * 1024;

/** From the socket to the socket: reads a request, lets waiting faults happen, answers. */
export async function serve(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const answer = await answerOf(running, request);
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

async function answerOf(running: Running, request: IncomingMessage): Promise<Answer | "reset"> {
  const method = request.method ?? "GET";
  const target = request.url ?? "/";
  const path = target.split("?")[0] ?? "/";
  const body = await bodyOf(request);
  if (body === undefined) {
    const fault = new ArmFault(413, "RequestContentTooLarge", "The request content is too large.");
    return { status: fault.status, body: fault.body };
  }
  if (path.toLowerCase().startsWith("/sandbox/")) {
    return control(running, request, method, path, body);
  }
  running.requests.push(`${method} ${path}`);
  const fault = running.faults.take(method, plain(path));
  if (fault?.answer.kind === "reset" && fault.answer.when === "before") {
    return "reset";
  }
  if (fault?.answer.kind === "status") {
    return statusOf(fault.answer);
  }
  if (fault?.answer.kind === "slow") {
    // A slow answer must not keep a process alive once its connection is closed.
    await pause(fault.answer.milliseconds, undefined, { ref: false });
  }
  const answer = dispatch(running.azure, { method, target, authorization: request.headers.authorization, body });
  return fault?.answer.kind === "reset" ? "reset" : answer;
}

function statusOf(answer: Extract<SandboxFault["answer"], { kind: "status" }>): Answer {
  const { status, code, message, headers } = answer;
  return { status, body: { error: { code, message } }, ...(headers === undefined ? {} : { headers }) };
}

/** The sandbox's own two addresses: faults to inject, and the requests so far. */
function control(running: Running, request: IncomingMessage, method: string, path: string, body: string): Answer {
  if (request.headers.authorization !== `Bearer ${running.azure.token}`) {
    return {
      status: 401,
      body: { error: { code: "AuthenticationFailed", message: "The sandbox's token is missing." } },
    };
  }
  if (method === "GET" && path === "/sandbox/requests") {
    return { status: 200, body: [...running.requests] };
  }
  if (method === "POST" && path === "/sandbox/faults") {
    const fault = readFault(tryParse(body));
    if (fault === undefined) {
      return { status: 400, body: { error: { code: "InvalidFault", message: "The body is not a fault." } } };
    }
    running.faults.add(fault);
    return { status: 204 };
  }
  return { status: 501, body: { error: { code: "SandboxNotEmulated", message: `There is no ${method} ${path}.` } } };
}

function tryParse(text: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
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
  const headers = standardHeaders(
    request.method ?? "GET",
    typeof clientId === "string" ? clientId : undefined,
    running.requests.length,
    running.azure.now(),
  );
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
