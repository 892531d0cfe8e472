/** Seconds left of a wait, told once a second until it is over. */
export class Countdown {
  readonly #now: () => number;
  readonly #show: (secondsLeft: number | undefined) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param show gets the seconds left, and undefined when there is nothing to wait for */
  public constructor(now: () => number, show: (secondsLeft: number | undefined) => void) {
    this.#now = now;
    this.#show = show;
  }

  /** @param until milliseconds since 1970; undefined ends the countdown */
  public set(until: number | undefined): void {
    this.dispose();
    if (until === undefined || until <= this.#now()) {
      this.#show(undefined);
      return;
    }
    const tick = (): void => {
      const left = Math.ceil((until - this.#now()) / 1000);
      if (left <= 0) {
        this.dispose();
        this.#show(undefined);
      } else {
        this.#show(left);
      }
    };
    this.#timer = setInterval(tick, 1000);
    tick();
  }

  public dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
