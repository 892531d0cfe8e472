/**
 * What is gathered for lists that are not whole yet, one begun inside the other. A list that grows has room for more than it comes
 * to hold; what is taken from here has not, and of the very many lists of a large template most are short.
 */
export class Gathered<T> {
  readonly #all: T[] = [];
  /** So many count; what is behind them was taken. */
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get last(): T | undefined {
    return this.#count === 0 ? undefined : this.#all[this.#count - 1];
  }

  add(item: T): void {
    this.#all[this.#count++] = item;
  }

  /** A list of what was added since there were so many. */
  takeSince(count: number): T[] {
    const taken = this.#all.slice(count, this.#count);
    this.#count = count;
    return taken;
  }

  /** Adds to another list what was added since there were so many. */
  moveSince(count: number, to: T[]): void {
    for (let at = count; at < this.#count; at++) {
      const item = this.#all[at];
      if (item !== undefined) {
        to.push(item);
      }
    }
    this.#count = count;
  }
}
