import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { JobFollower } from "./jobFollower";
import { recoverFiles } from "./recoverFiles";
import { restoreMachine } from "./restoreMachine";
import type { RestoreServices } from "./services";
import { unmountFiles } from "./unmountFiles";

export interface RestoreDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly loadAdvice: RestoreServices["loadAdvice"];
}

/** Restoring: disks, a new VM, the disks of a VM that is there, and single files. */
export function activateRestore(dependencies: RestoreDependencies): vscode.Disposable {
  const { commands, ...others } = dependencies;
  const services: RestoreServices = {
    ...others,
    now: () => new Date(),
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  return vscode.Disposable.from(
    commands.register("azureVmBackup.restoreDisks", (argument) => restoreMachine("disks", argument, services)),
    commands.register("azureVmBackup.restoreToNewVm", (argument) => restoreMachine("newVm", argument, services)),
    commands.register("azureVmBackup.replaceDisks", (argument) => restoreMachine("replaceDisks", argument, services)),
    commands.register("azureVmBackup.recoverFiles", (argument) => recoverFiles(argument, services)),
    commands.register("azureVmBackup.unmountFiles", (argument) => unmountFiles(argument, services)),
  );
}
