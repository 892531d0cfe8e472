/** Where time stands still, in milliseconds since 1970: dates are written with four digits for the year. */
export const endOfTime = Date.UTC(9999, 0);

/** The sandbox's time: the real one at first; it can be stepped forward, and made to run faster. */
export class Clock {
  /** The time of the machine (or of a test), milliseconds since 1970. */
  public readonly real: () => number;
  #realStart: number;
  #start: number;
  #rate = 1;

  /** @param ahead milliseconds that the sandbox is ahead of the real time from the start */
  public constructor(real: () => number, ahead = 0) {
    this.real = real;
    this.#realStart = real();
    this.#start = this.#realStart + ahead;
  }

  /** Milliseconds since 1970. */
  public now(): number {
    return Math.min(endOfTime, this.#start + (this.real() - this.#realStart) * this.#rate);
  }

  public get rate(): number {
    return this.#rate;
  }

  /** Milliseconds ahead of the real time. */
  public get ahead(): number {
    return Math.round(this.now() - this.real());
  }

  /** Steps forward by so many milliseconds; time does not go back. */
  public advance(milliseconds: number): void {
    this.#rebase();
    this.#start += Math.max(0, milliseconds);
  }

  /** From now on time runs so many times as fast. */
  public setRate(rate: number): void {
    this.#rebase();
    this.#rate = rate;
  }

  #rebase(): void {
    const now = this.now();
    this.#realStart = this.real();
    this.#start = now;
  }
}
