import * as vscode from "vscode";
import { limitsName, parameterFileText, summaryOf } from "./checkSummary";
import type { DocumentState } from "../check/templateCheck";

/** What the language status item shows for a document; undefined when it shows nothing. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly warning: boolean;
  readonly command: vscode.Command;
}

/** The words for a document's state; nothing for documents that are no templates. */
export function statusTextOf(state: DocumentState | undefined): StatusText | undefined {
  switch (state?.kind) {
    case "checked":
      return {
        text: vscode.l10n.t("Backup limits: {0}", limitsName(state.settings.limits)),
        detail: `${summaryOf(state)}, ${parameterFileText(state)}`,
        warning: false,
        command: { title: vscode.l10n.t("Switch"), command: "azureVmBackup.switchLimits" },
      };
    case "tooLarge":
      return {
        text: vscode.l10n.t("Backup limits: not checked"),
        detail: vscode.l10n.t("larger than the 4 MB that Azure Resource Manager accepts"),
        warning: true,
        command: { title: vscode.l10n.t("Switch"), command: "azureVmBackup.switchLimits" },
      };
    case "failed":
      return {
        text: vscode.l10n.t("Backup limits: the check failed"),
        detail: vscode.l10n.t("the log has the details"),
        warning: true,
        command: { title: vscode.l10n.t("Show Log"), command: "azureVmBackup.showLog" },
      };
    case "notTemplate":
    case undefined:
      return undefined;
  }
}

/** The language status item of the active editor. */
export class LimitsStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #selector: vscode.DocumentSelector;

  /** @param selector the languages of templates */
  public constructor(selector: vscode.DocumentSelector) {
    this.#selector = selector;
    // An empty selector fits no document: the item stays hidden until a template is in front.
    this.#item = vscode.languages.createLanguageStatusItem("azureVmBackup.limits", []);
    this.#item.name = vscode.l10n.t("Azure VM Backup Limits");
  }

  /** Shows the state of the document in front. */
  public show(state: DocumentState | undefined): void {
    const status = statusTextOf(state);
    if (status === undefined) {
      this.#item.selector = [];
      return;
    }
    this.#item.text = status.text;
    this.#item.detail = status.detail;
    this.#item.severity = status.warning
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    this.#item.command = status.command;
    this.#item.selector = this.#selector;
  }

  public dispose(): void {
    this.#item.dispose();
  }
}
