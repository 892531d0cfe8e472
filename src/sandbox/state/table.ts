import { isJsonObject } from "../http/json";

/** Records by id; ids are compared without case, as Azure does. Records are replaced, never changed in place. */
export class Table<T> {
  readonly #records = new Map<string, T>();
  readonly #changed: () => void;

  public constructor(changed: () => void) {
    this.#changed = changed;
  }

  public get(id: string): T | undefined {
    return this.#records.get(id.toLowerCase());
  }

  public set(id: string, record: T): void {
    this.#records.set(id.toLowerCase(), record);
    this.#changed();
  }

  public delete(id: string): void {
    if (this.#records.delete(id.toLowerCase())) {
      this.#changed();
    }
  }

  public get all(): readonly T[] {
    return [...this.#records.values()];
  }

  /** The records whose id starts with a text: everything below a resource, when the text ends with a slash. */
  public below(prefix: string): readonly T[] {
    const lower = prefix.toLowerCase();
    return [...this.#records].filter(([id]) => id.startsWith(lower)).map(([, record]) => record);
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
