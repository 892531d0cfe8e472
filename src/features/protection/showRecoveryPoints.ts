import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, ProtectionState, RecoveryPoint } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { localTime } from "../../host/localTime";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, Step, StepPlace } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { withItem } from "./choices/chosenItem";
import { consistencyText, tiersText } from "../../wording/recoveryPointText";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "notProtected" ? vscode.l10n.t("It is not protected.") : undefined;
}

/** What can be done with a recovery point: the feature of restores has the commands. */
type PointAction = "copy" | `azureVmBackup.${"restoreDisks" | "restoreToNewVm" | "replaceDisks" | "recoverFiles"}`;

/** Where a question stands, and what was answered to it before. */
interface Asked<A> {
  readonly step: StepPlace;
  readonly former: A | undefined;
}

interface Answers {
  readonly point?: RecoveryPoint;
  readonly action?: PointAction;
}

/**
 * The command *Show Recovery Points*: a searchable list with time, consistency and tiers, newest first; then what to do
 * with the chosen one: restore it, recover files, or copy its resource id.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function showRecoveryPoints(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Show Recovery Points"), problem };
  await withItem(connection, argument, question, services, (item, from) =>
    showPoints(connection, item, from, services),
  );
}

async function showPoints(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const title = vscode.l10n.t("Recovery points of {0}", item.vmName);
  const steps: readonly Step<Answers>[] = [
    {
      ask: async (answers, step, former) => ({
        ...answers,
        point: await choosePoint(connection, item, { step, former: former.point }, services),
      }),
    },
    {
      ask: async (answers, step, former) => ({
        ...answers,
        action: await chooseAction(title, answers, { step, former: former.action }),
      }),
    },
  ];
  const { point, action } = await runSteps<Answers>({}, steps, from);
  if (point === undefined || action === undefined) {
    return;
  }
  if (action !== "copy") {
    services.execute(action, { resourceId: point.id });
    return;
  }
  await vscode.env.clipboard.writeText(point.id);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The resource ID of the recovery point of {0} is copied.", localTime(point.time)),
  );
}

function choosePoint(
  connection: AzureConnection,
  item: ProtectedItem,
  { step, former }: Asked<RecoveryPoint>,
  services: ProtectionServices,
): Promise<RecoveryPoint> {
  return pick({
    title: vscode.l10n.t("Recovery points of {0}", item.vmName),
    placeholder: vscode.l10n.t("Search by time, consistency or tier"),
    step,
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
        description: [
          consistencyText(one.consistency),
          tiersText(one),
          one.archive?.ready === true ? vscode.l10n.t("can move to the archive") : undefined,
        ]
          .filter((part) => part !== undefined)
          .join(" · "),
        icon: new vscode.ThemeIcon("history"),
        picked: one.id === former?.id,
        value: one,
      }));
    },
  });
}

function chooseAction(title: string, { point }: Answers, { step, former }: Asked<PointAction>): Promise<PointAction> {
  const choice = (label: string, icon: string, value: PointAction): Choice<PointAction> => ({
    label,
    icon: new vscode.ThemeIcon(icon),
    picked: value === former,
    value,
  });
  return pick({
    title,
    placeholder: vscode.l10n.t("What to do with the recovery point of {0}?", localTime(point?.time ?? "")),
    step,
    choices: [
      choice(vscode.l10n.t("Restore Disks"), "save-all", "azureVmBackup.restoreDisks"),
      choice(vscode.l10n.t("Restore to a New VM"), "vm", "azureVmBackup.restoreToNewVm"),
      choice(vscode.l10n.t("Replace Disks"), "replace-all", "azureVmBackup.replaceDisks"),
      choice(vscode.l10n.t("Recover Files"), "folder-opened", "azureVmBackup.recoverFiles"),
      choice(vscode.l10n.t("Copy Resource ID"), "copy", "copy"),
    ],
  });
}
