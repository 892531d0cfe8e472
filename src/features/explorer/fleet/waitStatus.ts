import * as vscode from "vscode";
import { waiting } from "../../../host/errors/azureErrorText";
import { Countdown } from "./countdown";

/** Tells that Azure makes requests wait, and how long still: in the status bar, and in a sentence for the view. */
export class WaitStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #countdown: Countdown;
  #text: string | undefined;

  /** @param changed called whenever `text` has changed */
  public constructor(changed: () => void) {
    this.#item = vscode.window.createStatusBarItem("azureVmBackup.throttled", vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t("Azure VM Backup: waiting for Azure");
    this.#countdown = new Countdown(Date.now, (seconds) => {
      this.#show(seconds);
      changed();
    });
  }

  /** The sentence; undefined when nothing has to wait. */
  public get text(): string | undefined {
    return this.#text;
  }

  /** @param until milliseconds since 1970; undefined when requests go on */
  public set(until: number | undefined): void {
    this.#countdown.set(until);
  }

  public dispose(): void {
    this.#countdown.dispose();
    this.#item.dispose();
  }

  #show(seconds: number | undefined): void {
    if (seconds === undefined) {
      this.#text = undefined;
      this.#item.hide();
      return;
    }
    this.#text = vscode.l10n.t("Azure is receiving too many requests; going on in {0}.", waiting(seconds));
    this.#item.text = `$(watch) ${vscode.l10n.t("Azure: {0}", waiting(seconds))}`;
    this.#item.tooltip = this.#text;
    this.#item.show();
  }
}
