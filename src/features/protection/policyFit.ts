import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";
import { allDisks } from "../../limits/parts/disks";
import type { VmProfile } from "../../limits/profile/vm";

/** VMs that one policy can protect ("Support matrix for Azure Backup", 2026-03-25). */
const vmsPerPolicy = 100;

function disksOfSku(profile: VmProfile, sku: string): boolean {
  return allDisks(profile).some((disk) => disk.sku.known && disk.sku.value?.toLowerCase() === sku.toLowerCase());
}

/** The disks of a VM that only an Enhanced policy can protect, as a sentence calls them; undefined when there are none. */
export function enhancedOnlyDisks(profile: VmProfile): string | undefined {
  if (disksOfSku(profile, "UltraSSD_LRS")) {
    return vscode.l10n.t("Ultra disks");
  }
  if (disksOfSku(profile, "PremiumV2_LRS")) {
    return vscode.l10n.t("Premium SSD v2 disks");
  }
  return allDisks(profile).some((disk) => disk.shared.known && disk.shared.value)
    ? vscode.l10n.t("shared disks")
    : undefined;
}

/**
 * Why a policy cannot protect the VMs, or undefined when it can.
 * @param profiles of the VMs whose disks are known; of the others Azure has the last word
 */
export function policyProblem(
  policy: BackupPolicy,
  profiles: readonly VmProfile[],
  machines: number,
): string | undefined {
  const disks = profiles.map(enhancedOnlyDisks).find((found) => found !== undefined);
  if (policy.kind === "Standard" && disks !== undefined) {
    return vscode.l10n.t("It is a Standard policy; {0} need an Enhanced one.", disks);
  }
  if (policy.protectedItems + machines > vmsPerPolicy) {
    return vscode.l10n.t(
      "It protects {0} VMs already; a policy protects at most {1}.",
      policy.protectedItems,
      vmsPerPolicy,
    );
  }
  return undefined;
}
