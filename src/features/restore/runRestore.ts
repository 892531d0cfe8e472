import * as vscode from "vscode";
import type { AzureConnection, CallOptions } from "../../azure/connection";
import { callOptionsOf } from "../../host/operations/azureOperation";
import { isCancellation, OperationError } from "../../host/errors/errors";
import { runWithProgress } from "../../host/operations/progress";
import type { RunningOperation } from "../../host/operations/progress";
import { resourceIdUpTo } from "../../host/resources/resourceId";
import type { RestoreResult } from "./jobFollower";
import type { RestorePlan } from "./restorePlan";
import type { RestoreServices } from "./services";

/**
 * Carries a plan out: makes the resource group, has Azure validate the restore, starts it, and has its job followed.
 * @throws OperationError when Azure would refuse it; AzureError; CancellationError
 */
export async function runRestore(
  connection: AzureConnection,
  plan: RestorePlan,
  title: string,
  services: RestoreServices,
): Promise<void> {
  const cancelSays = isAbroad(plan)
    ? vscode.l10n.t("Cancel starts nothing; a restore that has started in the paired region cannot be cancelled.")
    : vscode.l10n.t("Cancel starts nothing; a restore that has started is cancelled as a job.");
  await runWithProgress({ title, cancelSays }, async (operation) => {
    await makeGroup(connection, plan, operation);
    await validate(connection, plan, operation, services);
    operation.signal.throwIfAborted();
    operation.report(vscode.l10n.t("Starting the restore"));
    await start(connection, plan, callOptionsOf(operation), services);
  });
  tellStarted(plan, services);
}

function isAbroad({ request }: RestorePlan): boolean {
  return request.secondary === true;
}

/** What asks the questions of a restore again, for the same recovery point. */
const commands = {
  disks: "azureVmBackup.restoreDisks",
  newVm: "azureVmBackup.restoreToNewVm",
  replaceDisks: "azureVmBackup.replaceDisks",
} as const satisfies Record<RestorePlan["request"]["kind"], string>;

async function makeGroup(connection: AzureConnection, plan: RestorePlan, operation: RunningOperation): Promise<void> {
  if (plan.newGroup !== undefined) {
    const { subscription, name } = plan.newGroup;
    operation.report(vscode.l10n.t("Creating the resource group {0}", name));
    await connection.createResourceGroup(subscription, name, plan.request.region, callOptionsOf(operation));
  }
}

async function validate(
  connection: AzureConnection,
  plan: RestorePlan,
  operation: RunningOperation,
  services: RestoreServices,
): Promise<void> {
  operation.report(
    isAbroad(plan)
      ? vscode.l10n.t("Asking Azure for access to the recovery point in {0}", plan.facts.region.displayName)
      : vscode.l10n.t("Asking Azure whether this can be restored"),
  );
  const [obstacle] = await connection.validateRestore(plan.request, callOptionsOf(operation));
  if (obstacle !== undefined) {
    const said = [obstacle.message, ...obstacle.recommendations.slice(0, 1)].join(" ");
    throw new OperationError(vscode.l10n.t("Azure would refuse this restore of {0}: {1}", plan.vmName, said), [
      {
        title: vscode.l10n.t("Start Over"),
        run: () => services.execute(commands[plan.request.kind], { resourceId: plan.point.id }),
      },
    ]);
  }
}

async function start(
  connection: AzureConnection,
  plan: RestorePlan,
  options: CallOptions,
  services: RestoreServices,
): Promise<void> {
  const { request, vmName } = plan;
  const { vmId } = request;
  const result = resultOf(plan);
  const [region, operation] = isAbroad(plan) ? [request.region, "CrossRegionRestore"] : [undefined, "Restore"];
  const vaultId = resourceIdUpTo(request.itemId, "Microsoft.RecoveryServices/vaults") ?? request.itemId;
  try {
    const job = await services.jobs.during({ vaultId, region, vmName, vmId, result, operation }, () =>
      connection.triggerRestore(request, options),
    );
    services.jobs.follow({ ...job, vmName, vmId, result });
  } catch (error) {
    if (isCancellation(error)) {
      tellOpen(plan, services);
    }
    throw error;
  } finally {
    services.changes.announce(request.vmId);
    void services.jobs.refresh();
  }
}

/** Cancelled while Azure was being asked: nobody here knows whether it has heard the wish. */
function tellOpen({ vmName, request }: RestorePlan, services: RestoreServices): void {
  show(
    vscode.l10n.t("The restore of {0} may have started already; the jobs of the vault show whether it has.", vmName),
    request.itemId,
    services,
  );
}

function tellStarted({ vmName, request }: RestorePlan, services: RestoreServices): void {
  show(vscode.l10n.t("The restore of {0} has started.", vmName), request.itemId, services);
}

/** Not awaited: the notification stays until it is closed. */
function show(sentence: string, itemId: string, services: RestoreServices): void {
  const jobs = vscode.l10n.t("Show Jobs");
  void vscode.window.showInformationMessage(sentence, jobs).then((chosen) => {
    if (chosen === jobs) {
      services.execute("azureVmBackup.showJobs", { resourceId: itemId });
    }
  });
}

/** What the message at the end of the job leads to. */
function resultOf({ request }: RestorePlan): RestoreResult {
  switch (request.kind) {
    case "disks":
      return { kind: "disks", resourceId: request.resourceGroupId };
    case "newVm":
      return {
        kind: "vm",
        resourceId: `${request.resourceGroupId}/providers/Microsoft.Compute/virtualMachines/${request.name}`,
      };
    case "replaceDisks":
      return { kind: "replaced", resourceId: request.vmId };
  }
}
