import * as vscode from "vscode";
import type { ProtectionState } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { chooseDisks } from "./choices/chooseDisks";
import { chooseItem } from "./choices/chosenItem";
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
  const item = await chooseItem(
    connection,
    argument,
    { title: vscode.l10n.t("Change Backed-up Disks"), problem },
    services,
  );
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
  const disks = await chooseDisks(title, profileOfAzure(snapshot), policy.kind, item.disks ?? { kind: "all" });
  if (disks === undefined) {
    throw new OperationError(vscode.l10n.t("{0} has no data disks; its OS disk is always backed up.", vmName));
  }
  const work = vscode.l10n.t("Changing the disks of {0} that are backed up", vmName);
  await runChange(
    item,
    { title: work, operation: "ConfigureBackup" },
    (options) => connection.protect(vmId, policy.id, { ...options, disks }),
    services,
  );
  tellChanged(vscode.l10n.t("The next backup of {0} has the chosen disks.", vmName), undefined);
}
