import * as vscode from "vscode";

/** Milliseconds after which something that still goes on is shown, with a Cancel button. */
const showsAfter = 2000;

/**
 * Runs something that is mostly quick. Only when it takes long a notification comes up, whose Cancel button ends it.
 * @param title what goes on; it should say what Cancel leaves behind
 */
export async function withLateProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const running = run(controller.signal);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        const listener = token.onCancellationRequested(() => controller.abort());
        // Whoever started it hears of its failure; the notification only has to go away.
        await running.then(nothing, nothing);
        listener.dispose();
      },
    );
  }, showsAfter);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}

function nothing(): void {
  return undefined;
}
