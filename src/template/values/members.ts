import type { Value } from "../value";

/** A member that is there already, or how it is computed. */
export type Source = Value | (() => Value);

/** Up to here a search is faster than a map; most objects of templates are that small. */
const fewMembers = 10;

/**
 * The members of an object, in order, each computed when it is first asked for. Names compare without case; where two members
 * differ only by case, the exact one wins.
 */
export class Members implements ReadonlyMap<string, Value> {
  readonly #names: readonly string[];
  readonly #compute: (at: number) => Value;
  /** What is computed already. */
  readonly #values: (Value | undefined)[];
  /** Positions by name, once a search through the names would take longer than building this. */
  #exact: Map<string, number> | undefined;
  #lower: Map<string, number> | undefined;

  /**
   * @param names each once
   * @param compute gives the member at a position; called once for each that is asked for
   */
  constructor(names: readonly string[], compute: (at: number) => Value) {
    this.#names = names;
    this.#compute = compute;
    this.#values = new Array<Value | undefined>(names.length);
  }

  /** Members one by one; where a name comes twice, the last one counts, in the place of the first. */
  static of(entries: Iterable<readonly [string, Source]>): Members {
    const names: string[] = [];
    const sources: Source[] = [];
    const positions = new Map<string, number>();
    for (const [name, source] of entries) {
      const at = positions.get(name);
      if (at === undefined) {
        positions.set(name, names.length);
        names.push(name);
        sources.push(source);
      } else {
        sources[at] = source;
      }
    }
    return new Members(names, (at) => {
      const source = sources[at];
      if (source === undefined) {
        throw new RangeError(`There is no member ${at}.`);
      }
      return typeof source === "function" ? source() : source;
    });
  }

  /** The same names with other values, each computed from the one that it replaces when it is asked for. */
  mapped(change: (value: Value) => Value): Members {
    return new Members(this.#names, (at) => change(this.#valueAt(at)));
  }

  #valueAt(at: number): Value {
    return (this.#values[at] ??= this.#compute(at));
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
    return at < 0 ? undefined : this.#valueAt(at);
  }

  keys(): MapIterator<string> {
    return this.#names.values();
  }

  *values(): MapIterator<Value> {
    for (let at = 0; at < this.#names.length; at++) {
      yield this.#valueAt(at);
    }
  }

  *entries(): MapIterator<[string, Value]> {
    let at = 0;
    for (const name of this.#names) {
      yield [name, this.#valueAt(at++)];
    }
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    this.#names.forEach((name, at) => {
      visit(this.#valueAt(at), name, this);
    });
  }
}
