import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { DeletedVault, Location, Subscription } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { localTime } from "../../host/localTime";
import { pick } from "../../host/prompts/prompts";
import { resourceGroupOf, resourceNameOf } from "../../host/resources/resourceId";
import type { VaultServices } from "./services";

async function chooseSubscription({ session }: VaultServices, title: string): Promise<Subscription> {
  const [only, ...others] = session.subscriptions;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  return pick({
    title,
    placeholder: vscode.l10n.t("In which subscription was it?"),
    choices: session.subscriptions.map((subscription) => ({ label: subscription.name, value: subscription })),
  });
}

function chooseRegion(connection: AzureConnection, subscription: Subscription, title: string): Promise<Location> {
  return pick({
    title,
    placeholder: vscode.l10n.t("In which region was it?"),
    choices: async (signal) => {
      const locations = await connection.listLocations(subscription, { signal });
      return locations
        .filter(({ vaults }) => vaults)
        .map((location) => ({ label: location.displayName, description: location.name, value: location }));
    },
  });
}

function chooseVault(
  connection: AzureConnection,
  subscription: Subscription,
  { name, displayName }: Location,
  { title, elsewhere }: { readonly title: string; readonly elsewhere: () => unknown },
): Promise<DeletedVault> {
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose the vault to bring back"),
    choices: async (signal) => {
      const vaults = await connection.listDeletedVaults(subscription, name, { signal });
      if (vaults.length === 0) {
        throw new OperationError(vscode.l10n.t("{0} has no deleted vaults in {1}.", subscription.name, displayName), [
          { title: vscode.l10n.t("Look Elsewhere"), run: elsewhere },
        ]);
      }
      return vaults.map((vault) => ({
        label: resourceNameOf(vault.vaultId),
        description: resourceGroupOf(vault.vaultId),
        detail:
          vault.goneAt === undefined
            ? vscode.l10n.t("Azure does not say how long it can be brought back.")
            : vscode.l10n.t("It can be brought back until {0}.", localTime(vault.goneAt)),
        value: vault,
      }));
    },
  });
}

/**
 * The command *Undelete Vault*: a vault that soft delete keeps comes back into its resource group, with what was in it.
 * @throws OperationError when there is none, or its resource group is gone; AzureError, CancellationError
 */
export async function undeleteVault(_argument: unknown, services: VaultServices): Promise<void> {
  const title = vscode.l10n.t("Undelete Vault");
  const connection = await services.session.connection();
  const subscription = await chooseSubscription(services, title);
  const region = await chooseRegion(connection, subscription, title);
  const vault = await chooseVault(connection, subscription, region, {
    title,
    elsewhere: () => services.execute("azureVmBackup.undeleteVault"),
  });
  const name = resourceNameOf(vault.vaultId);
  const group = resourceGroupOf(vault.vaultId) ?? "";
  const groups = await connection.listResourceGroups(subscription);
  if (!groups.some((one) => one.name.toLowerCase() === group.toLowerCase())) {
    throw new OperationError(
      vscode.l10n.t("The resource group {0} of the vault {1} is gone; create it first.", group, name),
    );
  }
  await services.operations.run(
    { title: vscode.l10n.t("Bringing back the vault {0}", name), resourceId: vault.vaultId },
    (options) =>
      connection.undeleteVault(
        subscription,
        vault,
        `/subscriptions/${subscription.subscriptionId}/resourceGroups/${group}`,
        options,
      ),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} is back.", name));
}
