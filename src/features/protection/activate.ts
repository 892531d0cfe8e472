import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { Settings } from "../../host/settings";
import { backUpNow } from "./backUpNow";
import { changeDisks } from "./changeDisks";
import { changePolicy } from "./changePolicy";
import type { JobFollower } from "./jobFollower";
import { moveToArchive } from "./moveToArchive";
import { moveToVault } from "./moveToVault";
import { protectVm } from "./protectVm";
import { resumeProtection } from "./resumeProtection";
import type { ProtectionServices } from "./services";
import { showRecoveryPoints } from "./showRecoveryPoints";
import { stopProtection } from "./stopProtection";
import { undeleteBackup } from "./undeleteBackup";

export interface ProtectionDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly settings: Pick<Settings, "rules">;
  readonly loadRules: ProtectionServices["loadRules"];
}

/** Protecting VMs, backing them up, and what follows: stopping, resuming, another policy, recovery points. */
export function activateProtection(dependencies: ProtectionDependencies): vscode.Disposable {
  const { commands, session, changes, jobs, settings, loadRules } = dependencies;
  const services: ProtectionServices = {
    session,
    changes,
    jobs,
    now: () => new Date(),
    loadRules,
    rules: () => settings.rules(),
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  return vscode.Disposable.from(
    commands.register("azureVmBackup.protectVm", (argument, selection) => protectVm(argument, selection, services)),
    commands.register("azureVmBackup.backUpNow", (argument, selection) => backUpNow(argument, selection, services)),
    commands.register("azureVmBackup.stopProtection", (argument) => stopProtection(argument, services)),
    commands.register("azureVmBackup.resumeProtection", (argument) => resumeProtection(argument, services)),
    commands.register("azureVmBackup.undeleteBackup", (argument) => undeleteBackup(argument, services)),
    commands.register("azureVmBackup.changePolicy", (argument) => changePolicy(argument, services)),
    commands.register("azureVmBackup.changeDisks", (argument) => changeDisks(argument, services)),
    commands.register("azureVmBackup.moveToVault", (argument) => moveToVault(argument, services)),
    commands.register("azureVmBackup.moveToArchive", (argument) => moveToArchive(argument, services)),
    commands.register("azureVmBackup.showRecoveryPoints", (argument) => showRecoveryPoints(argument, services)),
  );
}
