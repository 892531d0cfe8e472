import type { Value } from "../value";

type Source = Value | (() => Value);

/** Up to here a search is faster than a map; most objects of templates are that small. */
const fewMembers = 10;

/**
 * The members of an object, in order, each computed when it is first asked for. Names compare without case; where two members
 * differ only by case, the exact one wins.
 */
export class Members implements ReadonlyMap<string, Value> {
  readonly #names: string[] = [];
  readonly #sources: Source[] = [];
  /** Positions by name, once a search through the names would take longer than building this. */
  #exact: Map<string, number> | undefined;
  #lower: Map<string, number> | undefined;

  constructor(sources: Iterable<readonly [string, Source]> = []) {
    for (const [name, source] of sources) {
      const at = this.#indexOf(name);
      if (at >= 0) {
        this.#sources[at] = source;
      } else {
        this.#exact?.set(name, this.#names.length);
        this.#names.push(name);
        this.#sources.push(source);
      }
    }
  }

  #indexOf(name: string): number {
    if (this.#names.length <= fewMembers) {
      return this.#names.indexOf(name);
    }
    this.#exact ??= new Map(this.#names.map((own, i) => [own, i]));
    return this.#exact.get(name) ?? -1;
  }

  #find(name: string): number {
    const exact = this.#indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    const wanted = name.toLowerCase();
    if (this.#names.length > fewMembers) {
      this.#lower ??= new Map(this.#names.map((own, i) => [own.toLowerCase(), i]));
      return this.#lower.get(wanted) ?? -1;
    }
    return this.#names.findLastIndex((own) => own.length === name.length && own.toLowerCase() === wanted);
  }

  get size(): number {
    return this.#names.length;
  }

  /** The name as written of the member that is asked for in any case. */
  nameOf(name: string): string | undefined {
    return this.#names[this.#find(name)];
  }

  has(name: string): boolean {
    return this.#find(name) >= 0;
  }

  get(name: string): Value | undefined {
    const at = this.#find(name);
    const source = this.#sources[at];
    if (typeof source !== "function") {
      return source;
    }
    const value = source();
    this.#sources[at] = value;
    return value;
  }

  keys(): MapIterator<string> {
    return this.#names.values();
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) {
      yield value;
    }
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of [...this.#names]) {
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
