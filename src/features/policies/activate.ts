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
  const register = (name: string, run: (argument: unknown, services: PolicyServices) => Promise<void>) =>
    commands.register(`azureVmBackup.${name}`, (argument) => run(argument, services));
  return vscode.Disposable.from(
    register("createPolicy", createPolicy),
    register("editPolicy", editPolicy),
    register("showPolicyVms", showPolicyVms),
    register("deletePolicy", deletePolicy),
  );
}
