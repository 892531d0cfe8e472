import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { AzureSession } from "../../../host/session";
import { waiting } from "../../../host/errors/azureErrorText";
import { Countdown } from "./countdown";

/**
 * Tells that Azure makes requests wait, whoever has sent them, and how long still: in the status bar, and in a sentence for
 * the view.
 */
export class WaitStatus implements vscode.Disposable {
  readonly #session: AzureSession;
  readonly #subscription: vscode.Disposable;
  readonly #item: vscode.StatusBarItem;
  readonly #countdown: Countdown;
  #text: string | undefined;
  #watched: AzureConnection | undefined;
  /** Counts the changes of the session: only the last one counts. */
  #turn = 0;
  #stopWatching: (() => void) | undefined;

  /** @param changed called whenever `text` has changed */
  public constructor(session: AzureSession, changed: () => void) {
    this.#session = session;
    this.#subscription = session.onDidChange(() => void this.#follow());
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

  public dispose(): void {
    this.#subscription.dispose();
    this.#stopWatching?.();
    this.#countdown.dispose();
    this.#item.dispose();
  }

  /** The waiting of an account goes with it. */
  async #follow(): Promise<void> {
    const { state } = this.#session;
    this.#turn += 1;
    const turn = this.#turn;
    let connection: AzureConnection | undefined;
    try {
      connection = state === "signedOut" || state === "signingIn" ? undefined : await this.#session.connection();
    } catch {
      // Whoever needs the connection says what is wrong with it.
    }
    if (turn !== this.#turn || connection === this.#watched) {
      return;
    }
    this.#stopWatching?.();
    this.#watched = connection;
    this.#countdown.set(undefined);
    this.#stopWatching = connection?.watchThrottling((until) => this.#countdown.set(until));
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
