import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { createPolicy } from "./createPolicy";
import { deletePolicy } from "./deletePolicy";
import { editPolicy } from "./editPolicy";
import type { PolicyServices } from "./services";
import { showPolicyVms } from "./showPolicyVms";

export interface PoliciesDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
}

/** Backup policies for virtual machines: making, changing and deleting them. */
export function activatePolicies({ commands, session, changes }: PoliciesDependencies): vscode.Disposable {
  const services: PolicyServices = {
    session,
    changes,
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  const register = (
    name: `azureVmBackup.${string}`,
    run: (argument: unknown, services: PolicyServices) => Promise<void>,
  ) => commands.register(name, (argument) => run(argument, services));
  return vscode.Disposable.from(
    register("azureVmBackup.createPolicy", createPolicy),
    register("azureVmBackup.editPolicy", editPolicy),
    register("azureVmBackup.showPolicyVms", showPolicyVms),
    register("azureVmBackup.deletePolicy", deletePolicy),
  );
}
