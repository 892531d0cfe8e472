/** Resource Graph is behind by seconds to minutes; after this time it knows. Milliseconds. */
const graphLag = 600_000;

/**
 * What this connection changed a moment ago. Lists from Resource Graph would still show the state before; the things
 * named here are asked for one by one.
 */
export class RecentChanges {
  readonly #now: () => number;
  readonly #changes = new Map<string, { readonly id: string; readonly time: number }>();

  public constructor(now: () => number) {
    this.#now = now;
  }

  public note(id: string): void {
    this.#changes.set(id.toLowerCase(), { id, time: this.#now() });
  }

  /** Ids below a prefix that changed lately, as they were noted. */
  public below(prefix: string): readonly string[] {
    const since = this.#now() - graphLag;
    for (const [key, { time }] of this.#changes) {
      if (time < since) {
        this.#changes.delete(key);
      }
    }
    const start = prefix.toLowerCase();
    return [...this.#changes].filter(([key]) => key.startsWith(start)).map(([, { id }]) => id);
  }
}
