import type { AzureConnection } from "../../azure/connection";
import type { Subscription, Vault } from "../../azure/models";
import { allPages } from "../../host/allPages";
import { errorText } from "../../host/errors/azureErrorText";
import { isCancellation } from "../../host/errors/errors";
import { optional } from "../../host/optional";
import type { VaultPage } from "../../webviews/vaultSetup/messages";

async function regionFacts(
  connection: AzureConnection,
  subscription: Subscription | undefined,
  vault: Vault,
  signal: AbortSignal,
): Promise<{ readonly location: string; readonly virtualMachines: number | undefined }> {
  if (subscription === undefined) {
    return { location: vault.location, virtualMachines: undefined };
  }
  const [locations, counts] = await Promise.all([
    optional(connection.listLocations(subscription, { signal })),
    optional(connection.countVirtualMachines(subscription, { signal })),
  ]);
  const location = locations?.find((one) => one.name === vault.location)?.displayName ?? vault.location;
  return { location, virtualMachines: counts === undefined ? undefined : (counts.get(vault.location) ?? 0) };
}

/**
 * Everything the quick-start page of a vault shows. Redundancy is read from Azure, never taken from what was asked for.
 * @throws AzureError when the vault itself cannot be read
 */
export async function loadVaultPage(
  connection: AzureConnection,
  subscriptions: readonly Subscription[],
  vaultId: string,
  justCreated: boolean,
  signal: AbortSignal,
): Promise<VaultPage> {
  const vault = await connection.getVault(vaultId, { signal });
  const subscription = subscriptions.find((one) => one.subscriptionId === vault.subscriptionId);
  const [redundancy, region, items] = await Promise.all([
    connection.getRedundancy(vaultId, { signal }).catch((error: unknown) => {
      if (isCancellation(error)) {
        throw error;
      }
      return { problem: errorText(error).message };
    }),
    regionFacts(connection, subscription, vault, signal),
    optional(allPages((page) => connection.listProtectedItems(vaultId, page, { signal }))),
  ]);
  const setting = "problem" in redundancy ? undefined : redundancy;
  return {
    id: vault.id,
    name: vault.name,
    resourceGroup: vault.resourceGroup,
    subscriptionName: subscription?.name ?? vault.subscriptionId,
    location: region.location,
    provisioningState: vault.provisioningState,
    redundancy: setting?.redundancy,
    redundancyProblem: "problem" in redundancy ? redundancy.problem : undefined,
    locked: setting?.locked ?? false,
    virtualMachines: region.virtualMachines,
    protectedItems: items?.length,
    justCreated,
  };
}
