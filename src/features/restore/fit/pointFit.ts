import * as vscode from "vscode";
import type { RestorePoint } from "../../../azure/restore/restoreModels";
import type { RestoreKind } from "../flowContext";
import type { FileObstacle } from "./restoreAdvice";
import type { RestoreFacts } from "./restoreFacts";

/** True for an encryption by Azure Disk Encryption, at the time of the backup or, where that is not told, now. */
export function isEncrypted(point: RestorePoint, { advice }: Pick<RestoreFacts, "advice">): boolean {
  return point.encrypted ?? advice.guestEncrypted;
}

/**
 * Why a recovery point will not do for a restore, or undefined.
 * "Restore VMs by using the Azure portal" (2026-05-04), "Selective disk backup and restore" (2026-01-23).
 */
export function pointProblem(kind: RestoreKind, point: RestorePoint, facts: RestoreFacts): string | undefined {
  if (point.tiers.length === 0 && !point.archived) {
    return vscode.l10n.t("It has no copy that can be restored yet.");
  }
  if (point.managedDisks === false) {
    return vscode.l10n.t("Its disks are unmanaged; it can be restored in the Azure portal.");
  }
  // "Restore VMs by using the Azure portal" (2026-05-04): snapshots and the archive stay in the vault's region.
  if (facts.region.secondary && !point.tiers.includes("HardenedRP")) {
    return vscode.l10n.t("Only copies of the vault tier can be restored in {0}.", facts.region.displayName);
  }
  return kind === "files" ? fileProblem(point, facts) : machineProblem(kind, point, facts);
}

function machineProblem(
  kind: Exclude<RestoreKind, "files">,
  point: RestorePoint,
  facts: RestoreFacts,
): string | undefined {
  if (kind === "replaceDisks" && isEncrypted(point, facts)) {
    return vscode.l10n.t("The VM is encrypted with Azure Disk Encryption: its disks cannot be replaced.");
  }
  const partial = point.excludedLuns.length > 0 || facts.advice.excludedLuns.length > 0;
  return kind !== "disks" && partial
    ? vscode.l10n.t("The backup leaves disks out: only its disks can be restored.")
    : undefined;
}

function fileProblem(point: RestorePoint, facts: RestoreFacts): string | undefined {
  if (point.archived) {
    return vscode.l10n.t("It is in the archive tier; files are recovered from snapshots and from the vault.");
  }
  return isEncrypted(point, facts) ? fileObstacleText("encrypted") : undefined;
}

/** Why no files can be recovered from such disks. */
export function fileObstacleText(obstacle: FileObstacle): string {
  switch (obstacle) {
    case "encrypted":
      return vscode.l10n.t("Files cannot be recovered from VMs that Azure Disk Encryption encrypts.");
    case "ultra":
      return vscode.l10n.t("Files cannot be recovered from Ultra disks.");
    case "premiumV2":
      return vscode.l10n.t("Files cannot be recovered from Premium SSD v2 disks.");
    case "shared":
      return vscode.l10n.t("Files cannot be recovered from shared disks.");
    case "writeAccelerator":
      return vscode.l10n.t("Files cannot be recovered from disks with Write Accelerator.");
  }
}
