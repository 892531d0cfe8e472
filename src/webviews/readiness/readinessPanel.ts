import * as l10n from "@vscode/l10n";
import { Announcer } from "../shared/announcer";
import type { WebviewApi } from "../shared/channel";
import { Channel } from "../shared/channel";
import { button, element } from "../shared/element";
import { levelBadge, lineView } from "./lineView";
import { isToReadinessPanel } from "./messages";
import type {
  FromReadinessPanel,
  GuestCommand,
  ReadinessAction,
  ReadinessReport,
  ReadinessSection,
  ToReadinessPanel,
} from "./messages";

function actionLabel(action: ReadinessAction): string {
  switch (action) {
    case "protect":
      return l10n.t("Protect VM");
    case "backUp":
      return l10n.t("Back Up Now");
    case "switchLimits":
      return l10n.t("Switch Limits");
    case "openInPortal":
      return l10n.t("Open in Portal");
  }
}

/** The page of the *Agent check* panel: draws what the extension has found out about one VM. */
export class ReadinessPanel {
  readonly #root: HTMLElement;
  readonly #channel: Channel<ToReadinessPanel, FromReadinessPanel>;
  readonly #announcer = new Announcer();
  readonly #content = element("div", { class: "readiness" });
  /** Re-check was clicked: its button, redrawn, gets the focus back. */
  #refocus = false;

  public constructor(root: HTMLElement, api: WebviewApi, state: unknown) {
    this.#root = root;
    this.#channel = new Channel(api, isToReadinessPanel);
    api.setState(state);
    this.#root.replaceChildren(this.#content, this.#announcer.element);
    this.#content.append(
      element("h1", {}, l10n.t("VM readiness")),
      element("p", { class: "busy" }, l10n.t("Asking Azure…")),
    );
    this.#channel.listen((message) => this.#receive(message));
    this.#channel.post({ kind: "ready" });
  }

  #receive(message: ToReadinessPanel): void {
    switch (message.kind) {
      case "checking":
        this.#showChecking(message.vmName);
        break;
      case "report":
        this.#showReport(message.report);
        break;
      case "failed":
        this.#content.setAttribute("aria-busy", "false");
        this.#content.replaceChildren(
          element("h1", {}, l10n.t("Readiness of {0}", message.vmName)),
          element("p", { class: "problem", role: "alert" }, message.message),
          element("div", { class: "buttons" }, this.#recheckButton()),
        );
        this.#restoreFocus();
        break;
    }
  }

  #showChecking(vmName: string): void {
    this.#announcer.say(l10n.t("Checking {0}…", vmName));
    this.#content.setAttribute("aria-busy", "true");
    const old = this.#content.querySelector<HTMLButtonElement>("#recheck");
    if (old !== null) {
      // The last report stays readable while the new one is on its way.
      old.textContent = l10n.t("Checking…");
      old.setAttribute("aria-disabled", "true");
      return;
    }
    this.#content.replaceChildren(
      element("h1", {}, l10n.t("Readiness of {0}", vmName)),
      element("p", { class: "busy" }, l10n.t("Asking Azure…")),
    );
  }

  #showReport(report: ReadinessReport): void {
    this.#content.setAttribute("aria-busy", "false");
    this.#content.replaceChildren(
      element("h1", {}, l10n.t("Readiness of {0}", report.vmName)),
      element("p", { class: "help" }, report.details),
      element(
        "p",
        { class: `summary ${report.verdict.level}` },
        levelBadge(report.verdict.level),
        ` ${report.verdict.sentence}`,
      ),
      this.#buttons(report),
      ...report.sections.map((section) => this.#section(section)),
      element("p", { class: "help" }, l10n.t("Checked at {0}.", report.checkedAt)),
    );
    this.#announcer.say(report.verdict.sentence);
    this.#restoreFocus();
  }

  #buttons(report: ReadinessReport): HTMLElement {
    const main = report.actions.find((action) => action === "protect" || action === "backUp");
    return element(
      "div",
      { class: "buttons" },
      ...report.actions.map((action) =>
        button(actionLabel(action), () => this.#channel.post({ kind: "run", action }), {
          kind: action === main ? "primary" : action === "openInPortal" ? "link" : "secondary",
        }),
      ),
      this.#recheckButton(),
    );
  }

  #recheckButton(): HTMLButtonElement {
    const recheck = button(
      l10n.t("Re-check"),
      () => {
        if (recheck.getAttribute("aria-disabled") !== "true") {
          this.#refocus = true;
          this.#channel.post({ kind: "recheck" });
        }
      },
      { id: "recheck" },
    );
    return recheck;
  }

  #section(section: ReadinessSection): HTMLElement {
    const id = `section-${section.id}`;
    return element(
      "section",
      { "aria-labelledby": id },
      element("h2", { id }, section.title),
      section.note === undefined ? undefined : element("p", { class: "help" }, section.note),
      element(
        "ul",
        { class: "lines" },
        ...section.lines.map((line) => lineView(line, (command) => this.#copy(command))),
      ),
    );
  }

  #copy(command: GuestCommand): void {
    this.#channel.post({ kind: "copy", text: command.text });
    this.#announcer.say(l10n.t("Copied the command for {0}.", command.label));
  }

  #restoreFocus(): void {
    if (this.#refocus) {
      this.#refocus = false;
      this.#content.querySelector<HTMLButtonElement>("#recheck")?.focus();
    }
  }
}
