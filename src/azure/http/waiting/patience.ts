import { RestError } from "@azure/core-rest-pipeline";
import type { PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { currentSignal, reportProgress, throwIfAborted } from "../call";
import type { Sleep } from "../call";
import { isBearable, waitAskedFor } from "./throttle";
import type { Throttle } from "./throttle";
import { networkCode } from "../translateError";

/** Attempts in all for a throttled request, and for one whose connection failed. */
const maxAttempts = 4;

/** What the policy waits and tells with. */
export interface PatienceOptions {
  readonly log: (level: "debug" | "info" | "warn" | "error", message: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Between 0 and 1: spreads requests that failed together. */
  readonly random: () => number;
  /** Milliseconds after which a request without an answer counts as a broken connection. */
  readonly requestTimeout: number;
}

/**
 * Gives each request the signal of its call, waits when Azure asks to (429, and 503 with Retry-After) and tells the
 * caller so, and sends a request again after a broken connection, but only one that may arrive twice.
 * All waiting that Azure asks for is done at the throttle, where the tenant's other requests wait too.
 * Stands in for the SDKs' own retry policy, which can neither tell the caller nor keep from repeating a POST.
 */
export function patiencePolicy(
  { log, now, sleep, random, requestTimeout }: PatienceOptions,
  throttle: Throttle,
): PipelinePolicy {
  /** Seconds of a wait that nobody has asked for: 1, 2, 4 …, and up to a quarter more. */
  const backOff = (number: number): number => 2 ** (number - 1) * (1 + random() / 4);
  const attempt = async (
    request: PipelineRequest,
    number: number,
    send: () => Promise<PipelineResponse>,
  ): Promise<Attempt> => {
    const started = now();
    try {
      const response = await inTime(request, requestTimeout, send);
      log("debug", `${request.method} ${pathOf(request.url)} → ${response.status} (${now() - started} ms)`);
      const header = (name: string): string | undefined => response.headers.get(name);
      throttle.learn(request, header);
      const asked = waitAskedFor(header, now());
      if (isThrottled(response, asked)) {
        // Nought is no wait: who comes back at once is refused again.
        const seconds = asked === undefined || asked === 0 ? backOff(number + 1) : asked;
        // Also after the last attempt, and before a wait of minutes: the others need not find out by themselves.
        throttle.close(request, header, seconds);
        // A 503 does not say whether the request was carried out.
        const mayGoOn = isBearable(seconds) && (response.status === 429 || isRepeatable(request));
        return !mayGoOn || number === maxAttempts ? { response } : { wait: undefined };
      }
      const mayRecover = [500, 502, 503, 504].includes(response.status) && request.method === "GET";
      return !mayRecover || number === maxAttempts ? { response } : { wait: backOff(number) };
    } catch (error) {
      const code = networkCode(error);
      if (code === undefined || number === maxAttempts || !mayRepeat(request, code)) {
        throw error;
      }
      log("info", `${request.method} ${pathOf(request.url)} → ${code}, trying again`);
      return { wait: backOff(number) };
    }
  };
  return {
    name: "azureVmBackupPatience",
    sendRequest: async (request, next) => {
      const signal = currentSignal();
      for (let number = 1; ; number += 1) {
        throwIfAborted(signal);
        await throttle.pass(request, signal, (seconds) => {
          log("warn", `Azure asks to wait: ${seconds} s before ${request.method} ${pathOf(request.url)}`);
          reportProgress({ kind: "throttled", waitSeconds: seconds });
        });
        const outcome = await throttle.within(signal, () => attempt(request, number, () => next(request)));
        if ("response" in outcome) {
          return outcome.response;
        }
        if (outcome.wait !== undefined) {
          await sleep(outcome.wait * 1000, signal);
        }
      }
    },
  };
}

/**
 * Sends a request with the signal of its call, and gives it up after a time. Not by the transport's own timeout, which ends
 * with the headers of an answer, and whose timer outlives a request that fails.
 * @throws RestError with code ETIMEDOUT when the time is over
 */
async function inTime(
  request: PipelineRequest,
  milliseconds: number,
  send: () => Promise<PipelineResponse>,
): Promise<PipelineResponse> {
  const signal = currentSignal();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), milliseconds);
  request.abortSignal = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]);
  try {
    return await send();
  } catch (error) {
    throw over.signal.aborted ? new RestError("There was no answer in time.", { code: "ETIMEDOUT", request }) : error;
  } finally {
    clearTimeout(timer);
    // The SDKs' policies above take the signal of a request that was given up for a cancellation.
    request.abortSignal = signal ?? new AbortController().signal;
  }
}

/** An answer, or the seconds to wait before the next attempt; undefined where the throttle makes it wait. */
type Attempt = { readonly response: PipelineResponse } | { readonly wait: number | undefined };

/** @param asked seconds that Azure asks to wait */
function isThrottled({ status }: PipelineResponse, asked: number | undefined): boolean {
  return status === 429 || (status === 503 && asked !== undefined && isBearable(asked));
}

/** A request that never left may always be sent again; one that may have arrived only if arriving twice does no harm. */
function mayRepeat(request: PipelineRequest, code: string): boolean {
  const neverSent = /^(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code);
  return neverSent || isRepeatable(request);
}

/** Everything but what starts a job: a second one would run into the first, or run after it. See `startJob`. */
function isRepeatable(request: PipelineRequest): boolean {
  const path = pathOf(request.url);
  return request.method === "PUT" || request.method === "DELETE"
    ? !/\/protectedItems\/[^/]+$/i.test(path)
    : request.method !== "POST" ||
        !/\/(backup|restore|backupCrossRegionRestore|cancel|revokeInstantItemRecovery)$/i.test(path);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
