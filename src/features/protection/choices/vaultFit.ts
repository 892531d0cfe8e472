import * as vscode from "vscode";
import type { Subscription, Vault, VirtualMachine } from "../../../azure/models";

/** Where the VM to protect is, and where vaults may be. */
export interface FitContext {
  readonly vm: Pick<VirtualMachine, "location" | "subscriptionId">;
  readonly subscriptions: readonly Subscription[];
}

/**
 * Why a vault cannot protect a VM, or undefined when it can. The region has to be the VM's own; the subscription may be
 * another one of the same tenant ("Support matrix for Azure VM backups", 2026-03-26; older texts say no, so Azure is asked
 * before anything is protected).
 */
export function vaultProblem(vault: Vault, { vm, subscriptions }: FitContext): string | undefined {
  const t = vscode.l10n.t;
  if (vault.location.toLowerCase() !== vm.location.toLowerCase()) {
    return t("It is in {0}; a vault protects only VMs of its own region, here {1}.", vault.location, vm.location);
  }
  if (vault.provisioningState !== "Succeeded") {
    return t("It is not active: Azure says {0}.", vault.provisioningState);
  }
  const tenantOf = (id: string): string | undefined =>
    subscriptions.find((subscription) => subscription.subscriptionId === id)?.tenantId;
  const [vaultTenant, vmTenant] = [tenantOf(vault.subscriptionId), tenantOf(vm.subscriptionId)];
  if (vaultTenant !== vmTenant) {
    return t("Its subscription belongs to another tenant than the VM's.");
  }
  return undefined;
}

/** "GRS", "LRS", "ZRS". */
export function redundancyShort(redundancy: Vault["redundancy"]): string | undefined {
  switch (redundancy) {
    case "GeoRedundant":
      return "GRS";
    case "LocallyRedundant":
      return "LRS";
    case "ZoneRedundant":
      return "ZRS";
    case undefined:
      return undefined;
  }
}
