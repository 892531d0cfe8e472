import type * as vscode from "vscode";

/** One remembered value: typed, checked when it is read (an older version may have written it), gone when set to undefined. */
export class StoredValue<T> {
  readonly #memento: vscode.Memento;
  readonly #key: string;
  readonly #isValid: (value: unknown) => value is T;

  public constructor(memento: vscode.Memento, key: string, isValid: (value: unknown) => value is T) {
    this.#memento = memento;
    this.#key = key;
    this.#isValid = isValid;
  }

  public get(): T | undefined {
    const value = this.#memento.get<unknown>(this.#key);
    return this.#isValid(value) ? value : undefined;
  }

  public async set(value: T | undefined): Promise<void> {
    await this.#memento.update(this.#key, value);
  }
}
