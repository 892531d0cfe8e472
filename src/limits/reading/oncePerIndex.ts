import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

interface Computed<T> {
  readonly result: T;
  readonly reads: ReadonlySet<ReadResource>;
}

/** Something that is computed once from all resources of an index, although each machine asks for it. */
export class OncePerIndex<T> {
  readonly #compute: (index: ResourceIndex) => T;
  readonly #results = new WeakMap<ResourceIndex, Computed<T>>();

  constructor(compute: (index: ResourceIndex) => T) {
    this.#compute = compute;
  }

  /** What it is for an index; whoever asks depends on all that it was computed from. */
  of(index: ResourceIndex): T {
    let computed = this.#results.get(index);
    if (computed === undefined) {
      computed = index.recording(() => this.#compute(index));
      this.#results.set(index, computed);
    }
    index.readAgain(computed.reads);
    return computed.result;
  }
}
