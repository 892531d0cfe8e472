import type { Kept } from "../keptList";
import type { StoredOperation } from "./storedOperation";

/** What the window's former life was waiting for, and this one waits for in its place. */
export interface FormerOperation {
  /** Resolves when it is done, or nobody can tell how it has ended. Rejects with what went wrong, which is told already. */
  readonly ended: Promise<void>;
  /** Stops the waiting; Azure goes on. */
  readonly cancel: () => void;
}

/** An operation of the former life with those who wait for its end. */
export class Former implements FormerOperation {
  public readonly ended: Promise<void>;
  public readonly operation: Kept<StoredOperation>;
  readonly #stop = new AbortController();
  #resolve: () => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;

  public constructor(operation: Kept<StoredOperation>) {
    this.operation = operation;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Often nobody listens: the end is told by a notification.
    this.ended.catch(() => undefined);
  }

  /** Aborted when somebody has stopped the waiting. */
  public get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  public readonly cancel = (): void => this.#stop.abort();

  public done(): void {
    this.#resolve();
  }

  public failed(error: unknown): void {
    this.#reject(error);
  }
}
