import * as vscode from "vscode";
import { errorText } from "../../host/errors/azureErrorText";
import { isCancellation } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { sameId, subscriptionIdOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import type { Settings } from "../../host/settings";
import type { Panel } from "../../host/webviews/webviewHost";
import type { FromReadinessPanel, ReadinessAction, ToReadinessPanel } from "../../webviews/readiness/messages";
import type { estateOfAzure } from "../../limits/fromAzure";
import { loadReadiness } from "./loadReadiness";
import type { AzureFacts } from "./loadReadiness";
import type { readinessReport } from "./readinessReport";
import type { withLimits } from "./withLimits";

/** What a panel is opened with, and what its page keeps over a reload of the window. */
export interface ReadinessState {
  readonly vmId: string;
  readonly vmName: string;
}

/** Whether what VS Code has kept of a panel says which VM it is of. */
export function isReadinessState(value: unknown): value is ReadinessState {
  return (
    typeof value === "object" &&
    value !== null &&
    "vmId" in value &&
    typeof value.vmId === "string" &&
    "vmName" in value &&
    typeof value.vmName === "string"
  );
}

/** What needs the rules, which are in a bundle of their own. */
export interface ReadinessRules {
  readonly estateOfAzure: typeof estateOfAzure;
  readonly withLimits: typeof withLimits;
  readonly readinessReport: typeof readinessReport;
}

/** What a panel needs of the rest. */
export interface ReadinessServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly settings: Settings;
  readonly log: Pick<Log, "error">;
  readonly now: () => Date;
  readonly loadRules: () => Promise<ReadinessRules>;
  readonly execute: (command: string, argument?: unknown) => unknown;
}

const commandOf: Readonly<Record<ReadinessAction, string>> = {
  protect: "azureVmBackup.protectVm",
  backUp: "azureVmBackup.backUpNow",
  switchLimits: "azureVmBackup.switchLimits",
  openInPortal: "azureVmBackup.openInPortal",
};

/** Serves one readiness panel: checks when asked, when the VM changes and when the account does. */
export class ReadinessServer implements vscode.Disposable {
  readonly #panel: Panel<FromReadinessPanel, ToReadinessPanel>;
  readonly #state: ReadinessState;
  readonly #services: ReadinessServices;
  readonly #subscriptions: vscode.Disposable;
  #running: AbortController | undefined;
  #facts: { readonly azure: AzureFacts; readonly rules: ReadinessRules } | undefined;

  public constructor(
    panel: Panel<FromReadinessPanel, ToReadinessPanel>,
    state: ReadinessState,
    services: ReadinessServices,
  ) {
    this.#panel = panel;
    this.#state = state;
    this.#services = services;
    this.#subscriptions = vscode.Disposable.from(
      panel.onMessage((message) => this.#receive(message)),
      services.session.onDidChange(() => void this.#check()),
      services.settings.onDidChange("limits", () => this.#postReport()),
      services.settings.onDidChange("rules", () => this.#postReport()),
      services.changes.onDidChange((id) => {
        if (sameId(id, state.vmId)) {
          void this.#check();
        }
      }),
    );
  }

  public dispose(): void {
    this.#running?.abort();
    this.#subscriptions.dispose();
  }

  async #receive(message: FromReadinessPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
        // A page that was hidden comes back empty: it gets the last report at once.
        if (this.#facts === undefined) {
          await this.#check();
        } else {
          this.#postReport();
        }
        break;
      case "recheck":
        await this.#check();
        break;
      case "run":
        await this.#services.execute(commandOf[message.action], { resourceId: this.#state.vmId });
        break;
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        break;
    }
  }

  async #check(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { vmId, vmName } = this.#state;
    this.#panel.post({ kind: "checking", vmName });
    if (this.#services.session.state === "signingIn") {
      // The session's change comes back here.
      return;
    }
    try {
      const connection = await this.#services.session.connection();
      const rules = await this.#services.loadRules();
      const { now } = this.#services;
      const azure = await loadReadiness(connection, vmId, { now, estateOf: rules.estateOfAzure }, running.signal);
      if (!running.signal.aborted) {
        this.#facts = { azure, rules };
        this.#postReport();
      }
    } catch (error) {
      if (running.signal.aborted || isCancellation(error)) {
        return;
      }
      this.#facts = undefined;
      this.#services.log.error(`Readiness of ${vmName}`, error);
      this.#panel.post({ kind: "failed", vmName, message: errorText(error).message });
    }
  }

  #postReport(): void {
    if (this.#facts === undefined) {
      return;
    }
    const subscriptionId = subscriptionIdOf(this.#state.vmId);
    const subscription = this.#services.session.subscriptions.find((one) => one.subscriptionId === subscriptionId);
    const { azure, rules } = this.#facts;
    const { settings } = this.#services;
    const facts = rules.withLimits(azure, { limits: settings.limits(), rules: settings.rules() }, subscription?.name);
    this.#panel.post({ kind: "report", report: rules.readinessReport(facts) });
  }
}
