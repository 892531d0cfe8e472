import * as vscode from "vscode";
import type { VaultObstacle } from "../../azure/models";
import { allPages } from "../../host/allPages";
import { runWithProgress } from "../../host/operations/progress";
import { withVault } from "../../host/prompts/chosenVault";
import { confirmName } from "../../host/prompts/confirmName";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { resourceNameOf } from "../../host/resources/resourceId";
import { namesText } from "../../wording/countText";
import { protectionWord } from "../../wording/protectionText";
import type { VaultServices } from "./services";

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
        label: t("Backups of VMs ({0}): {1}", names.length, namesText(names)),
        detail: t("Stop their protection and delete the backup data."),
      };
    case "otherItems":
      return {
        label: t("Backups of other things than VMs ({0}): {1}", names.length, namesText(names)),
        detail: t("Stop and delete them in the portal."),
      };
    case "runningJobs":
      return { label: t("Running jobs for: {0}", namesText(names)), detail: t("Wait until they have ended.") };
    case "privateEndpoints":
      return { label: t("Private endpoints: {0}", namesText(names)), detail: t("Remove them in the portal.") };
  }
}

function choiceOf(obstacle: Blocker, vaultId: string, services: VaultServices): Choice<() => unknown> {
  const { execute } = services;
  const helps: Readonly<Record<Blocker["kind"], () => unknown>> = {
    activeItems: () => stopOne(vaultId, services),
    otherItems: () => execute("azureVmBackup.openInPortal", { resourceId: vaultId }),
    runningJobs: () => execute("azureVmBackup.showJobs", { vaultId }),
    privateEndpoints: () => execute("azureVmBackup.openInPortal", { resourceId: vaultId }),
  };
  return { ...obstacleText(obstacle), icon: new vscode.ThemeIcon("circle-slash"), value: helps[obstacle.kind] };
}

/** Backups outlive their VMs: they are asked of the vault, not of the VMs. */
async function stopOne(vaultId: string, { session, execute }: VaultServices): Promise<void> {
  const connection = await session.connection();
  const itemId = await pick({
    title: vscode.l10n.t("Stop Protection"),
    placeholder: vscode.l10n.t("Choose a backup of the vault {0}", resourceNameOf(vaultId)),
    choices: async (signal) =>
      (await allPages((page) => connection.listProtectedItems(vaultId, page, { signal })))
        .filter(({ state }) => state.kind !== "softDeleted")
        .map(({ id, vmName, state }) => ({ label: vmName, description: protectionWord(state), value: id })),
  });
  await execute("azureVmBackup.stopProtection", { resourceId: itemId });
}

function promptFor(softDeleted: readonly string[]): string {
  return softDeleted.length === 0
    ? vscode.l10n.t("The vault and its policies are deleted; it protects nothing.")
    : vscode.l10n.t(
        "The vault is deleted with its policies and soft-deleted backups: {0}. Until Azure purges it, Undelete Vault brings it back.",
        namesText(softDeleted),
      );
}

/**
 * The command *Delete Vault*: lists what has to go first, each line with the command that helps; a vault with nothing but
 * soft-deleted backups is deleted once its name has been typed, and Azure keeps it for *Undelete Vault*.
 * @param argument a node of a vault, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function deleteVault(argument: unknown, services: VaultServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Delete Vault"), (vaultId, from) =>
    deleteOne(vaultId, from, services),
  );
}

async function deleteOne(vaultId: string, from: FlowPlace, services: VaultServices): Promise<void> {
  const name = resourceNameOf(vaultId);
  const connection = await services.session.connection();
  const obstacles = await runWithProgress(
    {
      title: vscode.l10n.t("Looking what is in the vault {0}", name),
      cancelSays: vscode.l10n.t("Nothing is deleted yet."),
    },
    ({ signal }) => connection.listVaultObstacles(vaultId, { signal }),
  );
  const blockers = obstacles.filter(isBlocker);
  if (blockers.length > 0) {
    const help = await pick({
      title: vscode.l10n.t("The vault {0} cannot be deleted yet", name),
      placeholder: vscode.l10n.t("What has to go first; choose a line to go there"),
      step: onlyStep(from),
      choices: blockers.map((blocker) => choiceOf(blocker, vaultId, services)),
    });
    await help();
    return;
  }
  await confirmName({
    title: vscode.l10n.t("Delete the vault {0}", name),
    prompt: promptFor(obstacles.flatMap(({ names }) => names)),
    name,
    step: onlyStep(from),
  });
  await services.operations.run(
    { title: vscode.l10n.t("Deleting the vault {0}", name), resourceId: vaultId, deletes: "vault" },
    (options) => connection.deleteVault(vaultId, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} is deleted.", name));
}
