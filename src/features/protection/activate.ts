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
  const register = (name: keyof ProtectionFlows) =>
    commands.register(`azureVmBackup.${name}`, async (argument, selection) => {
      const flows = await loadFlows();
      return name === "protectVm" || name === "backUpNow"
        ? flows[name](argument, selection, services)
        : flows[name](argument, services);
    });
  return vscode.Disposable.from(
    register("protectVm"),
    register("backUpNow"),
    register("stopProtection"),
    register("resumeProtection"),
    register("undeleteBackup"),
    register("changePolicy"),
    register("changeDisks"),
    register("moveToVault"),
    register("moveToArchive"),
    register("showRecoveryPoints"),
  );
}
