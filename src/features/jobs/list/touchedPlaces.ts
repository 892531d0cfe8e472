import { placeKey } from "./jobLists";
import type { JobsPlace } from "./jobLists";
import { graphLag } from "./knownJobs";

/** Where this window has changed something a moment ago: Resource Graph may not know of the job yet. */
export class TouchedPlaces {
  readonly #now: () => number;
  readonly #touched = new Map<string, { readonly place: JobsPlace; readonly at: number }>();

  /** @param now milliseconds since 1970 */
  public constructor(now: () => number) {
    this.#now = now;
  }

  /** The places that Resource Graph has not caught up with. */
  public get all(): readonly JobsPlace[] {
    const since = this.#now() - graphLag;
    for (const [key, { at }] of this.#touched) {
      if (at < since) {
        this.#touched.delete(key);
      }
    }
    return [...this.#touched.values()].map(({ place }) => place);
  }

  public add(place: JobsPlace): void {
    this.#touched.set(placeKey(place), { place, at: this.#now() });
  }

  public clear(): void {
    this.#touched.clear();
  }
}
