import * as l10n from "@vscode/l10n";
import { Announcer } from "../shared/announcer";
import { button, element } from "../shared/element";
import { emptyForm, neighbour, planOf, resourceGroupOf, stepIds } from "./formState";
import type { FormState, StepId } from "./formState";
import type { FromVaultPanel, SubscriptionChoice, ToVaultPanel } from "./messages";
import { NameCheck } from "./nameCheck";
import { regionStep, resourceGroupStep, subscriptionStep } from "./placeSteps";
import type { Places, StepContext, StepView } from "./stepView";
import { nameStep, redundancyStep, reviewStep } from "./vaultSteps";

const views: Readonly<Record<StepId, (context: StepContext) => StepView>> = {
  subscription: subscriptionStep,
  region: regionStep,
  resourceGroup: resourceGroupStep,
  name: nameStep,
  redundancy: redundancyStep,
  review: reviewStep,
};

function stepTitle(step: StepId): string {
  switch (step) {
    case "subscription":
      return l10n.t("Subscription");
    case "region":
      return l10n.t("Region");
    case "resourceGroup":
      return l10n.t("Resource group");
    case "name":
      return l10n.t("Name");
    case "redundancy":
      return l10n.t("Storage redundancy");
    case "review":
      return l10n.t("Review");
  }
}

interface WizardOptions {
  readonly subscriptions: readonly SubscriptionChoice[];
  readonly form: FormState | undefined;
  readonly preselected: string | undefined;
  readonly location: string | undefined;
  readonly post: (message: FromVaultPanel) => void;
  /** Keeps the form, so that it survives a reload. */
  readonly keep: (form: FormState) => void;
}

/** The form of the *Create vault* panel: one step at a time, nothing is made before the last one. */
export class Wizard {
  public readonly element: HTMLElement = element("form", { class: "wizard", novalidate: true });
  readonly #options: WizardOptions;
  readonly #nameCheck: NameCheck;
  readonly #announcer = new Announcer();
  readonly #error = element("p", { class: "problem", role: "alert", id: "step-error" });
  #form: FormState;
  #places: Places = { kind: "loading" };
  #step: StepView | undefined;
  #goOnWhenChecked = false;

  public constructor(options: WizardOptions) {
    this.#options = options;
    const only = options.subscriptions.length === 1 ? options.subscriptions[0]?.subscriptionId : undefined;
    this.#form = options.form ?? {
      ...emptyForm,
      subscriptionId: options.preselected ?? only ?? "",
      location: options.location ?? "",
    };
    if (!options.subscriptions.some((one) => one.subscriptionId === this.#form.subscriptionId)) {
      // Somebody else signed in since, or the subscription is no longer chosen.
      this.#form = { ...this.#form, subscriptionId: "", step: "subscription", location: "", existingResourceGroup: "" };
    }
    this.#nameCheck = new NameCheck(options.post, () => this.#nameChanged());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#goOn();
    });
    if (this.#form.subscriptionId !== "") {
      this.#loadPlaces();
    }
    if (stepIds.indexOf(this.#form.step) >= stepIds.indexOf("name")) {
      this.#checkName();
    }
    this.#draw(false);
  }

  /** Takes what the extension says while the form is open. */
  public receive(message: ToVaultPanel): void {
    switch (message.kind) {
      case "places":
        this.#setPlaces(message.subscriptionId, message);
        break;
      case "placesFailed":
        this.#setPlaces(message.subscriptionId, { kind: "failed", message: message.message });
        break;
      case "nameChecked":
        this.#nameCheck.answer(message);
        break;
      case "createFailed":
        this.#error.textContent = message.message;
        break;
      case "form":
      case "creating":
      case "vault":
      case "failed":
        break;
    }
  }

  public dispose(): void {
    this.#nameCheck.stop();
  }

  #setPlaces(subscriptionId: string, places: Places | Extract<ToVaultPanel, { readonly kind: "places" }>): void {
    if (subscriptionId !== this.#form.subscriptionId) {
      return;
    }
    this.#places = places.kind === "places" ? { ...places, kind: "loaded" } : places;
    if (this.#form.step === "region" || this.#form.step === "resourceGroup" || this.#form.step === "review") {
      this.#draw(true);
      this.#announcer.say(places.kind === "failed" ? places.message : l10n.t("Azure has answered."));
    }
  }

  #loadPlaces(): void {
    this.#places = { kind: "loading" };
    this.#options.post({ kind: "loadPlaces", subscriptionId: this.#form.subscriptionId });
  }

  #change(change: Partial<FormState>): void {
    const before = this.#form;
    this.#form = { ...before, ...change };
    this.#error.textContent = "";
    this.#goOnWhenChecked = false;
    this.#options.keep(this.#form);
    if (this.#form.subscriptionId !== before.subscriptionId) {
      this.#loadPlaces();
    }
    if (this.#form.name !== before.name) {
      this.#checkName();
    }
  }

  #checkName(): void {
    const { subscriptionId, location, name } = this.#form;
    this.#nameCheck.check({ subscriptionId, location, name, resourceGroup: resourceGroupOf(this.#form) });
  }

  #nameChanged(): void {
    this.#step?.nameChanged?.();
    const kind = this.#nameCheck.status.kind;
    if (this.#goOnWhenChecked && kind !== "checking") {
      this.#goOnWhenChecked = false;
      this.#goOn();
    }
  }

  #goOn(): void {
    const problem = this.#step?.problem();
    if (problem !== undefined) {
      this.#error.textContent = problem;
      return;
    }
    if (this.#step?.waiting?.() === true) {
      this.#goOnWhenChecked = true;
      this.#announcer.say(l10n.t("Waiting for Azure to check the name."));
      return;
    }
    if (this.#form.step === "review") {
      this.#options.post({ kind: "create", plan: planOf(this.#form) });
      return;
    }
    this.#goTo(neighbour(this.#form.step, 1));
  }

  #goTo(step: StepId): void {
    this.#change({ step });
    if (step === "name") {
      // The resource group or the region may be another one than when the name was checked last.
      this.#checkName();
    }
    this.#draw(true);
  }

  #draw(moveFocus: boolean): void {
    const step = this.#form.step;
    this.#step = views[step]({
      form: () => this.#form,
      change: (change) => this.#change(change),
      subscriptions: this.#options.subscriptions,
      places: () => this.#places,
      reloadPlaces: () => {
        this.#loadPlaces();
        this.#draw(true);
      },
      nameStatus: () => this.#nameCheck.status,
    });
    const heading = element("h2", { tabindex: -1, id: "step-heading" }, stepTitle(step));
    this.#error.textContent = "";
    this.element.replaceChildren(
      this.#progress(),
      element("section", { "aria-labelledby": "step-heading" }, heading, ...this.#step.content),
      this.#error,
      this.#navigation(),
      this.#announcer.element,
    );
    if (moveFocus) {
      heading.focus();
    }
  }

  #progress(): HTMLElement {
    const current = stepIds.indexOf(this.#form.step);
    const items = stepIds.map((step, index) => {
      const isCurrent = index === current;
      const label = element("span", {}, `${index + 1}. ${stepTitle(step)}`);
      const content =
        index < current ? button(`${index + 1}. ${stepTitle(step)}`, () => this.#goTo(step), { kind: "link" }) : label;
      return element(
        "li",
        { class: isCurrent ? "current" : undefined, "aria-current": isCurrent ? "step" : undefined },
        content,
      );
    });
    return element("nav", { "aria-label": l10n.t("Steps") }, element("ol", { class: "steps" }, ...items));
  }

  #navigation(): HTMLElement {
    const step = this.#form.step;
    const back = step === "subscription" ? undefined : button(l10n.t("Back"), () => this.#goTo(neighbour(step, -1)));
    const next = element(
      "button",
      { type: "submit", class: "button primary", "aria-describedby": "step-error" },
      step === "review" ? l10n.t("Create Vault") : l10n.t("Next"),
    );
    return element("div", { class: "buttons" }, back, next);
  }
}
