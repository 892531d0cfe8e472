import { retryAfterSeconds } from "./retryAfter";
import { abortError, throwIfAborted } from "../call";
import { refusedError } from "../translateError";
import type { Sleep } from "../call";

/** A longer wait is no wait but an answer: the caller learns of it instead of sitting in front of it. Seconds. */
const longestWait = 120;
/** However long Azure asks to wait, it is asked again after this time. Seconds; its counters are of an hour at most. */
const longestClosed = 3600;
/** Requests of one tenant that are under way at the same time: a big estate is no burst. */
const atOnce = 10;

/** A request as far as its place in the queue depends on it. */
export interface Throttled {
  readonly method: string;
  readonly url: string;
}

/** What a throttle tells its listeners: until when requests wait, milliseconds since 1970; undefined when none does. */
export type ThrottleListener = (until: number | undefined) => void;

/** Reads a header by its name. */
type Header = (name: string) => string | undefined;

/**
 * The one place where requests wait, for all callers of a tenant: when Azure asks one of them to slow down, the others
 * that it would refuse for the same reason do not even ask. A gate is closed for as narrow a scope as Azure's answer
 * allows: the queries of Resource Graph, a provider of a subscription, a subscription, or the tenant.
 */
export class Throttle {
  readonly #now: () => number;
  readonly #sleep: Sleep;
  readonly #tell: () => void;
  /** When each closed gate opens, milliseconds since 1970. */
  readonly #closed = new Map<string, number>();
  readonly #queue: (() => void)[] = [];
  #underWay = 0;

  /** @param tell called whenever a gate is closed, and when those who waited at one go on */
  public constructor(options: { readonly now: () => number; readonly sleep: Sleep; readonly tell: () => void }) {
    this.#now = options.now;
    this.#sleep = options.sleep;
    this.#tell = options.tell;
  }

  /** Until when requests wait, milliseconds since 1970; undefined when none has to. */
  public get until(): number | undefined {
    const latest = Math.max(0, ...this.#closed.values());
    return latest > this.#now() ? latest : undefined;
  }

  /**
   * Waits until every gate on a request's way is open.
   * @param onWait called with the seconds, before the waiting
   * @throws AzureError `throttled`, at once, when that takes minutes
   */
  public async pass(
    request: Throttled,
    signal: AbortSignal | undefined,
    onWait: (seconds: number) => void,
  ): Promise<void> {
    for (;;) {
      const until = Math.max(0, ...gatesOf(request).map((gate) => this.#closed.get(gate) ?? 0));
      const milliseconds = until - this.#now();
      if (milliseconds <= 0) {
        return;
      }
      const seconds = Math.ceil(milliseconds / 1000);
      if (seconds > longestWait) {
        throw refusedError({ status: 429, code: undefined, message: undefined, retryAfterSeconds: seconds });
      }
      onWait(seconds);
      await this.#sleep(milliseconds, signal);
      this.#open(until);
    }
  }

  /** Sends a request as soon as fewer than ten of the tenant are under way. */
  public async within<T>(signal: AbortSignal | undefined, send: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await send();
    } finally {
      this.#leave();
    }
  }

  /** Closes the gate that an answer of 429 or 503 means. @param seconds how long */
  public close(request: Throttled, header: Header, seconds: number): void {
    this.#shut(gateFor(request, header), seconds);
  }

  /** Closes the gate of Resource Graph when its answer says that the quota is used up. */
  public learn(request: Throttled, header: Header): void {
    const left = header("x-ms-user-quota-remaining");
    const span = header("x-ms-user-quota-resets-after");
    const seconds = span === undefined ? undefined : secondsOfSpan(span);
    if (left !== undefined && Number(left) <= 0 && seconds !== undefined && isGraph(request)) {
      this.#shut(graphGate, seconds);
    }
  }

  #shut(gate: string, seconds: number): void {
    const until = this.#now() + Math.min(seconds, longestClosed) * 1000;
    if (until > (this.#closed.get(gate) ?? 0)) {
      this.#closed.set(gate, until);
      this.#tell();
    }
  }

  /** Forgets gates that open at a moment that has been waited for, whatever the clock says. */
  #open(until: number): void {
    const passed = [...this.#closed].filter(([, opens]) => opens <= until);
    for (const [gate] of passed) {
      this.#closed.delete(gate);
    }
    if (passed.length > 0) {
      this.#tell();
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    if (this.#underWay < atOnce) {
      this.#underWay += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.splice(this.#queue.indexOf(enter), 1);
        reject(abortError());
      };
      // The place is handed over by who leaves it, so nobody can come in between.
      const enter = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      this.#queue.push(enter);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#underWay -= 1;
    } else {
      next();
    }
  }
}

/** Whether a wait is one that requests sit out. @param seconds as Azure asks */
export function isBearable(seconds: number): boolean {
  return seconds <= longestWait;
}

/**
 * Seconds that an answer asks to wait: `Retry-After`, or what Resource Graph says of its quota; undefined when it says nothing.
 * Source: "Guidance for throttled requests in Azure Resource Graph", Microsoft Learn, 2024.
 * @param now milliseconds since 1970
 */
export function waitAskedFor(header: Header, now: number): number | undefined {
  const asked = retryAfterSeconds({ get: header }, now);
  const span = header("x-ms-user-quota-resets-after");
  return asked ?? (span === undefined ? undefined : secondsOfSpan(span));
}

const graphGate = "graph";
const tenantGate = "tenant";

function isGraph({ url }: Throttled): boolean {
  return /\/providers\/Microsoft\.ResourceGraph\//i.test(url);
}

/** The gates that a request has to pass. */
function gatesOf(request: Throttled): readonly string[] {
  const { subscription, provider } = scopeOf(request);
  return isGraph(request) ? [graphGate] : [tenantGate, subscription, `${subscription} ${provider}`];
}

/**
 * Azure Resource Manager names the counter that ran out; a provider's own limits have no counter in the answer.
 * Source: "Understand how Azure Resource Manager throttles requests", Microsoft Learn, 2024.
 */
function gateFor(request: Throttled, header: Header): string {
  if (isGraph(request)) {
    return graphGate;
  }
  const { subscription, provider } = scopeOf(request);
  const kinds = ["reads", "writes", "deletes", "global-reads", "global-writes", "global-deletes"];
  const usedUp = (scope: string): boolean =>
    kinds.some((kind) => header(`x-ms-ratelimit-remaining-${scope}-${kind}`) === "0");
  if (usedUp("tenant")) {
    return tenantGate;
  }
  return usedUp("subscription") ? subscription : `${subscription} ${provider}`;
}

function scopeOf({ url }: Throttled): { readonly subscription: string; readonly provider: string } {
  const subscription = /\/subscriptions\/([^/?]+)/i.exec(url)?.[1] ?? "";
  const provider = /\/providers\/([^/?]+)/i.exec(url)?.[1] ?? "";
  return { subscription: `subscription ${subscription}`.toLowerCase(), provider: provider.toLowerCase() };
}

/** Seconds of a span such as `00:00:05`, with days in front as .NET writes them. */
function secondsOfSpan(span: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d+):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(span);
  if (match === null) {
    return undefined;
  }
  const parts: readonly (string | undefined)[] = match.slice(1);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
