import * as vscode from "vscode";
import type { Log } from "../../../host/log";

/** The sandbox's memory between windows: one file, written as a whole, one write at a time. */
export class SandboxSnapshot {
  readonly #folder: vscode.Uri;
  readonly #name: string;
  readonly #log: Log;
  #waiting: string | undefined;
  #writing: Promise<void> | undefined;

  /** @param name of the file, without its ending */
  public constructor(folder: vscode.Uri, name: string, log: Log) {
    this.#folder = folder;
    this.#name = name;
    this.#log = log;
  }

  /** Undefined when there is none yet. */
  public async read(): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file(".json")));
    } catch {
      return undefined;
    }
  }

  /** Keeps the newest snapshot; those that come while one is being written are skipped but for the last. */
  public save(snapshot: string): void {
    this.#waiting = snapshot;
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything saved so far is on disk. */
  public async settled(): Promise<void> {
    await this.#writing;
  }

  public async forget(): Promise<void> {
    await this.settled();
    await vscode.workspace.fs.delete(this.#file(".json"));
  }

  async #writeAll(): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(this.#folder);
      for (let next = this.#take(); next !== undefined; next = this.#take()) {
        // Under another name first: a window that closes in the middle must not leave half a file.
        const unfinished = this.#file(".json.new");
        await vscode.workspace.fs.writeFile(unfinished, new TextEncoder().encode(next));
        await vscode.workspace.fs.rename(unfinished, this.#file(".json"), { overwrite: true });
      }
    } catch (error) {
      this.#log.warn(`The sandbox's state could not be kept: ${String(error)}`);
    } finally {
      this.#writing = undefined;
    }
  }

  #take(): string | undefined {
    const next = this.#waiting;
    this.#waiting = undefined;
    return next;
  }

  #file(ending: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${this.#name}${ending}`);
  }
}
