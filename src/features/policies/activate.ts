import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { OpenOperations } from "../../host/operations/openOperations";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { createPolicy } from "./createPolicy";
import { deletePolicy } from "./deletePolicy";
import type { editPolicy } from "./editPolicy";
import type { reapplyPolicy } from "./reapplyPolicy";
import type { PolicyServices } from "./services";
import type { showPolicyVms } from "./showPolicyVms";

export interface PoliciesDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly operations: OpenOperations;
  /** Loads the larger commands, at the first of them. */
  readonly loadFlows: () => Promise<PolicyFlows>;
}

/** The commands that are in a bundle of their own. */
export interface PolicyFlows {
  readonly createPolicy: typeof createPolicy;
  readonly editPolicy: typeof editPolicy;
  readonly reapplyPolicy: typeof reapplyPolicy;
  readonly showPolicyVms: typeof showPolicyVms;
}

/** Backup policies for virtual machines: making, changing and deleting them. */
export function activatePolicies({
  commands,
  session,
  changes,
  operations,
  loadFlows,
}: PoliciesDependencies): vscode.Disposable {
  const services: PolicyServices = {
    session,
    changes,
    operations,
    execute: (command, argument) => vscode.commands.executeCommand(command, argument),
  };
  const register = (
    name: `azureVmBackup.${string}`,
    run: (argument: unknown, services: PolicyServices) => Promise<void>,
  ) => commands.register(name, (argument) => run(argument, services));
  return vscode.Disposable.from(
    register("azureVmBackup.createPolicy", async (argument, given) =>
      (await loadFlows()).createPolicy(argument, given),
    ),
    register("azureVmBackup.editPolicy", async (argument, given) => (await loadFlows()).editPolicy(argument, given)),
    register("azureVmBackup.reapplyPolicy", async (argument, given) =>
      (await loadFlows()).reapplyPolicy(argument, given),
    ),
    register("azureVmBackup.showPolicyVms", async (argument, given) =>
      (await loadFlows()).showPolicyVms(argument, given),
    ),
    register("azureVmBackup.deletePolicy", deletePolicy),
  );
}
