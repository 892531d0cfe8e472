import { AsyncLocalStorage } from "node:async_hooks";
import type { AcceptedOperation, CallOptions, Progress } from "../connection";
import { translateError } from "./translateError";

/**
 * The call under way. The SDKs' pipeline has no place for a caller's progress, and a signal must reach every request of
 * a call, those of SDK pagers included: so both travel with the asynchronous context and no request can forget them.
 */
const current = new AsyncLocalStorage<CallOptions>();

/** Runs the work of one method of the connection: its failures leave as AzureErrors, a cancellation as an AbortError. */
export async function runCall<T>(options: CallOptions | undefined, work: () => Promise<T>): Promise<T> {
  const signal = options?.signal;
  throwIfAborted(signal);
  try {
    return await current.run(options ?? {}, work);
  } catch (error) {
    throw signal?.aborted === true ? abortError() : translateError(error);
  }
}

/** Signal of the call under way. */
export function currentSignal(): AbortSignal | undefined {
  return current.getStore()?.signal;
}

/** Tells the caller of the call under way. */
export function reportProgress(progress: Progress): void {
  current.getStore()?.onProgress?.(progress);
}

/** Tells the caller of the call under way that Azure goes on by itself. */
export function reportAccepted(operation: AcceptedOperation): void {
  current.getStore()?.onAccepted?.(operation);
}

/** What a cancelled call rejects with. */
export function abortError(): Error {
  const error = new Error("The operation was cancelled.");
  error.name = "AbortError";
  return error;
}

/** Ends the work here when the caller has cancelled. @throws an AbortError */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw abortError();
  }
}

/** What several callers wait for: who cancels goes, with an AbortError, while it goes on for the others. */
export function unlessAborted<T>(pending: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return pending;
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortError());
    signal.addEventListener("abort", onAbort, { once: true });
    pending.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    if (signal.aborted) {
      onAbort();
    }
  });
}

/** Waits for some milliseconds; rejects with an AbortError as soon as the signal fires. */
export type Sleep = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** Waits; rejects with an AbortError as soon as the signal fires. */
export const sleepFor: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortError());
      return;
    }
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
