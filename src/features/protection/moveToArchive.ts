import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, ProtectionState, RecoveryPoint } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { localTime } from "../../host/localTime";
import { runAzureOperation } from "../../host/operations/azureOperation";
import { pickMany } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { pointsText } from "../../wording/countText";
import { consistencyText, tiersText } from "../../wording/recoveryPointText";
import { withItem } from "./choices/chosenItem";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "notProtected" ? vscode.l10n.t("It is not protected.") : undefined;
}

/**
 * The command *Move Recovery Points to Archive*: those that Azure recommends, ticked at first; each becomes a job, which is
 * followed. Restoring from the archive takes hours of rehydration, and a point stays there for 180 days at least ("Archive
 * tier support", 2025).
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError when Azure recommends none; AzureError, CancellationError
 */
export async function moveToArchive(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Move Recovery Points to Archive"), problem };
  await withItem(connection, argument, question, services, (item, from) => move(connection, item, from, services));
}

async function move(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const points = await pickMany<RecoveryPoint>({
    step: onlyStep(from),
    title: vscode.l10n.t("Move recovery points of {0} to the archive", item.vmName),
    placeholder: vscode.l10n.t("Billed for 180 days at least; restoring takes hours"),
    choices: async (signal) => {
      const recommended = await connection.listArchivable(item.id, { signal });
      if (recommended.length === 0) {
        throw new OperationError(
          vscode.l10n.t(
            "Azure recommends no recovery point of {0} for the archive: monthly and yearly ones qualify, when they are three months old and are kept for six months more.",
            item.vmName,
          ),
        );
      }
      return recommended.map((point) => ({
        label: localTime(point.time),
        description: `${consistencyText(point.consistency)} · ${tiersText(point)}`,
        picked: true,
        value: point,
      }));
    },
  });
  if (points.length === 0) {
    return;
  }
  const title = vscode.l10n.t("Moving {0} of {1} to the archive", pointsText(points.length), item.vmName);
  const { vaultId, vmName, vmId } = item;
  await runAzureOperation(title, async (options) => {
    for (const point of points) {
      const job = await services.jobs.during({ vaultId, vmName, vmId, operation: "MoveRecoveryPoint" }, () =>
        connection.moveToArchive(point.id, options),
      );
      services.jobs.follow({ ...job, vmName, vmId });
    }
  });
  services.changes.announce(item.id);
  void vscode.window.showInformationMessage(
    points.length === 1
      ? vscode.l10n.t("1 recovery point of {0} is moving to the archive.", item.vmName)
      : vscode.l10n.t("{0} recovery points of {1} are moving to the archive.", points.length, item.vmName),
  );
}
