import * as vscode from "vscode";
import { errorText } from "./azureErrorText";
import type { ErrorAction } from "./errors";
import { isCancellation, isOperationError } from "./errors";
import type { Log } from "../log";

/** The one place where failures end: cancellations silently, all others as one sentence with buttons that help, and in the log. */
export class ErrorBoundary {
  readonly #log: Log;

  public constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Runs something and deals with its failure.
   * @param what what was done, for the log
   * @param retry offered as a button where trying again may help; by default `run` itself, inside this boundary
   * @returns what `run` returned, or undefined when it failed or was cancelled
   */
  public async guard<T>(what: string, run: () => T | PromiseLike<T>, retry?: () => unknown): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      // Not awaited: the notification stays until the user closes it, and callers must not wait for that.
      void this.show(what, error, retry ?? (() => this.guard(what, run)));
      return undefined;
    }
  }

  /**
   * Reports a failure that was caught elsewhere. Resolves when the user has closed the message.
   * @param title of what failed, in front of the sentence, where it was asked for long ago
   */
  public async show(what: string, error: unknown, retry?: () => unknown, title?: string): Promise<void> {
    if (isCancellation(error)) {
      return;
    }
    this.#log.error(what, error);
    const { message, actions } = this.#present(error, retry);
    const chosen = await vscode.window.showErrorMessage(
      title === undefined ? message : `${title}: ${message}`,
      ...actions.map((action) => action.title),
    );
    const action = actions.find((candidate) => candidate.title === chosen);
    if (action !== undefined) {
      await this.guard(action.title, action.run);
    }
  }

  #present(
    error: unknown,
    retry: (() => unknown) | undefined,
  ): { readonly message: string; readonly actions: readonly ErrorAction[] } {
    const showLog: ErrorAction = { title: vscode.l10n.t("Show Log"), run: () => this.#log.show() };
    if (isOperationError(error)) {
      return { message: error.message, actions: error.actions.length > 0 ? error.actions : [showLog] };
    }
    const text = errorText(error);
    const actions: ErrorAction[] = [];
    if (text.help !== undefined) {
      actions.push(text.help);
    }
    if (text.retry && retry !== undefined) {
      actions.push({ title: vscode.l10n.t("Retry"), run: retry });
    }
    return { message: text.message, actions: [...actions, showLog] };
  }
}

/** The Sign In button of errors. */
export function signInAction(): ErrorAction {
  return { title: vscode.l10n.t("Sign In"), run: () => vscode.commands.executeCommand("azureVmBackup.signIn") };
}
