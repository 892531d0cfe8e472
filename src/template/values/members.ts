import type { Value } from "../value";

type Source = Value | (() => Value);

/**
 * The members of an object, in order, each computed when it is first asked for. Names compare without case; where two members
 * differ only by case, the exact one wins.
 */
export class Members implements ReadonlyMap<string, Value> {
  readonly #sources: Map<string, Source>;
  #lower: Map<string, string> | undefined;

  constructor(sources: Iterable<readonly [string, Source]> = []) {
    this.#sources = new Map(sources);
  }

  get size(): number {
    return this.#sources.size;
  }

  /** The name as written of the member that is asked for in any case. */
  nameOf(name: string): string | undefined {
    if (this.#sources.has(name)) {
      return name;
    }
    this.#lower ??= new Map([...this.#sources.keys()].map((key) => [key.toLowerCase(), key]));
    return this.#lower.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.nameOf(name) !== undefined;
  }

  get(name: string): Value | undefined {
    const own = this.nameOf(name);
    if (own === undefined) {
      return undefined;
    }
    const source = this.#sources.get(own);
    if (typeof source !== "function") {
      return source;
    }
    const value = source();
    this.#sources.set(own, value);
    return value;
  }

  keys(): MapIterator<string> {
    return this.#sources.keys();
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) {
      yield value;
    }
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of [...this.#sources.keys()]) {
      const value = this.get(name);
      if (value !== undefined) {
        yield [name, value];
      }
    }
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this.entries()) {
      visit(value, name, this);
    }
  }
}
