import * as vscode from "vscode";
import { confirmName } from "../../host/prompts/confirmName";
import { runSteps } from "../../host/prompts/steps";
import type { Step } from "../../host/prompts/steps";
import { withBackup } from "./chooseBackup";
import { diskAccessStep, encryptionStep } from "./steps/diskSteps";
import type { Draft } from "./steps/draft";
import { networkStep, subnetStep } from "./steps/networkSteps";
import { groupStep, nameStep, newGroupStep, subscriptionStep, zoneStep } from "./steps/placeSteps";
import type { FlowContext } from "./flowContext";
import { daysStep, disksStep, givenPoint, pointStep, priorityStep } from "./steps/pointSteps";
import { planOf } from "./restorePlan";
import type { RestorePlan } from "./restorePlan";
import { regionStep } from "./steps/regionSteps";
import { regionsOf } from "./fit/restoreRegion";
import { question, summary } from "./restoreText";
import { runRestore } from "./runRestore";
import type { RestoreServices } from "./services";
import { identityStep, stagingStep } from "./steps/stagingSteps";

/** The restores that make or change machines. */
export type MachineRestore = "disks" | "newVm" | "replaceDisks";

/**
 * The commands *Restore Disks*, *Restore to a New VM* and *Replace Disks*: asks step by step, says what is created, replaced
 * and kept, has Azure validate it, and starts it.
 * @param argument a node of a VM or of a protected item, `{ resourceId }` of one of them or of a recovery point, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function restoreMachine(
  kind: MachineRestore,
  argument: unknown,
  services: RestoreServices,
): Promise<void> {
  const connection = await services.session.connection();
  await withBackup(connection, argument, commandTitle(kind), services, async ({ item, pointId }, from) => {
    const context: FlowContext = { kind, title: titleOf(kind, item.vmName), item, connection, services };
    const start = await startOf(context, pointId);
    const draft = await runSteps<Draft>(start, stepsOf(context), from);
    const plan = planOf(context, draft);
    await confirm(plan, context.title);
    await runRestore(connection, plan, context.title, services);
  });
}

/** What is known before the first question: where the backup can be restored, and the point that the command was called on. */
async function startOf(context: FlowContext, pointId: string | undefined): Promise<Draft> {
  // The disks of a VM are replaced where the VM is.
  if (context.kind === "replaceDisks") {
    return pointId === undefined ? {} : givenPoint(context, pointId);
  }
  const regions = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: context.title },
    () => regionsOf(context, new AbortController().signal),
  );
  if (pointId === undefined) {
    return { regions };
  }
  const { region } = await runSteps<Draft>({ regions }, [regionStep(context)]);
  return givenPoint(context, pointId, region);
}

function commandTitle(kind: MachineRestore): string {
  switch (kind) {
    case "disks":
      return vscode.l10n.t("Restore Disks");
    case "newVm":
      return vscode.l10n.t("Restore to a New VM");
    case "replaceDisks":
      return vscode.l10n.t("Replace Disks");
  }
}

function titleOf(kind: MachineRestore, vmName: string): string {
  switch (kind) {
    case "disks":
      return vscode.l10n.t("Restore the disks of {0}", vmName);
    case "newVm":
      return vscode.l10n.t("Restore {0} to a new VM", vmName);
    case "replaceDisks":
      return vscode.l10n.t("Replace the disks of {0}", vmName);
  }
}

function stepsOf(context: FlowContext): readonly Step<Draft>[] {
  const point = [regionStep(context), pointStep(context), priorityStep(context), daysStep(context)];
  const staging = [stagingStep(context), identityStep(context)];
  const made = [zoneStep(context), encryptionStep(context), diskAccessStep(context)];
  const place = [subscriptionStep(context), groupStep(context), newGroupStep(context)];
  switch (context.kind) {
    case "newVm":
      return [...point, ...place, nameStep(context), networkStep(context), subnetStep(context), ...made, ...staging];
    case "replaceDisks":
      return [...point, ...staging];
    case "disks":
    case "files":
      return [...point, disksStep(context), ...place, ...made, ...staging];
  }
}

/** Says what will happen and waits for a yes; what replaces has the VM's name typed as well. */
async function confirm(plan: RestorePlan, title: string): Promise<void> {
  const replaces = plan.request.kind === "replaceDisks";
  const yes = replaces ? vscode.l10n.t("Continue") : vscode.l10n.t("Restore");
  const answer = await vscode.window.showWarningMessage(question(plan), { modal: true, detail: summary(plan) }, yes);
  if (answer !== yes) {
    throw new vscode.CancellationError();
  }
  if (replaces) {
    await confirmName({
      title,
      prompt: vscode.l10n.t("The disks of {0} are replaced.", plan.vmName),
      name: plan.vmName,
    });
  }
}
