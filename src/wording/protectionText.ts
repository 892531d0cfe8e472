import * as vscode from "vscode";
import type { ProtectionState } from "../azure/models";
import { localTime } from "../host/localTime";

/** How a protection state is shown: always an icon, a colour and words. */
export interface ProtectionText {
  readonly word: string;
  readonly icon: string;
  readonly color: string | undefined;
  /** The reason, where the state has one. */
  readonly why: string | undefined;
}

/** The words and the look of a protection state. */
export function protectionText(state: ProtectionState): ProtectionText {
  switch (state.kind) {
    case "protected":
      return { word: vscode.l10n.t("Protected"), icon: "shield", color: "testing.iconPassed", why: undefined };
    case "notProtected":
      return { word: vscode.l10n.t("Not protected"), icon: "vm-outline", color: undefined, why: undefined };
    case "protectionFailed":
      return {
        word: vscode.l10n.t("Protection failed"),
        icon: "error",
        color: "list.errorForeground",
        why:
          [state.message, state.code === undefined ? undefined : `(${state.code})`].filter(Boolean).join(" ") ||
          undefined,
      };
    case "stopped":
      return {
        word: vscode.l10n.t("Stopped (data kept)"),
        icon: "debug-pause",
        color: "list.warningForeground",
        why: vscode.l10n.t("No new backups are made; the existing recovery points are kept."),
      };
    case "softDeleted":
      return {
        word: vscode.l10n.t("Soft-deleted"),
        icon: "trash",
        color: "list.warningForeground",
        why:
          state.until === undefined
            ? vscode.l10n.t("The backup data is deleted; it can still be brought back.")
            : vscode.l10n.t("The backup data is deleted; it can be brought back until {0}.", localTime(state.until)),
      };
    case "unknown":
      return { word: vscode.l10n.t("Unknown"), icon: "question", color: "list.warningForeground", why: state.why };
  }
}
