import * as vscode from "vscode";
import type { Subscription } from "../../azure/models";
import { errorText, isAzureFailure } from "../../host/errors/azureErrorText";
import { subscriptionOf } from "../../host/resources/chosenSubscription";
import { isCancellation, OperationError } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import type { OpenOperations } from "../../host/operations/openOperations";
import { runWithProgress } from "../../host/operations/progress";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { sameId } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import type { Panel } from "../../host/webviews/webviewHost";
import type { FromVaultPanel, ToVaultPanel, VaultPlan } from "../../webviews/vaultSetup/messages";
import { createVault, finishVault, vaultIdOf } from "./createVault";
import { loadVaultPage } from "./loadVaultPage";
import { regionChoices } from "./regionChoices";
import type { VaultPanelState } from "./vaultPanelState";

/** What a panel needs of the rest. */
export interface VaultPanelServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly log: Pick<Log, "error">;
  /** Remembers the creation over a reload of the window. */
  readonly operations: Pick<OpenOperations, "during" | "former">;
  /** Runs another command of this extension. */
  readonly execute: (command: string, argument: unknown) => unknown;
  /** The form has become the page of this vault. */
  readonly onCreated: (vaultId: string) => void;
}

type Screen =
  | { readonly kind: "form" }
  /** The window was reloaded while this vault was being made. */
  | { readonly kind: "interrupted"; readonly plan: VaultPlan }
  | { readonly kind: "creating"; readonly plan: VaultPlan; stage: string; readonly cancel: AbortController }
  | { readonly kind: "vault"; readonly vaultId: string; readonly justCreated: boolean };

type NameQuestion = Extract<FromVaultPanel, { readonly kind: "checkName" }>;

/** Serves one vault panel: the form's questions, the creation, and the vault's page afterwards. */
export class VaultPanelServer implements vscode.Disposable {
  readonly #panel: Panel<FromVaultPanel, ToVaultPanel>;
  readonly #services: VaultPanelServices;
  readonly #proposed: { readonly subscriptionId: string | undefined; readonly location: string | undefined };
  readonly #subscriptions: vscode.Disposable;
  #screen: Screen;
  #nameCheck: AbortController | undefined;

  public constructor(panel: Panel<FromVaultPanel, ToVaultPanel>, state: VaultPanelState, services: VaultPanelServices) {
    this.#panel = panel;
    this.#services = services;
    this.#proposed =
      state.kind === "new"
        ? { subscriptionId: state.subscriptionId, location: state.location }
        : { subscriptionId: undefined, location: undefined };
    this.#screen = firstScreen(state);
    this.#subscriptions = vscode.Disposable.from(
      panel.onMessage((message) => this.#receive(message)),
      services.session.onDidChange(() => {
        // The creation goes on with the connection it has; everything else has to ask the new one.
        if (this.#screen.kind !== "creating") {
          void this.#show();
        }
      }),
      services.changes.onDidChange((id) => {
        if (this.#screen.kind === "vault" && sameId(id, this.#screen.vaultId)) {
          void this.#show();
        }
      }),
    );
  }

  public dispose(): void {
    this.#nameCheck?.abort();
    this.#subscriptions.dispose();
  }

  async #receive(message: FromVaultPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
      case "reload":
        await this.#show();
        break;
      case "loadPlaces":
        await this.#loadPlaces(message.subscriptionId);
        break;
      case "checkName":
        await this.#checkName(message);
        break;
      case "create":
        await this.#create(message.plan);
        break;
      case "cancel":
        if (this.#screen.kind === "creating") {
          this.#screen.cancel.abort();
        }
        break;
      case "protectVms":
        this.#runOnVault("azureVmBackup.protectVm");
        break;
      case "setRedundancy":
        this.#runOnVault("azureVmBackup.setStorageRedundancy");
        break;
      case "showJobs":
        this.#runOnVault("azureVmBackup.showJobs");
        break;
      case "openInPortal":
        this.#runOnVault("azureVmBackup.openInPortal");
        break;
    }
  }

  #runOnVault(command: string): void {
    if (this.#screen.kind === "vault") {
      // `vaultId` says which role the resource plays; `resourceId` is what every command of a tree node looks at.
      this.#services.execute(command, { vaultId: this.#screen.vaultId, resourceId: this.#screen.vaultId });
    }
  }

  async #show(): Promise<void> {
    const screen = this.#screen;
    if (screen.kind === "creating") {
      this.#panel.post({ kind: "creating", plan: screen.plan, stage: screen.stage });
      return;
    }
    if (this.#services.session.state === "signingIn") {
      // The page shows that it waits; the session's change comes back here.
      return;
    }
    try {
      await this.#showScreen(screen);
    } catch (error) {
      this.#fail(error, (message) => ({ kind: "failed", message }));
    }
  }

  #showScreen(screen: Exclude<Screen, { readonly kind: "creating" }>): Promise<void> {
    switch (screen.kind) {
      case "form":
        return this.#showForm();
      case "interrupted":
        return this.#goOn(screen);
      case "vault":
        return this.#showVault(screen.vaultId, screen.justCreated);
    }
  }

  async #showForm(): Promise<void> {
    // Throws the sentence "sign in first" when nobody is.
    await this.#services.session.connection();
    const subscriptions = this.#services.session.subscriptions;
    if (subscriptions.length === 0) {
      throw new OperationError(vscode.l10n.t("No subscriptions are selected. Select some, then try again."));
    }
    this.#panel.post({
      kind: "form",
      subscriptions: subscriptions.map(({ subscriptionId, name, tenantName }) => ({
        subscriptionId,
        name,
        tenantName,
      })),
      preselected: this.#proposed.subscriptionId,
      location: this.#proposed.location,
    });
  }

  async #showVault(vaultId: string, justCreated: boolean): Promise<void> {
    const { session } = this.#services;
    const connection = await session.connection();
    const vault = await loadVaultPage(connection, session.subscriptions, vaultId, justCreated, this.#panel.signal);
    this.#panel.setTitle(vault.name);
    this.#panel.post({ kind: "vault", vault });
  }

  async #loadPlaces(subscriptionId: string): Promise<void> {
    try {
      const subscription = this.#subscription(subscriptionId);
      const connection = await this.#services.session.connection();
      const options = { signal: this.#panel.signal };
      const [locations, counts, resourceGroups] = await Promise.all([
        connection.listLocations(subscription, options),
        connection.countVirtualMachines(subscription, options),
        connection.listResourceGroups(subscription, options),
      ]);
      const groups = [...resourceGroups].sort((a, b) => a.name.localeCompare(b.name));
      this.#panel.post({
        kind: "places",
        subscriptionId,
        regions: regionChoices(locations, counts),
        resourceGroups: groups,
      });
    } catch (error) {
      this.#fail(error, (message) => ({ kind: "placesFailed", subscriptionId, message }));
    }
  }

  async #checkName(question: NameQuestion): Promise<void> {
    this.#nameCheck?.abort();
    const check = new AbortController();
    this.#nameCheck = check;
    const answer = (result: "free" | "taken" | "unknown", message?: string): void =>
      this.#panel.post({ kind: "nameChecked", question: question.question, result, message });
    try {
      const subscription = this.#subscription(question.subscriptionId);
      const connection = await this.#services.session.connection();
      const signal = AbortSignal.any([check.signal, this.#panel.signal]);
      const verdict = await connection.checkVaultName(
        subscription,
        question.resourceGroup,
        question.location,
        question.name,
        { signal },
      );
      answer(verdict.ok ? "free" : "taken", verdict.message);
    } catch (error) {
      if (check.signal.aborted || isCancellation(error)) {
        return;
      }
      if (isAzureFailure(error) && error.kind === "notFound") {
        // The resource group does not exist yet, so no vault can have the name in it.
        answer("free");
        return;
      }
      answer("unknown", errorText(error).message);
    }
  }

  async #create(plan: VaultPlan): Promise<void> {
    if (this.#screen.kind !== "form") {
      return;
    }
    const { cancel, onStage } = this.#showCreating(plan);
    try {
      const subscription = this.#subscription(plan.subscriptionId);
      const connection = await this.#services.session.connection();
      const title = vscode.l10n.t("Creating the vault {0}", plan.name);
      const cancelSays = vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes.");
      const vault = await this.#services.operations.during({ title, resourceId: vaultIdOf(plan) }, (onAccepted) =>
        runWithProgress({ title, cancelSays }, (operation) =>
          createVault({
            connection,
            subscription,
            plan,
            signal: AbortSignal.any([operation.signal, cancel.signal]),
            onAccepted,
            onStage: (stage) => {
              operation.report(stage);
              onStage(stage);
            },
          }),
        ),
      );
      this.#becomePage(vault.id);
      this.#tellWhenUnseen(plan.name, vault.id);
    } catch (error) {
      await this.#backToForm(plan, error);
    }
  }

  /** Shows the creation that a reload of the window has interrupted: how it goes on, or what has become of it. */
  async #goOn(interrupted: Extract<Screen, { readonly kind: "interrupted" }>): Promise<void> {
    const { plan } = interrupted;
    const { session, operations } = this.#services;
    const connection = await session.connection();
    if (this.#screen !== interrupted) {
      // Shown twice at the same time: by the page, and by the session's change.
      return;
    }
    if (subscriptionOf(session, vaultIdOf(plan)) === undefined) {
      throw new OperationError(
        vscode.l10n.t("The vault {0} was being made in a subscription that is not selected. Select it.", plan.name),
      );
    }
    const { cancel, onStage } = this.#showCreating(plan);
    onStage(vscode.l10n.t("Creating the vault {0}…", plan.name));
    try {
      const former = operations.former(vaultIdOf(plan));
      cancel.signal.addEventListener("abort", () => former?.cancel());
      await former?.ended;
      const vault = await finishVault({ connection, plan, signal: cancel.signal, onStage });
      this.#becomePage(vault.id);
    } catch (error) {
      await this.#backToForm(plan, error);
    }
  }

  #showCreating(plan: VaultPlan): {
    readonly cancel: AbortController;
    readonly onStage: (stage: string) => void;
  } {
    const cancel = new AbortController();
    const screen = { kind: "creating" as const, plan, stage: "", cancel };
    this.#screen = screen;
    const onStage = (stage: string): void => {
      screen.stage = stage;
      this.#panel.post({ kind: "creating", plan, stage });
    };
    onStage(vscode.l10n.t("Asking Azure…"));
    return { cancel, onStage };
  }

  #becomePage(vaultId: string): void {
    this.#screen = { kind: "vault", vaultId, justCreated: true };
    this.#services.onCreated(vaultId);
    // Views list the vault now; this panel hears it too and shows the vault's page.
    this.#services.changes.announce(vaultId);
  }

  /** The form comes back as it was filled in, with the reason. */
  async #backToForm(plan: VaultPlan, error: unknown): Promise<void> {
    this.#screen = { kind: "form" };
    const cancelled = isCancellation(error);
    if (!cancelled) {
      this.#services.log.error(`Creating the vault ${plan.name}`, error);
    }
    await this.#show();
    const message = cancelled
      ? vscode.l10n.t("The waiting was stopped. Azure may still finish the vault; it then appears after a refresh.")
      : errorText(error).message;
    this.#panel.post({ kind: "createFailed", message });
    if (!cancelled && this.#panel.signal.aborted) {
      // Nobody is left to read it in the panel.
      throw error;
    }
  }

  #tellWhenUnseen(name: string, vaultId: string): void {
    if (!this.#panel.signal.aborted && this.#panel.visible()) {
      return;
    }
    const open = vscode.l10n.t("Show Vault");
    void vscode.window
      .showInformationMessage(vscode.l10n.t("The vault {0} has been created.", name), open)
      .then((chosen) => {
        if (chosen === open) {
          this.#services.execute("azureVmBackup.showVault", { resourceId: vaultId });
        }
      });
  }

  #subscription(subscriptionId: string): Subscription {
    const found = this.#services.session.subscriptions.find((one) => one.subscriptionId === subscriptionId);
    if (found === undefined) {
      throw new OperationError(vscode.l10n.t("This subscription is no longer selected; choose another one."));
    }
    return found;
  }

  #fail(error: unknown, asMessage: (sentence: string) => ToVaultPanel): void {
    if (isCancellation(error)) {
      return;
    }
    this.#services.log.error("Vault panel", error);
    this.#panel.post(asMessage(errorText(error).message));
  }
}

function firstScreen(state: VaultPanelState): Screen {
  if (state.kind === "vault") {
    return { kind: "vault", vaultId: state.vaultId, justCreated: false };
  }
  return state.creating === undefined ? { kind: "form" } : { kind: "interrupted", plan: state.creating };
}
