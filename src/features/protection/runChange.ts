import * as vscode from "vscode";
import type { CallOptions } from "../../azure/connection";
import type { ProtectedItem } from "../../azure/models";
import { waiting } from "../../host/azureErrorText";
import { runWithProgress } from "../../host/progress";
import type { ProtectionServices } from "./services";

/**
 * Carries out a change of a protected item under a notification, and has the views read again what it touches, also when
 * it was cancelled or failed: Azure may have got somewhere.
 */
export async function runChange<T>(
  item: ProtectedItem,
  title: string,
  work: (options: CallOptions) => Promise<T>,
  services: ProtectionServices,
): Promise<T> {
  try {
    return await runWithProgress(
      { title, cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes.") },
      ({ signal, report }) =>
        work({
          signal,
          onProgress: (progress) => {
            if (progress.kind === "throttled") {
              report(vscode.l10n.t("Azure asks to wait {0}", waiting(progress.waitSeconds)));
            }
          },
        }),
    );
  } finally {
    services.changes.announce(item.vmId);
    services.changes.announce(item.vaultId);
    // Not followed: this flow waits for the job and tells its end itself. The Jobs view should list it all the same.
    void services.jobs.refresh();
  }
}

/** Tells how a change ended, with a button that leads on. Not waited for: the notification stays until it is closed. */
export function tellChanged(
  sentence: string,
  next: { readonly title: string; readonly run: () => unknown } | undefined,
): void {
  void vscode.window.showInformationMessage(sentence, ...(next === undefined ? [] : [next.title])).then((chosen) => {
    if (next !== undefined && chosen === next.title) {
      next.run();
    }
  });
}
