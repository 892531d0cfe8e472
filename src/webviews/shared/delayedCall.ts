/** Runs the newest of a burst of calls once nothing new has come for `milliseconds`. */
export class DelayedCall {
  readonly #milliseconds: number;
  #timer: number | undefined;

  public constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  public schedule(call: () => void): void {
    this.cancel();
    this.#timer = window.setTimeout(call, this.#milliseconds);
  }

  public cancel(): void {
    if (this.#timer !== undefined) {
      window.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }
}
