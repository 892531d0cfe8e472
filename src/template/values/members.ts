import type { Value } from "../value";
import { OwnNames, type MemberNames } from "./memberNames";

/** A member that is there already, or how it is computed. */
export type Source = Value | (() => Value);

/**
 * The members of an object, in order, each computed when it is first asked for. Names compare without case; where two members
 * differ only by case, the exact one wins.
 */
export abstract class Members implements ReadonlyMap<string, Value> {
  readonly #names: MemberNames;
  /** What is computed already. Most objects are never asked for more than one or two members, many for none. */
  #values: (Value | undefined)[] | undefined;

  constructor(names: MemberNames) {
    this.#names = names;
  }

  /** Gives the member at a position; called once for each that is asked for. */
  protected abstract compute(at: number): Value;

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
    return new GivenMembers(new OwnNames(names), sources);
  }

  /** The same names with other values, each computed from the one that it replaces when it is asked for. */
  mapped(change: (value: Value) => Value): Members {
    return new ChangedMembers(this.#names, this, change);
  }

  /** The member at a position. */
  valueAt(at: number): Value {
    this.#values ??= new Array<Value | undefined>(this.size);
    return (this.#values[at] ??= this.compute(at));
  }

  get size(): number {
    return this.#names.list.length;
  }

  /** The name as written of the member that is asked for in any case. */
  nameOf(name: string): string | undefined {
    return this.#names.list[this.#names.indexOf(name)];
  }

  has(name: string): boolean {
    return this.#names.indexOf(name) >= 0;
  }

  get(name: string): Value | undefined {
    const at = this.#names.indexOf(name);
    return at < 0 ? undefined : this.valueAt(at);
  }

  keys(): MapIterator<string> {
    return this.#names.list.values();
  }

  *values(): MapIterator<Value> {
    for (let at = 0; at < this.size; at++) {
      yield this.valueAt(at);
    }
  }

  *entries(): MapIterator<[string, Value]> {
    let at = 0;
    for (const name of this.#names.list) {
      yield [name, this.valueAt(at++)];
    }
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    this.#names.list.forEach((name, at) => {
      visit(this.valueAt(at), name, this);
    });
  }
}

class GivenMembers extends Members {
  readonly #sources: readonly Source[];

  constructor(names: MemberNames, sources: readonly Source[]) {
    super(names);
    this.#sources = sources;
  }

  protected override compute(at: number): Value {
    const source = this.#sources[at];
    if (source === undefined) {
      throw new RangeError(`There is no member ${at}.`);
    }
    return typeof source === "function" ? source() : source;
  }
}

class ChangedMembers extends Members {
  readonly #original: Members;
  readonly #change: (value: Value) => Value;

  constructor(names: MemberNames, original: Members, change: (value: Value) => Value) {
    super(names);
    this.#original = original;
    this.#change = change;
  }

  protected override compute(at: number): Value {
    return this.#change(this.#original.valueAt(at));
  }
}
