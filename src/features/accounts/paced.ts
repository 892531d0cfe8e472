/** Does something at once when it is first asked for, and then at most once in a while, however often it is asked for. */
export class Paced {
  readonly #run: () => void;
  readonly #milliseconds: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  public constructor(run: () => void, milliseconds: number) {
    this.#run = run;
    this.#milliseconds = milliseconds;
  }

  public ask(): void {
    if (this.#timer !== undefined) {
      this.#again = true;
      return;
    }
    this.#run();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#again) {
        this.#again = false;
        this.ask();
      }
    }, this.#milliseconds);
  }

  /** Forgets what has been asked for and not been done. */
  public stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = false;
  }
}
