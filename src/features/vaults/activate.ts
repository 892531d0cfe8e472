import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { deleteVault } from "./deleteVault";
import type { VaultServices } from "./services";
import { removeResourceGuard, setResourceGuard } from "./setResourceGuard";
import { setStorageRedundancy } from "./setStorageRedundancy";
import { vaultSettings } from "./vaultSettings";

export interface VaultsDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
}

/** The settings of vaults, and their end. */
export function activateVaults({ commands, session, changes }: VaultsDependencies): vscode.Disposable {
  const services: VaultServices = {
    session,
    changes,
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  const register = (name: string, run: (argument: unknown, services: VaultServices) => Promise<void>) =>
    commands.register(`azureVmBackup.${name}`, (argument) => run(argument, services));
  return vscode.Disposable.from(
    register("setStorageRedundancy", setStorageRedundancy),
    register("showVaultSettings", vaultSettings),
    register("setResourceGuard", setResourceGuard),
    register("removeResourceGuard", removeResourceGuard),
    register("deleteVault", deleteVault),
  );
}
