import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { MountScript } from "../../../azure/restore/restoreModels";
import { localTime } from "../../../host/localTime";
import { OperationError } from "../../../host/errors/errors";
import { runWithProgress } from "../../../host/operations/progress";
import { runSteps } from "../../../host/prompts/steps";
import type { FlowPlace } from "../../../host/prompts/steps";
import type { ChosenBackup } from "../chooseBackup";
import { withBackup } from "../chooseBackup";
import type { Draft } from "../steps/draft";
import type { FlowContext } from "../flowContext";
import { fileObstacleText } from "../fit/pointFit";
import { givenPoint, pointStep } from "../steps/pointSteps";
import type { RestoreServices } from "../services";

/**
 * The command *Recover Files*: Azure makes the disks of a recovery point mountable; the script that mounts them is saved
 * where the user wants it, and its password is copied when the user asks for it, once.
 * @param argument a node of a VM or of a protected item, `{ resourceId }` of one of them or of a recovery point, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function recoverFiles(argument: unknown, services: RestoreServices): Promise<void> {
  const connection = await services.session.connection();
  await withBackup(connection, argument, vscode.l10n.t("Recover Files"), services, (backup, from) =>
    recover(connection, backup, from, services),
  );
}

async function recover(
  connection: AzureConnection,
  { item, pointId }: ChosenBackup,
  from: FlowPlace,
  services: RestoreServices,
): Promise<void> {
  const title = vscode.l10n.t("Recover files of {0}", item.vmName);
  const context: FlowContext = { kind: "files", title, item, connection, services };
  const given = pointId === undefined ? {} : await givenPoint(context, pointId);
  const { facts, point } = await runSteps<Draft>(given, [pointStep(context)], from);
  if (facts === undefined || point === undefined) {
    throw new vscode.CancellationError();
  }
  const yes = vscode.l10n.t("Get Script");
  const detail = [
    vscode.l10n.t(
      "Azure gives a script that mounts the disks of the recovery point of {0} for 12 hours in the machine it runs on. Nothing is created, replaced or changed.",
      localTime(point.time),
    ),
    vscode.l10n.t(
      "Run it as an administrator on a machine with the same or a compatible system; not on {0} itself where it has LVM, RAID or dynamic disks. Meant for up to 10 GB; for more, restore the disks.",
      item.vmName,
    ),
    ...facts.advice.fileObstacles.map(fileObstacleText),
  ].join("\n\n");
  const answer = await vscode.window.showInformationMessage(title, { modal: true, detail }, yes);
  if (answer !== yes) {
    throw new vscode.CancellationError();
  }
  const script = await provide(context, point.id, point.mounted);
  await save(script, { vmName: item.vmName, pointId: point.id }, services);
}

async function provide(
  { title, connection, item, services }: FlowContext,
  pointId: string,
  renew: boolean,
): Promise<MountScript> {
  const cancelSays = vscode.l10n.t("Cancel stops waiting; disks that Azure has prepared are let go after 12 hours.");
  // Told after a reload of the window only, with which the script is lost.
  const afterReload = vscode.l10n.t("Preparing the disks of {0}, whose script Recover Files gives again", item.vmName);
  return services.operations.during({ title: afterReload, resourceId: item.id }, (onAccepted) =>
    runWithProgress({ title, cancelSays }, ({ report, signal }) => {
      report(vscode.l10n.t("Azure prepares the disks of the recovery point"));
      return connection.provisionFileRecovery({ pointId, vmId: item.vmId, renew }, { signal, onAccepted });
    }),
  );
}

interface Mounted {
  readonly vmName: string;
  readonly pointId: string;
}

/** Also when nothing was saved the disks are prepared, and the user must know how to let them go. */
async function save(script: MountScript, mounted: Mounted, services: RestoreServices): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const suggested = folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, script.fileName);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save the script that mounts the disks"),
    ...(suggested === undefined ? {} : { defaultUri: suggested }),
  });
  if (target !== undefined) {
    try {
      await vscode.workspace.fs.writeFile(target, script.content);
    } catch (error) {
      throw notWritten(target, error, mounted, () => save(script, mounted, services), services);
    }
  }
  // Not awaited: the notification stays until it is closed.
  void services.boundary.guard("Recovered files", () => offer(script, target, mounted, services));
}

/** The disks are prepared all the same. */
function notWritten(
  target: vscode.Uri,
  cause: unknown,
  { vmName, pointId }: Mounted,
  again: () => Promise<void>,
  { execute }: RestoreServices,
): OperationError {
  return new OperationError(
    vscode.l10n.t(
      "The script could not be written to {0}. The disks of {1} are ready to be mounted for 12 hours all the same.",
      target.fsPath,
      vmName,
    ),
    [
      { title: vscode.l10n.t("Save Script"), run: again },
      {
        title: vscode.l10n.t("Unmount Disks"),
        run: () => execute("azureVmBackup.unmountFiles", { resourceId: pointId }),
      },
    ],
    { cause },
  );
}

async function offer(
  script: MountScript,
  target: vscode.Uri | undefined,
  mounted: Mounted,
  services: RestoreServices,
): Promise<void> {
  const copy = vscode.l10n.t("Copy Password");
  const saveIt = vscode.l10n.t("Save Script");
  const unmount = vscode.l10n.t("Unmount Disks");
  const buttons = [...(target === undefined ? [saveIt] : script.password === undefined ? [] : [copy]), unmount];
  const chosen = await vscode.window.showInformationMessage(sentence(script, target, mounted), ...buttons);
  if (chosen === saveIt) {
    await save(script, mounted, services);
    return;
  }
  // The message has gone with its buttons: unmounting is offered once more, beside the word of the password.
  const last = chosen === copy ? await copyPassword(script, unmount) : chosen;
  if (last === unmount) {
    services.execute("azureVmBackup.unmountFiles", { resourceId: mounted.pointId });
  }
}

async function copyPassword(
  { password = "" }: MountScript,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  await vscode.env.clipboard.writeText(password);
  const copied = vscode.l10n.t("The password of the script is copied. It is shown nowhere and not kept.");
  return vscode.window.showInformationMessage(copied, ...buttons);
}

function sentence(script: MountScript, target: vscode.Uri | undefined, { vmName }: Mounted): string {
  if (target === undefined) {
    return vscode.l10n.t("The disks of {0} are ready to be mounted for 12 hours; the script is not saved.", vmName);
  }
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  return script.password === undefined
    ? vscode.l10n.t("{0} is saved. It mounts the disks of {1} for 12 hours.", name, vmName)
    : vscode.l10n.t("{0} is saved. It mounts the disks of {1} for 12 hours and asks for a password.", name, vmName);
}
