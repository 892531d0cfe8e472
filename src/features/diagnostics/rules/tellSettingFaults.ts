import * as vscode from "vscode";

/** Tells what of the setting `azureVmBackup.rules` cannot be followed: each sentence once for each change of the setting. */
export class SettingFaults {
  readonly #told = new Set<string>();

  /** The setting has changed: what is wrong with it now is told again. */
  public forget(): void {
    this.#told.clear();
  }

  /** @param faults all that is wrong now */
  public tell(faults: readonly string[]): void {
    const untold = faults.filter((fault) => !this.#told.has(fault));
    untold.forEach((fault) => this.#told.add(fault));
    if (untold.length === 0) {
      return;
    }
    const openSettings = vscode.l10n.t("Open Settings");
    const message = vscode.l10n.t("The setting azureVmBackup.rules: {0}", untold.join(" "));
    // Not awaited: the message stays until the user closes it.
    void vscode.window.showWarningMessage(message, openSettings).then((chosen) => {
      if (chosen === openSettings) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "azureVmBackup.rules");
      }
    });
  }
}
