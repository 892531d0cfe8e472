import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { VirtualMachine } from "../../azure/models";
import type { ErrorAction } from "../../host/errors/errors";
import { OperationError } from "../../host/errors/errors";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { ProtectionServices } from "./services";

function alreadyProtected(vm: VirtualMachine, vaultId: string, services: ProtectionServices): OperationError {
  const actions: readonly ErrorAction[] = [
    {
      title: vscode.l10n.t("Back Up Now"),
      run: () => services.execute("azureVmBackup.backUpNow", { resourceId: vm.id }),
    },
    {
      title: vscode.l10n.t("Show Vault"),
      run: () => services.execute("azureVmBackup.showVault", { resourceId: vaultId }),
    },
  ];
  return new OperationError(
    vscode.l10n.t("{0} is already protected in the vault {1}.", vm.name, resourceNameOf(vaultId)),
    actions,
  );
}

/**
 * Looks whether a VM can be protected anew.
 * @returns the vault that still has its backups, where protecting resumes; undefined when it never had any
 * @throws OperationError naming the vault that protects it now
 */
export async function vaultToResumeIn(
  connection: AzureConnection,
  vm: VirtualMachine,
  services: ProtectionServices,
): Promise<string | undefined> {
  if (vm.item !== undefined && (vm.protection.kind === "stopped" || vm.protection.kind === "softDeleted")) {
    return vm.item.vaultId;
  }
  if (vm.item !== undefined && (vm.protection.kind === "protected" || vm.protection.kind === "protectionFailed")) {
    throw alreadyProtected(vm, vm.item.vaultId, services);
  }
  // The list of VMs knows only the vaults of the chosen subscriptions; the service knows all of them.
  const found = await connection.findProtection(vm.id, vm.location);
  if (found.vaultId !== undefined && found.state !== "NotProtected") {
    throw alreadyProtected(vm, found.vaultId, services);
  }
  return undefined;
}
