import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { createPolicy } from "./createPolicy";
import { deletePolicy } from "./deletePolicy";

export interface PoliciesDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
}

/** Backup policies for virtual machines: making, changing and deleting them. */
export function activatePolicies({ commands, session, changes }: PoliciesDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    commands.register("azureVmBackup.createPolicy", (argument) => createPolicy(argument, { session, changes })),
    commands.register("azureVmBackup.deletePolicy", (argument) => deletePolicy(argument, { session, changes })),
  );
}
