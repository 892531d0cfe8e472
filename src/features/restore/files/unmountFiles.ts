import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { RestorePoint } from "../../../azure/restore/restoreModels";
import { OperationError } from "../../../host/errors/errors";
import { localTime } from "../../../host/localTime";
import { runWithProgress } from "../../../host/operations/progress";
import { pick } from "../../../host/prompts/prompts";
import type { FlowPlace, StepPlace } from "../../../host/prompts/steps";
import { onlyStep } from "../../../host/prompts/steps";
import type { ChosenBackup } from "../chooseBackup";
import { withBackup } from "../chooseBackup";
import type { RestoreServices } from "../services";

/**
 * The command *Unmount Recovered Files*: lets the disks of a recovery point go that were mounted for file recovery.
 * @param argument a node of a VM or of a protected item, `{ resourceId }` of one of them or of a recovery point, or nothing
 * @throws OperationError when nothing is mounted; AzureError, CancellationError
 */
export async function unmountFiles(argument: unknown, services: RestoreServices): Promise<void> {
  const connection = await services.session.connection();
  const commandTitle = vscode.l10n.t("Unmount Recovered Files");
  await withBackup(connection, argument, commandTitle, services, (backup, from) =>
    unmount(connection, backup, from, services),
  );
}

async function unmount(
  connection: AzureConnection,
  { item, pointId }: ChosenBackup,
  from: FlowPlace,
  services: RestoreServices,
): Promise<void> {
  const points = (await connection.listRestorePoints(item.id)).filter(
    (point) => point.mounted && (pointId === undefined || point.id.toLowerCase() === pointId.toLowerCase()),
  );
  const point = await onlyOrChosen(points, item.vmName, onlyStep(from));
  const title = vscode.l10n.t("Unmount the recovered files of {0}", item.vmName);
  const cancelSays = vscode.l10n.t("Cancel stops waiting; Azure goes on.");
  await services.operations.during({ title, resourceId: item.id }, (onAccepted) =>
    runWithProgress({ title, cancelSays }, ({ signal }) =>
      connection.revokeFileRecovery(point.id, { signal, onAccepted }),
    ),
  );
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The disks of the recovery point of {0} are unmounted; its script no longer works.",
      localTime(point.time),
    ),
  );
}

async function onlyOrChosen(points: readonly RestorePoint[], vmName: string, step: StepPlace): Promise<RestorePoint> {
  const [first, ...others] = points;
  if (first === undefined) {
    throw new OperationError(vscode.l10n.t("No disks of {0} are mounted for file recovery.", vmName));
  }
  return others.length === 0
    ? first
    : pick({
        title: vscode.l10n.t("Unmount the recovered files of {0}", vmName),
        placeholder: vscode.l10n.t("Choose the recovery point whose disks are unmounted"),
        step,
        choices: points.map((point) => ({
          label: localTime(point.time),
          icon: new vscode.ThemeIcon("history"),
          value: point,
        })),
      });
}
