import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { OpenOperations } from "../../host/operations/openOperations";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import { deleteVault } from "./deleteVault";
import type { VaultServices } from "./services";
import { removeResourceGuard, setResourceGuard } from "./setResourceGuard";
import { setStorageRedundancy } from "./setStorageRedundancy";
import { showVaultVms } from "./showVaultVms";
import { undeleteVault } from "./undeleteVault";
import type { vaultSettings } from "./vaultSettings";

export interface VaultsDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly operations: OpenOperations;
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
  loadFlows,
}: VaultsDependencies): vscode.Disposable {
  const execute = (command: string, argument?: unknown) => vscode.commands.executeCommand(command, argument);
  const services: VaultServices = { session, changes, operations, execute };
  const register = (
    name: `azureVmBackup.${string}`,
    run: (argument: unknown, services: VaultServices) => Promise<void>,
  ) => commands.register(name, (argument) => run(argument, services));
  return vscode.Disposable.from(
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
