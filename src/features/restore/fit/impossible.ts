import * as vscode from "vscode";
import { OperationError } from "../../../host/errors/errors";
import { fileObstacleText } from "./pointFit";
import type { FlowContext } from "../flowContext";
import type { RestoreFacts } from "./restoreFacts";

/**
 * Ends a flow that no recovery point could bring to its end.
 * @throws OperationError with what helps instead
 */
export function refuseImpossible(context: FlowContext, facts: RestoreFacts): void {
  const { kind, item, services } = context;
  if (facts.points.length === 0 && facts.region.secondary) {
    // "Create and configure Recovery Services vaults" (2025-12-10).
    const sentence = vscode.l10n.t(
      "No recovery point of {0} has been copied to {1} yet; the first copies may take 48 hours.",
      item.vmName,
      facts.region.displayName,
    );
    throw new OperationError(sentence, [
      {
        title: vscode.l10n.t("Choose Another Region"),
        run: () =>
          services.execute(kind === "newVm" ? "azureVmBackup.restoreToNewVm" : "azureVmBackup.restoreDisks", {
            resourceId: item.id,
          }),
      },
    ]);
  }
  if (facts.points.length === 0) {
    throw new OperationError(vscode.l10n.t("{0} has no recovery points yet.", item.vmName), [
      {
        title: vscode.l10n.t("Back Up Now"),
        run: () => services.execute("azureVmBackup.backUpNow", { resourceId: item.id }),
      },
    ]);
  }
  if (kind === "replaceDisks") {
    refuseReplacing(context, facts);
  }
  // With one disk of a kind that cannot be mounted, the files of the other disks are still within reach.
  if (kind === "files" && facts.advice.fileObstacles.includes("encrypted")) {
    throw new OperationError(fileObstacleText("encrypted"), [
      {
        title: vscode.l10n.t("Restore Disks"),
        run: () => services.execute("azureVmBackup.restoreDisks", { resourceId: item.id }),
      },
    ]);
  }
}

/** "Restore VMs by using the Azure portal" (2026-05-04): the VM must exist and be stopped. */
function refuseReplacing({ item, services }: FlowContext, { source }: RestoreFacts): void {
  if (source === undefined) {
    throw new OperationError(
      vscode.l10n.t("{0} does not exist any more, so it has no disks to replace.", item.vmName),
      [
        {
          title: vscode.l10n.t("Restore to a New VM"),
          run: () => services.execute("azureVmBackup.restoreToNewVm", { resourceId: item.id }),
        },
      ],
    );
  }
  if (source.power === "running") {
    throw new OperationError(vscode.l10n.t("{0} is running; stop it before its disks are replaced.", item.vmName), [
      // The sandbox has no portal.
      ...(services.session.account?.kind === "sandbox"
        ? []
        : [
            {
              title: vscode.l10n.t("Open in Portal"),
              run: () => services.execute("azureVmBackup.openInPortal", { resourceId: item.vmId }),
            },
          ]),
      {
        title: vscode.l10n.t("Retry"),
        run: () => services.execute("azureVmBackup.replaceDisks", { resourceId: item.id }),
      },
    ]);
  }
}
