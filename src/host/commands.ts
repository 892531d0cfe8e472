import * as vscode from "vscode";
import type { ErrorBoundary } from "./errors/errorBoundary";

/** Every command of this extension; the prefix keeps its names apart from those of others. */
export type CommandId = `azureVmBackup.${string}`;

/** Registers commands so that each runs inside the error boundary. */
export class CommandRegistry {
  readonly #boundary: ErrorBoundary;

  public constructor(boundary: ErrorBoundary) {
    this.#boundary = boundary;
  }

  /**
   * @param id as in package.json
   * @param run gets what the caller passed: a tree node, `{ resourceId }`, or nothing; its result is the command's result,
   * undefined when it failed or was cancelled
   */
  public register(id: CommandId, run: (...args: readonly unknown[]) => unknown): vscode.Disposable {
    return vscode.commands.registerCommand(id, (...args: readonly unknown[]) =>
      this.#boundary.guard(id, () => run(...args)),
    );
  }
}
