import type * as vscode from "vscode";

/**
 * Resolves as soon as a condition holds, which is looked at now and after each event.
 * The test's own time limit ends the waiting.
 */
export function eventually<T, E>(event: vscode.Event<E>, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const tryNow = (): boolean => {
      const found = look();
      if (found === undefined) {
        return false;
      }
      resolve(found);
      return true;
    };
    if (!tryNow()) {
      const listener = event(() => {
        if (tryNow()) {
          listener.dispose();
        }
      });
    }
  });
}
