const first = 3_000;
const growth = 1.5;
const longestQuiet = 60_000;
const longestFailing = 300_000;

/** How long to wait before asking again: short while something moves, longer while nothing does, longest while Azure fails. */
export class PollInterval {
  #milliseconds = first;

  public get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Something has changed, or the user has asked. */
  public reset(): void {
    this.#milliseconds = first;
  }

  public nothingNew(): void {
    this.#milliseconds = Math.min(longestQuiet, this.#milliseconds * growth);
  }

  /** @param retryAfterSeconds what Azure asks for when it throttles */
  public failed(retryAfterSeconds: number | undefined): void {
    this.#milliseconds = Math.max((retryAfterSeconds ?? 0) * 1000, Math.min(longestFailing, this.#milliseconds * 2));
  }
}
