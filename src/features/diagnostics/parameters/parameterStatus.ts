import * as vscode from "vscode";
import type { DocumentState } from "../check/templateCheck";

/** The language status item that tells with which parameter file the template in front is checked; a click chooses another. */
export class ParameterStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #selector: vscode.DocumentSelector;

  /** @param selector the languages of templates */
  public constructor(selector: vscode.DocumentSelector) {
    this.#selector = selector;
    // An empty selector fits no document: the item stays hidden until a template is in front.
    this.#item = vscode.languages.createLanguageStatusItem("azureVmBackup.parameterFile", []);
    this.#item.name = vscode.l10n.t("Azure VM Backup Parameter File");
    this.#item.command = { title: vscode.l10n.t("Select"), command: "azureVmBackup.selectParameterFile" };
  }

  /** Shows the parameter file of the document in front. */
  public show(state: DocumentState | undefined): void {
    if (state?.kind !== "checked") {
      this.#item.selector = [];
      return;
    }
    this.#item.text =
      state.parameterFile === undefined
        ? vscode.l10n.t("Parameters: none")
        : vscode.l10n.t("Parameters: {0}", state.parameterFile);
    this.#item.detail = vscode.l10n.t("for the check of backup limits");
    this.#item.selector = this.#selector;
  }

  public dispose(): void {
    this.#item.dispose();
  }
}
