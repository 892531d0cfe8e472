import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { Settings } from "../../host/settings";
import type { backUpNow } from "./backUpNow";
import type { changeDisks } from "./changeDisks";
import type { changePolicy } from "./changePolicy";
import type { JobFollower } from "./jobFollower";
import type { moveToArchive } from "./moveToArchive";
import type { moveToVault } from "./moveToVault";
import type { protectVm } from "./protectVm";
import type { resumeProtection } from "./resumeProtection";
import type { ProtectionServices } from "./services";
import type { showRecoveryPoints } from "./showRecoveryPoints";
import type { stopProtection } from "./stopProtection";
import type { undeleteBackup } from "./undeleteBackup";

export interface ProtectionDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly settings: Pick<Settings, "rules">;
  readonly loadRules: ProtectionServices["loadRules"];
  /** Loads the commands themselves, at the first of them. */
  readonly loadFlows: () => Promise<ProtectionFlows>;
}

/** The commands, which are in a bundle of their own. */
export interface ProtectionFlows {
  readonly backUpNow: typeof backUpNow;
  readonly changeDisks: typeof changeDisks;
  readonly changePolicy: typeof changePolicy;
  readonly moveToArchive: typeof moveToArchive;
  readonly moveToVault: typeof moveToVault;
  readonly protectVm: typeof protectVm;
  readonly resumeProtection: typeof resumeProtection;
  readonly showRecoveryPoints: typeof showRecoveryPoints;
  readonly stopProtection: typeof stopProtection;
  readonly undeleteBackup: typeof undeleteBackup;
}

/** Protecting VMs, backing them up, and what follows: stopping, resuming, another policy, recovery points. */
export function activateProtection(dependencies: ProtectionDependencies): vscode.Disposable {
  const { commands, session, changes, jobs, settings, loadRules, loadFlows } = dependencies;
  const services: ProtectionServices = {
    session,
    changes,
    jobs,
    now: () => new Date(),
    loadRules,
    rules: () => settings.rules(),
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  const register = (
    name: `azureVmBackup.${string}`,
    run: (flows: ProtectionFlows, argument: unknown, selection: unknown) => Promise<void>,
  ) => commands.register(name, async (argument, selection) => run(await loadFlows(), argument, selection));
  return vscode.Disposable.from(
    register("azureVmBackup.protectVm", (flows, argument, all) => flows.protectVm(argument, all, services)),
    register("azureVmBackup.backUpNow", (flows, argument, all) => flows.backUpNow(argument, all, services)),
    register("azureVmBackup.stopProtection", (flows, argument) => flows.stopProtection(argument, services)),
    register("azureVmBackup.resumeProtection", (flows, argument) => flows.resumeProtection(argument, services)),
    register("azureVmBackup.undeleteBackup", (flows, argument) => flows.undeleteBackup(argument, services)),
    register("azureVmBackup.changePolicy", (flows, argument) => flows.changePolicy(argument, services)),
    register("azureVmBackup.changeDisks", (flows, argument) => flows.changeDisks(argument, services)),
    register("azureVmBackup.moveToVault", (flows, argument) => flows.moveToVault(argument, services)),
    register("azureVmBackup.moveToArchive", (flows, argument) => flows.moveToArchive(argument, services)),
    register("azureVmBackup.showRecoveryPoints", (flows, argument) => flows.showRecoveryPoints(argument, services)),
  );
}
