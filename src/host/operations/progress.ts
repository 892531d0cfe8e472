import * as vscode from "vscode";

/** What a long operation gets: when to stop, and how to say how far it is. */
export interface RunningOperation {
  /** Aborted when the user clicks Cancel. */
  readonly signal: AbortSignal;
  /** @param percent 0..100 of the whole, when known */
  readonly report: (message: string, percent?: number) => void;
}

/**
 * Runs a long operation under a notification with a Cancel button.
 * @param options.cancelSays what Cancel does: "Cancel stops waiting; Azure goes on." Shown while it runs.
 * @throws vscode.CancellationError when the user cancelled and the operation gave up because of it
 */
export async function runWithProgress<T>(
  options: { readonly title: string; readonly cancelSays: string },
  run: (operation: RunningOperation) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: options.title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      let shown = 0;
      const report = (message: string, percent?: number): void => {
        const target = percent === undefined ? shown : Math.min(100, Math.max(shown, percent));
        // The notification shows the title already: a message that repeats it would be read twice.
        const repeats = message === "" || message.replace(/…$/, "") === options.title;
        const text = repeats ? options.cancelSays : `${message} (${options.cancelSays})`;
        progress.report({ message: text, increment: target - shown });
        shown = target;
      };
      report("");
      try {
        return await run({ signal: controller.signal, report });
      } catch (error) {
        throw controller.signal.aborted ? new vscode.CancellationError() : error;
      } finally {
        listener.dispose();
      }
    },
  );
}
