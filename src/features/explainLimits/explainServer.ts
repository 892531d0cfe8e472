import * as vscode from "vscode";
import type { Settings } from "../../host/settings";
import type { Panel } from "../../host/webviews/webviewHost";
import type { FromExplainPanel, ToExplainPanel } from "../../webviews/explainLimits/messages";
import type { limitsGuide } from "./limitsGuide";

/** What the page needs of the rest. */
export interface ExplainServices {
  readonly settings: Settings;
  /** The rules are in a bundle of their own. */
  readonly loadGuide: () => Promise<{ readonly limitsGuide: typeof limitsGuide }>;
}

/** Serves the page of *Explain Limits*: what the matrices say, and what the settings put in their place as they change. */
export class ExplainServer implements vscode.Disposable {
  readonly #panel: Panel<FromExplainPanel, ToExplainPanel>;
  readonly #services: ExplainServices;
  readonly #subscriptions: vscode.Disposable;
  /** Undefined until the page is there, which is when there is something to renew. */
  #guideOf: typeof limitsGuide | undefined;

  public constructor(panel: Panel<FromExplainPanel, ToExplainPanel>, services: ExplainServices) {
    this.#panel = panel;
    this.#services = services;
    this.#subscriptions = vscode.Disposable.from(
      panel.onMessage((message) => this.#receive(message)),
      services.settings.onDidChange("limits", () => this.#post()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("azureVmBackup.rules")) {
          this.#post();
        }
      }),
    );
  }

  /** Brings a rule into view. */
  public show(code: string): void {
    this.#panel.post({ kind: "show", code });
  }

  public dispose(): void {
    this.#subscriptions.dispose();
  }

  async #receive(message: FromExplainPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#guideOf = (await this.#services.loadGuide()).limitsGuide;
        this.#post();
        break;
      case "switchLimits":
        await vscode.commands.executeCommand("azureVmBackup.switchLimits");
        break;
      case "openRule":
        await vscode.commands.executeCommand("azureVmBackup.openRule", message.code);
        break;
      case "openSettings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "azureVmBackup.rules");
        break;
    }
  }

  #post(): void {
    if (this.#guideOf === undefined) {
      return;
    }
    const rules = vscode.workspace.getConfiguration("azureVmBackup").get<unknown>("rules");
    this.#panel.post({ kind: "guide", guide: this.#guideOf(this.#services.settings.limits(), rules) });
  }
}
