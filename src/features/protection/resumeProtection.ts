import * as vscode from "vscode";
import type { ProtectionState } from "../../azure/models";
import { withItem } from "./choices/chosenItem";
import { protectVm } from "./protectVm";
import type { ProtectionServices } from "./services";

function problem(state: ProtectionState): string | undefined {
  return state.kind === "stopped" || state.kind === "softDeleted"
    ? undefined
    : vscode.l10n.t("Its protection is not stopped.");
}

/**
 * The command *Resume Protection*: protects a stopped VM again in the vault that has its backups, with a policy that the
 * user chooses; what is soft-deleted is brought back first.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function resumeProtection(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Resume Protection"), problem };
  await withItem(connection, argument, question, services, ({ vmId }, from) =>
    protectVm({ resourceId: vmId }, undefined, services, from),
  );
}
