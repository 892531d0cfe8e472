import { validateHeaderName, validateHeaderValue } from "node:http";
import type { SandboxFault } from "../sandbox";
import { isJsonObject, objectAt, textAt, textOf } from "./json";
import type { Json } from "./json";

/** Faults that wait for the requests they are meant for. */
export class FaultQueue {
  #waiting: { readonly fault: SandboxFault; left: number }[] = [];

  public add(fault: SandboxFault): void {
    this.#waiting.push({ fault, left: Math.max(1, fault.times ?? 1) });
  }

  /** What still waits, each with the number of requests that it will hit. */
  public get waiting(): readonly SandboxFault[] {
    return this.#waiting.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  public clear(): void {
    this.#waiting = [];
  }

  /** The fault for a request, if one waits for it; it is used up by the asking. */
  public take(method: string, path: string): SandboxFault | undefined {
    const found = this.#waiting.find(({ fault }) => fits(fault, method, path));
    if (found === undefined) {
      return undefined;
    }
    found.left -= 1;
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    return found.fault;
  }
}

function fits(fault: SandboxFault, method: string, path: string): boolean {
  return (
    (fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase()) &&
    path.toLowerCase().includes(fault.path.toLowerCase())
  );
}

/** A fault from the JSON of `POST /sandbox/faults`; undefined when it is not one. */
export function readFault(body: Json | undefined): SandboxFault | undefined {
  const path = textAt(body, "path");
  const answer = readAnswer(objectAt(body, "answer"));
  if (path === undefined || answer === undefined || !isJsonObject(body)) {
    return undefined;
  }
  const method = textAt(body, "method");
  const times = body["times"];
  if (times !== undefined && !isWhole(times, 1, Number.MAX_SAFE_INTEGER)) {
    return undefined;
  }
  return {
    path,
    answer,
    ...(method === undefined ? {} : { method }),
    ...(typeof times === "number" ? { times } : {}),
  };
}

function readAnswer(answer: Json): SandboxFault["answer"] | undefined {
  if (!isJsonObject(answer)) {
    return undefined;
  }
  const { kind, status, code, message, when, milliseconds } = answer;
  if (kind === "status" && isWhole(status, 200, 599) && typeof code === "string" && typeof message === "string") {
    const headers = Object.entries(objectAt(answer, "headers")).map(([name, value]) => [name, textOf(value)] as const);
    return headers.every(isHeader) ? { kind, status, code, message, headers: Object.fromEntries(headers) } : undefined;
  }
  if (kind === "reset" && (when === "before" || when === "afterAccepted")) {
    return { kind, when };
  }
  if (kind === "tokenExpired") {
    return { kind };
  }
  return kind === "slow" && isWhole(milliseconds, 0, longestTimer) ? { kind, milliseconds } : undefined;
}

/** Whether Node can send a header: one that it cannot would come as a fault of the sandbox itself. */
function isHeader([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** What a timer of Node can wait for, in milliseconds. */
const longestTimer = 2_147_483_647;

function isWhole(value: Json | undefined, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
