import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { VaultContainer } from "../../azure/models";
import { runAzureOperation } from "../../host/operations/azureOperation";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { withVault } from "../../host/prompts/chosenVault";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import type { VaultServices } from "./services";

/** What choosing a line does. */
type Line = { readonly vmId: string } | "refresh" | "none";

async function linesOf(
  connection: AzureConnection,
  vaultId: string,
  signal: AbortSignal,
): Promise<readonly Choice<Line>[]> {
  const t = vscode.l10n.t;
  const [protectable, containers, deleted] = await Promise.all([
    connection.listProtectable(vaultId, { signal }),
    connection.listContainers(vaultId, { signal }),
    connection.listDeletedContainers(vaultId, { signal }),
  ]);
  const live = containers.filter(({ id }) => !deleted.some((one) => sameId(one.id, id)));
  return [
    ...protectable.map(({ vmName, vmId }): Choice<Line> => ({
      label: vmName,
      description: t("Protect VM"),
      group: t("can be protected"),
      value: { vmId },
    })),
    ...registered(live, t("registered with the vault")),
    ...registered(deleted, t("soft-deleted backups only")),
    {
      label: t("Look for VMs again"),
      detail: t("Azure takes some minutes to notice new VMs by itself."),
      icon: new vscode.ThemeIcon("refresh"),
      group: t("not listed?"),
      value: "refresh",
    },
  ];
}

function registered(containers: readonly VaultContainer[], group: string): readonly Choice<Line>[] {
  return containers.map(({ vmName, status, health }) => ({
    label: vmName,
    description: [status, health].filter((part) => part !== undefined).join(" · "),
    group,
    value: "none",
  }));
}

/**
 * The command *Show VMs of Vault*: those that the vault could protect, those that are registered with it and those of which it
 * has soft-deleted backups only, as Azure lists them; it can be made to look again.
 * @param argument a node of a vault or of anything in it, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function showVaultVms(argument: unknown, services: VaultServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Show VMs of Vault"), (vaultId, from) =>
    showVms(vaultId, from, services),
  );
}

async function showVms(vaultId: string, from: FlowPlace, { session, execute }: VaultServices): Promise<void> {
  const name = resourceNameOf(vaultId);
  const connection = await session.connection();
  for (;;) {
    const line = await pick<Line>({
      title: vscode.l10n.t("VMs that the vault {0} knows", name),
      placeholder: vscode.l10n.t("Choose a VM to protect it"),
      step: onlyStep(from),
      choices: (signal) => linesOf(connection, vaultId, signal),
    });
    if (typeof line === "object") {
      await execute("azureVmBackup.protectVm", { resourceId: line.vmId, vaultId });
      return;
    }
    if (line === "none") {
      await execute("azureVmBackup.showVault", { resourceId: vaultId });
      return;
    }
    await runAzureOperation(vscode.l10n.t("Looking for VMs around {0}", name), (options) =>
      connection.refreshContainers(vaultId, options),
    );
  }
}
