import * as l10n from "@vscode/l10n";
import { element } from "../shared/element";
import { resourceGroupOf } from "./formState";
import type { NameStatus } from "./nameCheck";
import { redundancies, redundancyDeadline, redundancyMeaning, redundancyName } from "./redundancyTexts";
import type { StepContext, StepView } from "./stepView";

function nameSentence(status: NameStatus): string {
  switch (status.kind) {
    case "problem":
      return status.message;
    case "checking":
      return l10n.t("Asking Azure whether the name is free…");
    case "free":
      return l10n.t("The name is free.");
    case "taken":
      return status.message ?? l10n.t("The name is taken; choose another one.");
    case "unknown":
      return l10n.t(
        "Azure could not say whether the name is free ({0}); it is checked again when the vault is created.",
        status.message ?? "",
      );
  }
}

/** Step 4: the vault's name, checked while typing. */
export function nameStep(context: StepContext): StepView {
  const input = element("input", {
    type: "text",
    id: "vault-name",
    value: context.form().name,
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": "name-help name-status",
  });
  const status = element("p", { id: "name-status", "aria-live": "polite" });
  const showStatus = (): void => {
    const current = context.nameStatus();
    // An empty field that nobody has touched yet needs no complaint.
    const untouched = input.value === "" && context.form().name === "";
    const bad = !untouched && (current.kind === "problem" || current.kind === "taken");
    status.className = bad ? "problem" : "help";
    status.textContent = untouched ? "" : nameSentence(current);
    input.setAttribute("aria-invalid", String(bad));
  };
  input.addEventListener("input", () => {
    context.change({ name: input.value });
    showStatus();
  });
  showStatus();
  return {
    content: [
      element("label", { for: "vault-name" }, l10n.t("Name of the vault")),
      input,
      element("p", { id: "name-help", class: "help" }, l10n.t("2 to 50 letters, digits and hyphens; a letter first.")),
      status,
    ],
    problem: () => {
      const current = context.nameStatus();
      return current.kind === "problem" || current.kind === "taken" ? nameSentence(current) : undefined;
    },
    waiting: () => context.nameStatus().kind === "checking",
    nameChanged: showStatus,
  };
}

/** Step 5: how the backups are stored. */
export function redundancyStep(context: StepContext): StepView {
  const choices = redundancies.map((redundancy) => {
    const id = `redundancy-${redundancy}`;
    const input = element("input", {
      type: "radio",
      name: "redundancy",
      id,
      checked: context.form().redundancy === redundancy,
    });
    input.addEventListener("change", () => {
      context.change({ redundancy });
    });
    const meaning = element("span", { class: "detail" }, redundancyMeaning(redundancy));
    return element(
      "div",
      { class: "choice" },
      input,
      element("label", { for: id }, redundancyName(redundancy), meaning),
    );
  });
  return {
    content: [
      element("fieldset", {}, element("legend", {}, l10n.t("How should Azure store the backups?")), ...choices),
      element("p", { class: "note" }, redundancyDeadline()),
      element("p", { class: "help" }, l10n.t("No storage account is needed: the vault brings its own storage.")),
    ],
    problem: () => undefined,
  };
}

/** Step 6: everything once more before anything is made. */
export function reviewStep(context: StepContext): StepView {
  const form = context.form();
  const places = context.places();
  const region = places.kind === "loaded" ? places.regions.find((one) => one.name === form.location) : undefined;
  const subscription = context.subscriptions.find((one) => one.subscriptionId === form.subscriptionId);
  const group = resourceGroupOf(form);
  const rows: readonly (readonly [string, string])[] = [
    [l10n.t("Name"), form.name],
    [l10n.t("Subscription"), subscription?.name ?? form.subscriptionId],
    [l10n.t("Region"), region?.displayName ?? form.location],
    [l10n.t("Resource group"), form.newResourceGroup ? l10n.t("{0} (new)", group) : group],
    [l10n.t("Redundancy"), redundancyName(form.redundancy)],
    [l10n.t("Storage account"), l10n.t("None needed: the vault brings its own storage")],
  ];
  const list = element("dl", { class: "facts" });
  for (const [term, value] of rows) {
    list.append(element("dt", {}, term), element("dd", {}, value));
  }
  return { content: [list, element("p", { class: "note" }, redundancyDeadline())], problem: () => undefined };
}
