import * as vscode from "vscode";
import type { RecoveryPoint } from "../azure/models";

/** The consistency of a recovery point in the user's words; a word that is new to us stays as Azure spells it. */
export function consistencyText(consistency: string): string {
  switch (consistency) {
    case "AppConsistent":
      return vscode.l10n.t("application-consistent");
    case "FileSystemConsistent":
      return vscode.l10n.t("file-system-consistent");
    case "CrashConsistent":
      return vscode.l10n.t("crash-consistent");
    case "":
      return vscode.l10n.t("consistency unknown");
    default:
      return consistency;
  }
}

function tierText(tier: string): string {
  switch (tier) {
    case "InstantRP":
      return vscode.l10n.t("snapshot");
    case "HardenedRP":
      return vscode.l10n.t("vault");
    case "ArchivedRP":
      return vscode.l10n.t("archive");
    default:
      return tier;
  }
}

/** "snapshot and vault": where the copies of a recovery point are. */
export function tiersText({ tiers }: RecoveryPoint): string {
  return tiers.length === 0 ? vscode.l10n.t("no tier yet") : tiers.map(tierText).join(" + ");
}
