import * as vscode from "vscode";
import { systemClock } from "../../host/clock";
import type { CommandRegistry } from "../../host/commands";
import type { OpenOperations } from "../../host/openOperations";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { deleteVault } from "./deleteVault";
import type { VaultServices } from "./services";
import { removeResourceGuard, setResourceGuard } from "./setResourceGuard";
import { setStorageRedundancy } from "./setStorageRedundancy";
import { showVaultVms } from "./showVaultVms";
import { undeleteVault } from "./undeleteVault";
import { tellDeletion, VaultDeletions } from "./vaultDeletions";
import type { vaultSettings } from "./vaultSettings";

export interface VaultsDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly operations: OpenOperations;
  /** Keeps which deletions are waited for over a reload of the window: the workspace's, so that only this window tells. */
  readonly memento: vscode.Memento;
  /** Loads the larger commands, at the first of them. */
  readonly loadFlows: () => Promise<VaultFlows>;
}

/** The commands that are in a bundle of their own. */
export interface VaultFlows {
  readonly vaultSettings: typeof vaultSettings;
}

/** The settings of vaults, what they know of VMs, and their end. */
export function activateVaults({
  commands,
  session,
  changes,
  operations,
  memento,
  loadFlows,
}: VaultsDependencies): vscode.Disposable {
  const execute = (command: string, argument?: unknown) => vscode.commands.executeCommand(command, argument);
  const deletions = new VaultDeletions({
    session,
    memento,
    clock: systemClock,
    onEnded: (vaultId, gone) => {
      changes.announce(vaultId);
      tellDeletion(vaultId, gone, execute);
    },
  });
  const services: VaultServices = { session, changes, operations, deletions, execute };
  const register = (
    name: `azureVmBackup.${string}`,
    run: (argument: unknown, services: VaultServices) => Promise<void>,
  ) => commands.register(name, (argument) => run(argument, services));
  void deletions.start();
  return vscode.Disposable.from(
    deletions,
    register("azureVmBackup.setStorageRedundancy", setStorageRedundancy),
    register("azureVmBackup.showVaultSettings", async (argument, given) =>
      (await loadFlows()).vaultSettings(argument, given),
    ),
    register("azureVmBackup.setResourceGuard", setResourceGuard),
    register("azureVmBackup.removeResourceGuard", removeResourceGuard),
    register("azureVmBackup.showVaultVms", showVaultVms),
    register("azureVmBackup.undeleteVault", undeleteVault),
    register("azureVmBackup.deleteVault", deleteVault),
  );
}
