import * as l10n from "@vscode/l10n";
import { button, element } from "../shared/element";
import type { Child } from "../shared/element";
import type { FromVaultPanel, VaultPage } from "./messages";
import { redundancyDeadline, redundancyMeaning, redundancyName } from "./redundancyTexts";

function stateSentence(vault: VaultPage): string {
  if (vault.provisioningState !== "Succeeded") {
    return l10n.t("Azure says of the vault: {0}.", vault.provisioningState);
  }
  return vault.justCreated
    ? l10n.t("The vault has been created and is listed as active.")
    : l10n.t("The vault is active.");
}

function redundancyPart(vault: VaultPage, post: (message: FromVaultPanel) => void): readonly Child[] {
  if (vault.redundancy === undefined) {
    return [
      element(
        "p",
        { class: "problem" },
        vault.redundancyProblem ?? l10n.t("Azure did not say how the vault stores its backups."),
      ),
      button(l10n.t("Retry"), () => post({ kind: "reload" })),
    ];
  }
  return [
    element("p", {}, element("strong", {}, redundancyName(vault.redundancy))),
    element("p", { class: "help" }, redundancyMeaning(vault.redundancy)),
    vault.locked
      ? element("p", { class: "note" }, l10n.t("It can no longer change: an item is or was protected in this vault."))
      : element("p", { class: "note" }, redundancyDeadline()),
    vault.locked ? undefined : button(l10n.t("Change Redundancy"), () => post({ kind: "setRedundancy" })),
  ];
}

function protectSentence(vault: VaultPage): string {
  switch (vault.virtualMachines) {
    case undefined:
      return l10n.t("The vault protects VMs of the region {0}.", vault.location);
    case 0:
      return l10n.t(
        "The subscription has no VMs in {0} yet; the vault protects only VMs of its own region.",
        vault.location,
      );
    case 1:
      return l10n.t("1 VM of the subscription is in {0}, the vault's region.", vault.location);
    default:
      return l10n.t(
        "{0} VMs of the subscription are in {1}, the vault's region.",
        vault.virtualMachines,
        vault.location,
      );
  }
}

function protectedSentence(vault: VaultPage): string | undefined {
  switch (vault.protectedItems) {
    case undefined:
      return undefined;
    case 0:
      return l10n.t("Nothing is protected in this vault yet.");
    case 1:
      return l10n.t("1 item is protected in this vault.");
    default:
      return l10n.t("{0} items are protected in this vault.", vault.protectedItems);
  }
}

function part(title: string, ...content: readonly Child[]): HTMLElement {
  return element("li", {}, element("h2", {}, title), ...content);
}

/** The quick-start page of a vault: what it is, and the next things to do, in order. */
export function vaultPageView(vault: VaultPage, post: (message: FromVaultPanel) => void): HTMLElement {
  const itemsSentence = protectedSentence(vault);
  return element(
    "div",
    { class: "vault-page" },
    element("h1", { tabindex: -1, id: "page-heading" }, vault.name),
    element("p", { class: "help" }, [vault.subscriptionName, vault.resourceGroup, vault.location].join(" · ")),
    element(
      "ol",
      { class: "quick-start" },
      part(
        l10n.t("The vault"),
        element("p", { role: "status" }, stateSentence(vault)),
        element(
          "p",
          { class: "help" },
          l10n.t("It brings its own storage: there is no storage account to choose or to pay for apart."),
        ),
      ),
      part(l10n.t("Storage redundancy"), ...redundancyPart(vault, post)),
      part(
        l10n.t("Protect VMs"),
        element("p", {}, protectSentence(vault)),
        itemsSentence === undefined ? undefined : element("p", {}, itemsSentence),
        button(l10n.t("Protect VMs"), () => post({ kind: "protectVms" }), { kind: "primary" }),
      ),
      part(
        l10n.t("Follow the backups"),
        element("p", {}, l10n.t("Every backup is a job; the Jobs view shows how far it is.")),
        element(
          "div",
          { class: "buttons" },
          button(l10n.t("Show Jobs"), () => post({ kind: "showJobs" })),
          button(l10n.t("Open in Portal"), () => post({ kind: "openInPortal" }), { kind: "link" }),
        ),
      ),
    ),
  );
}
