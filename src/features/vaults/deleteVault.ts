import * as vscode from "vscode";
import type { VaultObstacle } from "../../azure/models";
import { confirmName } from "../../host/prompts/confirmName";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { VaultServices } from "./services";
import { pickVaultId, vaultIdOfArgument } from "../../host/prompts/chosenVault";

/** Names in a sentence: the first few, and how many more. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length <= 5 ? shown : vscode.l10n.t("{0} and {1} more", shown, names.length - 5);
}

/** What has to go first. Soft-deleted backups do not: they go with the vault, and come back with it. */
interface Blocker extends VaultObstacle {
  readonly kind: Exclude<VaultObstacle["kind"], "softDeletedItems">;
}

function isBlocker(obstacle: VaultObstacle): obstacle is Blocker {
  return obstacle.kind !== "softDeletedItems";
}

/** What stands in the way, and how it goes. */
function obstacleText({ kind, names }: Blocker): {
  readonly label: string;
  readonly detail: string;
} {
  const t = vscode.l10n.t;
  switch (kind) {
    case "activeItems":
      return {
        label: t("Backups of {0} VMs: {1}", names.length, someOf(names)),
        detail: t("Stop their protection and delete the backup data."),
      };
    case "otherItems":
      return {
        label: t("{0} backups of other things than VMs: {1}", names.length, someOf(names)),
        detail: t("Stop and delete them in the portal."),
      };
    case "runningJobs":
      return { label: t("Running jobs for: {0}", someOf(names)), detail: t("Wait until they have ended.") };
    case "privateEndpoints":
      return { label: t("Private endpoints: {0}", someOf(names)), detail: t("Remove them in the portal.") };
  }
}

function choiceOf(obstacle: Blocker, vaultId: string): Choice<() => unknown> {
  const execute = (command: string, given?: unknown) => vscode.commands.executeCommand(command, given);
  const helps: Readonly<Record<Blocker["kind"], () => unknown>> = {
    activeItems: () => execute("azureVmBackup.stopProtection"),
    otherItems: () => execute("azureVmBackup.openInPortal", { resourceId: vaultId }),
    runningJobs: () => execute("azureVmBackup.showJobs", { vaultId }),
    privateEndpoints: () => execute("azureVmBackup.openInPortal", { resourceId: vaultId }),
  };
  return { ...obstacleText(obstacle), icon: new vscode.ThemeIcon("circle-slash"), value: helps[obstacle.kind] };
}

function promptFor(softDeleted: readonly string[]): string {
  return softDeleted.length === 0
    ? vscode.l10n.t("The vault and its policies are deleted; it protects nothing.")
    : vscode.l10n.t(
        "The vault is deleted with its policies and the soft-deleted backups of {0} VMs: {1}. Until Azure purges it, Undelete Vault brings it back.",
        softDeleted.length,
        someOf(softDeleted),
      );
}

/**
 * The command *Delete Vault*: lists what has to go first, each line with the command that helps; a vault with nothing but
 * soft-deleted backups is deleted once its name has been typed, and Azure keeps it for *Undelete Vault*.
 * @param argument a node of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function deleteVault(argument: unknown, services: VaultServices): Promise<void> {
  const title = vscode.l10n.t("Delete Vault");
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(services.session, title));
  const name = resourceNameOf(vaultId);
  const connection = await services.session.connection();
  const obstacles = await connection.listVaultObstacles(vaultId);
  const blockers = obstacles.filter(isBlocker);
  if (blockers.length > 0) {
    const help = await pick({
      title: vscode.l10n.t("The vault {0} cannot be deleted yet", name),
      placeholder: vscode.l10n.t("What has to go first; choose a line to go there"),
      choices: blockers.map((blocker) => choiceOf(blocker, vaultId)),
    });
    await help();
    return;
  }
  await confirmName({
    title: vscode.l10n.t("Delete the vault {0}", name),
    prompt: promptFor(obstacles.flatMap(({ names }) => names)),
    name,
  });
  await services.operations.run(
    { title: vscode.l10n.t("Deleting the vault {0}", name), resourceId: vaultId, deletes: "vault" },
    (options) => connection.deleteVault(vaultId, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} is deleted.", name));
}
