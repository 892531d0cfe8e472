import { isJsonObject } from "../http/json";

/**
 * Records that are computed when somebody asks for them, because there are too many to keep. What a table itself
 * remembers goes before them.
 */
export interface Origin<T> {
  /** @param id in lower case */
  readonly get: (id: string) => T | undefined;
  /**
   * Ids (in lower case) and records whose id starts with a text in lower case; the empty text means all.
   * @param types where given, resources of other types (in lower case) may be left out
   */
  readonly below: (prefix: string, types?: ReadonlySet<string>) => Iterable<readonly [id: string, record: T]>;
  /** Called before the table has its own record of an id (in lower case), or none: the origin's does not count any more. */
  readonly leaves?: (id: string) => void;
}

/** Records by id; ids are compared without case, as Azure does. Records are replaced, never changed in place. */
export class Table<T> {
  readonly #records = new Map<string, T>();
  readonly #changed: () => void;
  readonly #origin: Origin<T> | undefined;
  /** Records of the origin that were deleted. */
  readonly #gone = new Set<string>();

  public constructor(changed: () => void, origin?: Origin<T>) {
    this.#changed = changed;
    this.#origin = origin;
  }

  public get(id: string): T | undefined {
    const key = id.toLowerCase();
    return this.#records.get(key) ?? (this.#gone.has(key) ? undefined : this.#origin?.get(key));
  }

  public set(id: string, record: T): void {
    const key = id.toLowerCase();
    if (!this.#records.has(key)) {
      this.#origin?.leaves?.(key);
    }
    this.#records.set(key, record);
    this.#changed();
  }

  /** Writes down a record of the origin as it is now: from here on, it is changed as all others are. */
  public keep(id: string): void {
    const key = id.toLowerCase();
    const record = this.#records.has(key) || this.#gone.has(key) ? undefined : this.#origin?.get(key);
    if (record !== undefined) {
      this.set(key, record);
    }
  }

  public delete(id: string): void {
    const key = id.toLowerCase();
    const isOfOrigin = !this.#gone.has(key) && this.#origin?.get(key) !== undefined;
    if (isOfOrigin) {
      this.#origin.leaves?.(key);
      this.#gone.add(key);
    }
    if (this.#records.delete(key) || isOfOrigin) {
      this.#changed();
    }
  }

  public get all(): readonly T[] {
    return this.#origin === undefined ? this.own : [...this.each("")];
  }

  /** The records that were set: all but those of the origin, which nobody has changed since the start. */
  public get own(): readonly T[] {
    return [...this.#records.values()];
  }

  /** The records whose id starts with a text: everything below a resource, when the text ends with a slash. */
  public below(prefix: string): readonly T[] {
    return [...this.each(prefix)];
  }

  /** Like `below`, one after the other. @param types a hint for the origin: other types are not needed */
  public *each(prefix: string, types?: ReadonlySet<string>): Generator<T, void> {
    const lower = prefix.toLowerCase();
    for (const [id, record] of this.#origin?.below(lower, types) ?? []) {
      if (!this.#gone.has(id) && !this.#records.has(id)) {
        yield record;
      }
    }
    for (const [id, record] of this.#records) {
      if (id.startsWith(lower)) {
        yield record;
      }
    }
  }

  /** Ids of the origin's records that were deleted, in lower case. */
  public get gone(): readonly string[] {
    return [...this.#gone];
  }

  /** Takes over `gone` of a table with the same origin. */
  public forget(ids: unknown): void {
    for (const id of Array.isArray(ids) ? ids : []) {
      this.#gone.add(String(id));
    }
  }

  /** Takes over the records of `toJSON`; false, and possibly half done, when the entries are something else. */
  public restore(entries: unknown): boolean {
    if (!Array.isArray(entries)) {
      return false;
    }
    for (const entry of entries) {
      if (!this.#isEntry(entry)) {
        return false;
      }
      this.set(entry[0], entry[1]);
    }
    return true;
  }

  public toJSON(): readonly (readonly [string, T])[] {
    return [...this.#records];
  }

  /** Trusts the fields of a record: a snapshot's format says that this version of the sandbox wrote them. */
  #isEntry(entry: unknown): entry is readonly [string, T] {
    return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && isJsonObject(entry[1]);
  }
}
