import * as vscode from "vscode";
import type { ProtectionState } from "../../azure/models";
import { OperationError } from "../../host/errors";
import { localTime } from "../../host/localTime";
import { pick } from "../../host/prompts";
import { chooseItem } from "./chosenItem";
import { consistencyText, tiersText } from "../../wording/recoveryPointText";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "notProtected" ? vscode.l10n.t("It is not protected.") : undefined;
}

/**
 * The command *Show Recovery Points*: a searchable list with time, consistency and tiers, newest first. Choosing one
 * copies its resource id.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function showRecoveryPoints(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Show Recovery Points"), problem };
  const item = await chooseItem(connection, argument, question, services);
  const point = await pick({
    title: vscode.l10n.t("Recovery points of {0}", item.vmName),
    placeholder: vscode.l10n.t("Search by time, consistency or tier; choose one to copy its resource ID"),
    choices: async (signal) => {
      const points = await connection.listRecoveryPoints(item.id, { signal });
      if (points.length === 0) {
        throw new OperationError(vscode.l10n.t("{0} has no recovery points yet.", item.vmName), [
          {
            title: vscode.l10n.t("Back Up Now"),
            run: () => services.execute("azureVmBackup.backUpNow", { resourceId: item.id }),
          },
        ]);
      }
      return points.map((one) => ({
        label: localTime(one.time),
        description: `${consistencyText(one.consistency)} · ${tiersText(one)}`,
        icon: new vscode.ThemeIcon("history"),
        value: one,
      }));
    },
  });
  await vscode.env.clipboard.writeText(point.id);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The resource ID of the recovery point of {0} is copied.", localTime(point.time)),
  );
}
