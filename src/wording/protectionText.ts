import * as vscode from "vscode";
import type { ProtectionChange, ProtectionState } from "../azure/models";
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
      return { word: vscode.l10n.t("Protected"), icon: "shield", color: "charts.green", why: undefined };
    case "notProtected":
      return { word: vscode.l10n.t("Not protected"), icon: "vm-outline", color: undefined, why: undefined };
    case "protectionFailed":
      return {
        word: vscode.l10n.t("Protection failed"),
        icon: "error",
        color: "problemsErrorIcon.foreground",
        why:
          [state.message, state.code === undefined ? undefined : `(${state.code})`].filter(Boolean).join(" ") ||
          undefined,
      };
    case "stopped":
      return stoppedText(state.keptAs === "policy");
    case "softDeleted":
      return {
        word: vscode.l10n.t("Soft-deleted"),
        icon: "trash",
        color: "problemsWarningIcon.foreground",
        why:
          state.until === undefined
            ? vscode.l10n.t("The backup data is deleted; it can still be brought back.")
            : vscode.l10n.t("The backup data is deleted; it can be brought back until {0}.", localTime(state.until)),
      };
    case "inFlight":
      return { word: changeText(state.change), icon: "sync~spin", color: undefined, why: undefined };
    case "unknown":
      return {
        word: vscode.l10n.t("Unknown"),
        icon: "question",
        color: "problemsWarningIcon.foreground",
        why: state.why,
      };
  }
}

/** Azure keeps the data of a stopped item until somebody deletes it, or deletes each point when its policy says so. */
function stoppedText(asPolicySays: boolean): ProtectionText {
  return {
    word: asPolicySays
      ? vscode.l10n.t("Stopped (data kept as the policy says)")
      : vscode.l10n.t("Stopped (data kept until deleted)"),
    icon: "debug-pause",
    color: "problemsWarningIcon.foreground",
    why: asPolicySays
      ? vscode.l10n.t(
          "No new backups are made; recovery points are kept as long as the policy says, the last one longer.",
        )
      : vscode.l10n.t("No new backups are made; the existing recovery points are kept until somebody deletes them."),
  };
}

/** What is being made of a VM's protection, as it goes on. */
export function changeText(change: ProtectionChange): string {
  switch (change) {
    case "protecting":
      return vscode.l10n.t("Protecting…");
    case "stopping":
      return vscode.l10n.t("Stopping…");
    case "deleting":
      return vscode.l10n.t("Deleting backup data…");
    case "undeleting":
      return vscode.l10n.t("Bringing back…");
  }
}

/** A state in a word or two, for a line beside a name: of an unknown one, why it is not known. */
export function protectionWord(state: ProtectionState): string {
  return state.kind === "unknown" ? state.why : protectionText(state).word;
}

/** A state in as few words as a narrow row has room for; the rest stands in the tooltip. */
export function protectionBrief(state: ProtectionState): string {
  return state.kind === "stopped" ? vscode.l10n.t("Stopped") : protectionText(state).word;
}
