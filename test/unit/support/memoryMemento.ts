import type * as vscode from "vscode";

/** A memento that lives as long as the test; values go through JSON as VS Code's do. */
export class MemoryMemento implements vscode.Memento {
  readonly #values = new Map<string, string>();

  public keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  public get<T>(key: string, defaultValue?: T): T | undefined {
    const text = this.#values.get(key);
    return text === undefined ? defaultValue : (JSON.parse(text) as T);
  }

  public update(key: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.#values.delete(key);
    } else {
      this.#values.set(key, JSON.stringify(value));
    }
    return Promise.resolve();
  }
}
