import type * as vscode from "vscode";
import { isCancellation } from "../errors/errors";
import type { Log } from "../log";
import type { ResourceChanges } from "../resources/resourceChanges";
import type { AzureSession } from "../session";

/**
 * Has the inventory read again what this window has changed, whether or not a view shows it: lists to choose from would offer
 * a vault that is gone, and not the one that was just made. Does nothing for what the inventory does not have.
 */
export function rereadChanges(
  session: Pick<AzureSession, "state" | "connection">,
  changes: ResourceChanges,
  log: Pick<Log, "error">,
): vscode.Disposable {
  const reread = async (id: string): Promise<void> => {
    try {
      await (await session.connection()).inventory().reread(id);
    } catch (error) {
      if (!isCancellation(error)) {
        log.error("Reading a changed resource again", error);
      }
    }
  };
  return changes.onDidChange((id) => {
    if (session.state === "ready") {
      void reread(id);
    }
  });
}
