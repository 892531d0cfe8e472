import type { Estate } from "../estate";
import { takeSnapshot } from "./snapshot";

/** Milliseconds between two reports. */
const quiet = 1000;

/** Hands out a snapshot soon after the estate changed, at most once a second. Works by the real clock: it is about saving. */
export class ChangeReporter {
  readonly #estate: Estate;
  readonly #report: (snapshot: string) => void;
  #timer: NodeJS.Timeout | undefined;

  public constructor(estate: Estate, report: (snapshot: string) => void) {
    this.#estate = estate;
    this.#report = report;
    estate.onChange(() => {
      this.note();
    });
  }

  /** Something has changed: it is reported soon. */
  public note(): void {
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, quiet);
    // Saving alone must not keep a process alive.
    this.#timer.unref();
  }

  /** Reports now what still waits. */
  public flush(): void {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#report(takeSnapshot(this.#estate));
    }
  }
}
