import type { Clock } from "../../../../src/host/clock";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that moves when a test says so. */
export class FakeClock implements Clock {
  #now = Date.parse("2026-11-22T10:00:00.000Z");
  readonly #timers = new Set<Timer>();

  public readonly now = (): number => this.#now;

  public readonly after = (milliseconds: number, run: () => void): { readonly dispose: () => void } => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  };

  public get pending(): number {
    return this.#timers.size;
  }

  /** Milliseconds until the next timer, undefined when there is none. */
  public get next(): number | undefined {
    const times = [...this.#timers].map((timer) => timer.at - this.#now);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Moves on, running what becomes due, and lets the answers of each come in. */
  public async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      this.#timers.delete(due);
      this.#now = due.at;
      due.run();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets everything that has been answered be dealt with. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await Promise.resolve();
  }
}
