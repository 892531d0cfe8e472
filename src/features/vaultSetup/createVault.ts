import * as vscode from "vscode";
import type { AzureConnection, CallOptions, Progress } from "../../azure/connection";
import type { Subscription, Vault } from "../../azure/models";
import { isAzureFailure, waiting } from "../../host/errors/azureErrorText";
import { OperationError } from "../../host/errors/errors";
import type { VaultPlan } from "../../webviews/vaultSetup/messages";

interface Finishing {
  readonly connection: AzureConnection;
  readonly plan: VaultPlan;
  readonly signal: AbortSignal;
  /** Says what is being done, for the panel and the notification. */
  readonly onStage: (stage: string) => void;
}

interface Creation extends Finishing {
  readonly subscription: Subscription;
  readonly onAccepted: CallOptions["onAccepted"];
}

function onProgress(onStage: (stage: string) => void): (progress: Progress) => void {
  return (progress) => {
    if (progress.kind === "throttled") {
      onStage(vscode.l10n.t("Azure asks to wait {0}…", waiting(progress.waitSeconds)));
    }
  };
}

/** A vault of the same name may have been made since the name was checked, and creating it again would change it. */
async function refuseTakenName(creation: Creation): Promise<void> {
  const { connection, subscription, plan, signal } = creation;
  const verdict = await connection.checkVaultName(subscription, plan.resourceGroup, plan.location, plan.name, {
    signal,
  });
  if (!verdict.ok) {
    throw new OperationError(verdict.message ?? vscode.l10n.t("The name {0} is taken; choose another one.", plan.name));
  }
}

/**
 * Makes the resource group if it is to be a new one, then the vault, then makes sure of its redundancy.
 * @throws OperationError when the name is taken; AzureError; AbortError when `signal` stops the waiting
 */
export async function createVault(creation: Creation): Promise<Vault> {
  const { connection, subscription, plan, signal, onAccepted, onStage } = creation;
  const options = { signal, onProgress: onProgress(onStage) };
  if (plan.newResourceGroup) {
    onStage(vscode.l10n.t("Creating the resource group {0}…", plan.resourceGroup));
    await connection.createResourceGroup(subscription, plan.resourceGroup, plan.location, options);
  }
  await refuseTakenName(creation);
  onStage(vscode.l10n.t("Creating the vault {0}…", plan.name));
  const vault = await connection.createVault(
    {
      subscription,
      resourceGroup: plan.resourceGroup,
      name: plan.name,
      location: plan.location,
      redundancy: plan.redundancy,
    },
    { ...options, onAccepted },
  );
  await makeSureOfRedundancy(creation, vault);
  return vault;
}

/**
 * What is left to do when the window was reloaded while the vault was being made, and Azure has ended.
 * @throws OperationError when there is no vault; AzureError; AbortError when `signal` stops the waiting
 */
export async function finishVault(creation: Finishing): Promise<Vault> {
  const { connection, plan, signal, onStage } = creation;
  onStage(vscode.l10n.t("Looking whether the vault {0} is there…", plan.name));
  try {
    const vault = await connection.getVault(vaultIdOf(plan), { signal, onProgress: onProgress(onStage) });
    await makeSureOfRedundancy(creation, vault);
    return vault;
  } catch (error) {
    if (isAzureFailure(error) && error.kind === "notFound") {
      throw new OperationError(
        vscode.l10n.t("The window was reloaded, and Azure has not made the vault {0}. Create it again.", plan.name),
      );
    }
    throw error;
  }
}

async function makeSureOfRedundancy(creation: Finishing, { id }: Vault): Promise<void> {
  const { connection, plan, signal, onStage } = creation;
  const options = { signal, onProgress: onProgress(onStage) };
  onStage(vscode.l10n.t("Reading the storage redundancy back…"));
  const setting = await connection.getRedundancy(id, options);
  if (setting.redundancy !== plan.redundancy && !setting.locked) {
    onStage(vscode.l10n.t("Setting the storage redundancy…"));
    await connection.setRedundancy(id, plan.redundancy, options);
  }
}

/** The id that the planned vault will have. */
export function vaultIdOf({ subscriptionId, resourceGroup, name }: VaultPlan): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${name}`;
}
