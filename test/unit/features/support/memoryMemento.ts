import type { Memento } from "vscode";

/** A memento in memory, which outlives the objects that use it, as a real one outlives a reload of the window. */
export class MemoryMemento implements Memento {
  readonly #values = new Map<string, unknown>();

  public keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  // The signature is VS Code's own.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  public get<T>(key: string): T | undefined;
  public get<T>(key: string, defaultValue: T): T;
  public get(key: string, defaultValue?: unknown): unknown {
    return this.#values.get(key) ?? defaultValue;
  }

  public update(key: string, value: unknown): Thenable<void> {
    if (value === undefined) {
      this.#values.delete(key);
    } else {
      this.#values.set(key, JSON.parse(JSON.stringify(value)));
    }
    return Promise.resolve();
  }
}
