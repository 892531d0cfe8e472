import * as vscode from "vscode";
import type { Vault } from "../azure/models";
import { allPages, itemsOfReadable } from "./allPages";
import { OperationError } from "./errors";
import { pick } from "./prompts";
import { resourceIdOf } from "./resourceArgument";
import { resourceIdUpTo } from "./resourceId";
import type { AzureSession } from "./session";

/** The id of the vault that a command was called on: a vault's node, or that of anything in it. */
export function vaultIdOfArgument(argument: unknown): string | undefined {
  const id = resourceIdOf(argument);
  return id === undefined ? undefined : resourceIdUpTo(id, "Microsoft.RecoveryServices/vaults");
}

/** Lets the user choose a vault of the chosen subscriptions. @throws CancellationError, AzureError, OperationError */
export async function pickVaultId(session: AzureSession, title: string): Promise<string> {
  const connection = await session.connection();
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose a vault"),
    choices: async (signal) => {
      const vaults = await itemsOfReadable(
        session.subscriptions.map((subscription) =>
          allPages<Vault>((page) => connection.listVaults(subscription, page, { signal })),
        ),
      );
      if (vaults.length === 0) {
        throw new OperationError(vscode.l10n.t("The selected subscriptions have no vaults yet."), [
          {
            title: vscode.l10n.t("Create Vault"),
            run: () => vscode.commands.executeCommand("azureVmBackup.createVault"),
          },
        ]);
      }
      return vaults.map((vault) => ({
        label: vault.name,
        description: vault.location,
        detail: vault.resourceGroup,
        group: session.subscriptions.find((one) => one.subscriptionId === vault.subscriptionId)?.name,
        value: vault.id,
      }));
    },
  });
}
