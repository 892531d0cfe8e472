import * as vscode from "vscode";
import type { CallOptions } from "../../azure/connection";
import { waiting } from "../errors/azureErrorText";
import { runWithProgress } from "./progress";
import type { RunningOperation } from "./progress";

/**
 * Runs a call that Azure carries on by itself, under a notification that says when Azure asks to wait. Cancel stops the
 * waiting, and says so.
 * @throws vscode.CancellationError, AzureError
 */
export function runAzureOperation<T>(title: string, work: (options: CallOptions) => Promise<T>): Promise<T> {
  return runWithProgress(
    { title, cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes.") },
    (operation) => work(callOptionsOf(operation)),
  );
}

/** A call that ends with its operation, and says under it when Azure asks to wait. */
export function callOptionsOf({ signal, report }: RunningOperation): CallOptions {
  return {
    signal,
    onProgress: (progress) => {
      if (progress.kind === "throttled") {
        report(vscode.l10n.t("Azure asks to wait {0}", waiting(progress.waitSeconds)));
      }
    },
  };
}
