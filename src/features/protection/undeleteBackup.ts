import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, ProtectionState } from "../../azure/models";
import { withItem } from "./choices/chosenItem";
import { runChange, tellChanged } from "./runChange";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "softDeleted" ? undefined : vscode.l10n.t("Its backup data is not deleted.");
}

/**
 * The command *Undelete Backup*: a soft-deleted item comes back stopped, with its recovery points; from there it can be
 * resumed. (*Protect VM* does both at once.)
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function undeleteBackup(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Undelete Backup"), problem };
  await withItem(connection, argument, question, services, (item) => undelete(connection, item, services));
}

async function undelete(connection: AzureConnection, item: ProtectedItem, services: ProtectionServices): Promise<void> {
  const title = vscode.l10n.t("Bringing back the backups of {0}", item.vmName);
  await runChange(item, { title, operation: "Undelete" }, (options) => connection.undelete(item.id, options), services);
  tellChanged(
    vscode.l10n.t(
      "The recovery points of {0} are back. No new backups are made until its protection is resumed.",
      item.vmName,
    ),
    {
      title: vscode.l10n.t("Resume Protection"),
      run: () => services.execute("azureVmBackup.resumeProtection", { resourceId: item.id }),
    },
  );
}
