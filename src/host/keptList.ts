import type * as vscode from "vscode";
import type { Log } from "./log";
import { StoredValue } from "./state";

/** An entry, and since when it is in the list: milliseconds since 1970. */
export type Kept<T> = T & { readonly since: number };

interface KeptListOptions<T> {
  readonly memento: vscode.Memento;
  /** Where it is in the memento. */
  readonly key: string;
  /** True of what can be gone on with; an older version may have written something else. */
  readonly isEntry: (value: unknown) => value is T;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds after which an entry is forgotten: nobody knows anything of it any more. */
  readonly longest: number;
  readonly log: Pick<Log, "warn">;
}

/**
 * What a window waits for, kept over a reload of it, which ends the waiting but not what is waited for: entries of its own,
 * and those of its former life until somebody goes on with them. Who takes an entry out tells how it has ended; so each
 * is told once. Writing it never fails: a memory that cannot be written is one for this life of the window.
 */
export class KeptList<T extends object> implements vscode.Disposable {
  readonly #options: KeptListOptions<T>;
  readonly #stored: StoredValue<readonly unknown[]>;
  #former: readonly Kept<T>[];
  #own: readonly Kept<T>[] = [];
  #disposed = false;

  public constructor(options: KeptListOptions<T>) {
    this.#options = options;
    this.#stored = new StoredValue(options.memento, options.key, (value) => Array.isArray(value));
    const oldest = options.now() - options.longest;
    this.#former = (this.#stored.get() ?? []).filter(
      (one): one is Kept<T> => options.isEntry(one) && isDated(one) && one.since > oldest,
    );
  }

  /** Those of the window's former life that nobody has taken out. */
  public get former(): readonly Kept<T>[] {
    return this.#former;
  }

  /** The oldest first. */
  public get all(): readonly Kept<T>[] {
    return [...this.#former, ...this.#own];
  }

  public async add(one: T): Promise<void> {
    this.#own = [...this.#own, { ...one, since: this.#options.now() }];
    await this.#store();
  }

  /** @returns whether it was still there: the one who takes it out may tell the user */
  public async remove(entry: Kept<T>): Promise<boolean> {
    const before = this.all.length;
    // The memory changes before anything waits, so that nothing is told twice.
    this.#former = this.#former.filter((one) => one !== entry);
    this.#own = this.#own.filter((one) => one !== entry);
    const removed = this.all.length < before;
    await this.#store();
    return removed;
  }

  /** Remembers something while `work` waits for it; `note` adds what becomes known of it. Whoever waits tells how it ends. */
  public during<R>(one: T, work: (note: (known: Partial<T>) => void) => Promise<R>): Promise<R> {
    return this.goOn({ ...one, since: this.#options.now() }, work);
  }

  /** Like `during`, with an entry of the former life, or one that is taken up again; it keeps its age. */
  public async goOn<R>(entry: Kept<T>, work: (note: (known: Partial<T>) => void) => Promise<R>): Promise<R> {
    let current = entry;
    this.#former = this.#former.filter((one) => one !== entry);
    this.#own = [...this.#own, current];
    await this.#store();
    try {
      return await work((known) => {
        const better = { ...current, ...known };
        this.#own = this.#own.map((one) => (one === current ? better : one));
        current = better;
        void this.#store();
      });
    } finally {
      await this.remove(current);
    }
  }

  /** A window that is going away takes its waiting with it, and leaves what it has written. */
  public dispose(): void {
    this.#disposed = true;
  }

  async #store(): Promise<void> {
    if (this.#disposed) {
      return;
    }
    const { all } = this;
    try {
      await this.#stored.set(all.length === 0 ? undefined : all);
    } catch (error) {
      this.#options.log.warn(`What is waited for could not be remembered: ${String(error)}`);
    }
  }
}

function isDated(value: object): value is { readonly since: number } {
  return "since" in value && typeof value.since === "number";
}
