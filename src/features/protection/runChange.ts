import * as vscode from "vscode";
import type { CallOptions } from "../../azure/connection";
import type { ProtectedItem } from "../../azure/models";
import { runAzureOperation } from "../../host/operations/azureOperation";
import type { ProtectionServices } from "./services";

/** A change of a protected item: what it is called, and the job that Azure makes of it. */
export interface Change {
  readonly title: string;
  /** As Azure names it: ConfigureBackup, DisableBackup, DeleteBackupData, Undelete. */
  readonly operation: string;
}

/**
 * Carries out a change of a protected item under a notification, and has the views read again what it touches, also when
 * it was cancelled or failed: Azure may have got somewhere. When the window is reloaded meanwhile, the jobs tell the end.
 */
export async function runChange<T>(
  item: ProtectedItem,
  { title, operation }: Change,
  work: (options: CallOptions) => Promise<T>,
  services: ProtectionServices,
): Promise<T> {
  const { vaultId, vmName, vmId } = item;
  try {
    return await services.jobs.during({ vaultId, vmName, vmId, operation }, () => runAzureOperation(title, work));
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
