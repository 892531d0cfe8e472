import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, ProtectionState } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import type { FlowPlace } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import type { DiskAnswers, DiskQuestion } from "./choices/chooseDisks";
import { dataDisks, diskSteps, selectionOf } from "./choices/chooseDisks";
import { withItem } from "./choices/chosenItem";
import { runChange, tellChanged } from "./runChange";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "protected" || state.kind === "protectionFailed"
    ? undefined
    : vscode.l10n.t("It is not protected, so none of its disks is backed up.");
}

/**
 * The command *Change Backed-up Disks* of a protected VM: all, only the OS disk, or chosen data disks.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError when the VM has no data disks, or cannot be read; AzureError, CancellationError
 */
export async function changeDisks(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Change Backed-up Disks"), problem };
  await withItem(connection, argument, question, services, (item, from) => change(connection, item, from, services));
}

async function change(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const { vmName, vmId, vaultId, policyName } = item;
  const [{ profileOfAzure }, snapshot, policies] = await Promise.all([
    services.loadRules(),
    connection.getVmSnapshot(vmId),
    connection.listPolicies(vaultId),
  ]);
  const policy = policies.find((one) => one.name.toLowerCase() === policyName?.toLowerCase());
  if (policy === undefined) {
    throw new OperationError(vscode.l10n.t("The policy of {0} is gone; give it another one first.", vmName), [
      {
        title: vscode.l10n.t("Change Policy"),
        run: () => services.execute("azureVmBackup.changePolicy", { resourceId: item.id }),
      },
    ]);
  }
  const title = vscode.l10n.t("Change the disks of {0} that are backed up", vmName);
  const profile = profileOfAzure(snapshot);
  if (dataDisks(profile).length === 0) {
    throw new OperationError(vscode.l10n.t("{0} has no data disks; its OS disk is always backed up.", vmName));
  }
  const question: DiskQuestion = { title, profile, kind: policy.kind, present: item.disks ?? { kind: "all" } };
  const answers = await runSteps<DiskAnswers>(
    {},
    diskSteps(() => question),
    from,
  );
  const disks = selectionOf(profile, answers);
  const work = vscode.l10n.t("Changing the disks of {0} that are backed up", vmName);
  await runChange(
    item,
    { title: work, operation: "ConfigureBackup" },
    (options) => connection.protect(vmId, policy.id, { ...options, disks }),
    services,
  );
  tellChanged(vscode.l10n.t("The next backup of {0} has the chosen disks.", vmName), undefined);
}
