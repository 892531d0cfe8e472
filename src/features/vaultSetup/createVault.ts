import * as vscode from "vscode";
import type { AzureConnection, CallOptions, Progress } from "../../azure/connection";
import type { Subscription, Vault } from "../../azure/models";
import { waiting } from "../../host/azureErrorText";
import { OperationError } from "../../host/errors";
import type { VaultPlan } from "../../webviews/vaultSetup/messages";

interface Creation {
  readonly connection: AzureConnection;
  readonly subscription: Subscription;
  readonly plan: VaultPlan;
  readonly signal: AbortSignal;
  readonly onAccepted: CallOptions["onAccepted"];
  /** Says what is being done, for the panel and the notification. */
  readonly onStage: (stage: string) => void;
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
  onStage(vscode.l10n.t("Reading the storage redundancy back…"));
  const setting = await connection.getRedundancy(vault.id, options);
  if (setting.redundancy !== plan.redundancy && !setting.locked) {
    onStage(vscode.l10n.t("Setting the storage redundancy…"));
    await connection.setRedundancy(vault.id, plan.redundancy, options);
  }
  return vault;
}
