import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ErrorBoundary } from "../../host/errors/errorBoundary";
import type { OpenOperations } from "../../host/operations/openOperations";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { JobFollower } from "./jobFollower";
import type { recoverFiles } from "./files/recoverFiles";
import type { MachineRestore, restoreMachine } from "./restoreMachine";
import type { RestoreServices } from "./services";
import type { unmountFiles } from "./files/unmountFiles";

export interface RestoreDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly operations: OpenOperations;
  readonly boundary: ErrorBoundary;
  readonly loadAdvice: RestoreServices["loadAdvice"];
  /** Loads the commands themselves, at the first of them. */
  readonly loadFlows: () => Promise<RestoreFlows>;
}

/** The commands, which are in a bundle of their own. */
export interface RestoreFlows {
  readonly restoreMachine: typeof restoreMachine;
  readonly recoverFiles: typeof recoverFiles;
  readonly unmountFiles: typeof unmountFiles;
}

/** Restoring: disks, a new VM, the disks of a VM that is there, and single files. */
export function activateRestore(dependencies: RestoreDependencies): vscode.Disposable {
  const { commands, loadFlows, ...others } = dependencies;
  const services: RestoreServices = {
    ...others,
    now: () => new Date(),
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  const restore = (kind: MachineRestore) => async (argument: unknown) =>
    (await loadFlows()).restoreMachine(kind, argument, services);
  return vscode.Disposable.from(
    commands.register("azureVmBackup.restoreDisks", restore("disks")),
    commands.register("azureVmBackup.restoreToNewVm", restore("newVm")),
    commands.register("azureVmBackup.replaceDisks", restore("replaceDisks")),
    commands.register("azureVmBackup.recoverFiles", async (argument) =>
      (await loadFlows()).recoverFiles(argument, services),
    ),
    commands.register("azureVmBackup.unmountFiles", async (argument) =>
      (await loadFlows()).unmountFiles(argument, services),
    ),
  );
}
