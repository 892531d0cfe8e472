import { unlessAborted } from "./call";

/** Work that several callers wait for: who cancels gives up their own waiting, and it ends when nobody waits any more. */
export class Shared<T> {
  readonly #controller = new AbortController();
  readonly #done: Promise<T>;
  #waiting = 0;

  /** Begins the work. @param work ends with an AbortError soon after its signal has fired */
  public constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#done = work(this.#controller.signal);
    // Whoever waits gets the failure; who has left does not hear of it.
    this.#done.catch(() => undefined);
  }

  /** Fires when the work is to end. Then nobody can begin to wait for it any more. */
  public get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the work for all. */
  public abort(): void {
    this.#controller.abort();
  }

  /** @throws AbortError when the caller cancels, or the work was ended for all; what the work fails with */
  public async wait(signal: AbortSignal | undefined): Promise<T> {
    const alone = new AbortController();
    const leave = (): void => {
      this.#waiting -= 1;
      if (this.#waiting > 0) {
        alone.abort();
      } else {
        this.abort();
      }
    };
    this.#waiting += 1;
    signal?.addEventListener("abort", leave, { once: true });
    if (signal?.aborted === true) {
      leave();
    }
    try {
      return await unlessAborted(this.#done, alone.signal);
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }
}
