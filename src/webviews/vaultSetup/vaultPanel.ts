import * as l10n from "@vscode/l10n";
import type { WebviewApi } from "../shared/channel";
import { Channel } from "../shared/channel";
import { button, element } from "../shared/element";
import { isRecord } from "../shared/guards";
import { isFormState } from "./formState";
import type { FormState } from "./formState";
import { isToVaultPanel } from "./messages";
import type { FromVaultPanel, ToVaultPanel } from "./messages";
import { vaultPageView } from "./vaultPageView";
import { Wizard } from "./wizard";

/** The page of the *Create vault* panel: the form, then its progress, then the vault's quick-start page. */
export class VaultPanel {
  readonly #root: HTMLElement;
  readonly #api: WebviewApi;
  readonly #channel: Channel<ToVaultPanel, FromVaultPanel>;
  #state: Readonly<Record<string, unknown>>;
  #wizard: Wizard | undefined;

  /** @param state what the extension opened the panel with, or what an earlier page kept */
  public constructor(root: HTMLElement, api: WebviewApi, state: unknown) {
    this.#root = root;
    this.#api = api;
    this.#state = isRecord(state) ? state : {};
    this.#channel = new Channel(api, isToVaultPanel);
    api.setState(this.#state);
    root.replaceChildren(
      element("h1", {}, l10n.t("Recovery Services vault")),
      element("p", { class: "busy", role: "status" }, l10n.t("Asking Azure…")),
    );
    this.#channel.listen((message) => this.#receive(message));
    this.#channel.post({ kind: "ready" });
  }

  #receive(message: ToVaultPanel): void {
    switch (message.kind) {
      case "form":
        this.#showForm(message);
        break;
      case "creating":
        this.#showCreating(message);
        break;
      case "vault":
        this.#leaveForm();
        this.#keep({ kind: "vault", vaultId: message.vault.id, name: message.vault.name });
        this.#root.replaceChildren(vaultPageView(message.vault, (answer) => this.#channel.post(answer)));
        this.#focus("page-heading");
        break;
      case "failed":
        this.#leaveForm();
        this.#root.replaceChildren(
          element("h1", {}, l10n.t("Recovery Services vault")),
          element("p", { class: "problem", role: "alert" }, message.message),
          button(l10n.t("Retry"), () => this.#channel.post({ kind: "reload" })),
        );
        break;
      case "places":
      case "placesFailed":
      case "nameChecked":
      case "createFailed":
        this.#wizard?.receive(message);
        break;
    }
  }

  #showForm(message: Extract<ToVaultPanel, { readonly kind: "form" }>): void {
    this.#leaveForm();
    this.#keep({ ...this.#state, creating: undefined });
    const kept: unknown = this.#state["form"];
    const wizard = new Wizard({
      subscriptions: message.subscriptions,
      preselected: message.preselected,
      location: message.location,
      form: isFormState(kept) ? kept : undefined,
      post: (answer) => this.#channel.post(answer),
      keep: (form: FormState) => this.#keep({ ...this.#state, form }),
    });
    this.#wizard = wizard;
    this.#root.replaceChildren(
      element("h1", {}, l10n.t("Create a Recovery Services vault")),
      element(
        "p",
        { class: "help" },
        l10n.t(
          "A vault stores the backups of the VMs of one region. It brings its own storage: no storage account is needed.",
        ),
      ),
      wizard.element,
    );
  }

  #showCreating(message: Extract<ToVaultPanel, { readonly kind: "creating" }>): void {
    this.#leaveForm();
    // After a reload of the window, the extension knows by it that the form has been sent.
    this.#keep({ ...this.#state, creating: message.plan });
    this.#root.replaceChildren(
      element("h1", { tabindex: -1, id: "page-heading" }, l10n.t("Creating the vault {0}", message.plan.name)),
      element("p", { class: "busy", role: "status" }, message.stage),
      element("p", { class: "help" }, l10n.t("Cancel stops the waiting. What Azure has begun, Azure finishes.")),
      button(l10n.t("Cancel"), () => this.#channel.post({ kind: "cancel" })),
    );
    this.#focus("page-heading");
  }

  #leaveForm(): void {
    this.#wizard?.dispose();
    this.#wizard = undefined;
  }

  #keep(state: Readonly<Record<string, unknown>>): void {
    this.#state = state;
    this.#api.setState(state);
  }

  #focus(id: string): void {
    document.getElementById(id)?.focus();
  }
}
