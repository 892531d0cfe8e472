import * as l10n from "@vscode/l10n";
import { Announcer } from "../shared/announcer";
import type { WebviewApi } from "../shared/channel";
import { Channel } from "../shared/channel";
import { DelayedCall } from "../shared/delayedCall";
import { button, element } from "../shared/element";
import { isRecord } from "../shared/guards";
import { isToExplainPanel } from "./messages";
import type { FromExplainPanel, LimitsGuide, LimitsSubject, ToExplainPanel } from "./messages";
import { filtered } from "./ruleFilter";
import type { RuleKind } from "./ruleFilter";
import { columnTitle, rowId, ruleRow } from "./ruleRow";

/** Milliseconds without a key after which the list is made anew. */
const typingPause = 120;

const kinds: readonly RuleKind[] = ["all", "changed", "disputed", "set"];

function kindLabel(kind: RuleKind): string {
  switch (kind) {
    case "all":
      return l10n.t("All limits");
    case "changed":
      return l10n.t("Changed since October 2015");
    case "disputed":
      return l10n.t("Sources disagree");
    case "set":
      return l10n.t("Set in your settings");
  }
}

/** The page of *Explain Limits*: both support matrices side by side, to be searched and linked into. */
export class ExplainPanel {
  readonly #api: WebviewApi;
  readonly #channel: Channel<ToExplainPanel, FromExplainPanel>;
  readonly #announcer = new Announcer();
  readonly #delay = new DelayedCall(typingPause);
  readonly #search = element("input", { type: "text", id: "search", autocomplete: "off", spellcheck: "false" });
  readonly #subject = element("select", { id: "subject" });
  readonly #kind = element("select", { id: "kind" });
  readonly #inForce = element("p", { class: "note" });
  readonly #count = element("p", { class: "help", id: "count" });
  readonly #list = element("div", {});
  #guide: LimitsGuide | undefined;
  /** A rule to be shown once the guide is there. */
  #wanted: string | undefined;

  public constructor(root: HTMLElement, api: WebviewApi, state: unknown) {
    this.#api = api;
    this.#channel = new Channel(api, isToExplainPanel);
    this.#restore(state);
    root.replaceChildren(
      element("h1", {}, l10n.t("Limits of Azure VM backup, then and now")),
      this.#inForce,
      element(
        "div",
        { class: "filters", role: "search" },
        element("div", { class: "wide" }, element("label", { for: "search" }, l10n.t("Search")), this.#search),
        element("div", {}, element("label", { for: "subject" }, l10n.t("Subject")), this.#subject),
        element("div", {}, element("label", { for: "kind" }, l10n.t("Show")), this.#kind),
      ),
      this.#count,
      this.#list,
      this.#announcer.element,
    );
    this.#kind.append(...kinds.map((kind) => element("option", { value: kind }, kindLabel(kind))));
    this.#listen();
    this.#channel.post({ kind: "ready" });
  }

  #restore(state: unknown): void {
    const kept = isRecord(state) ? state : {};
    this.#search.value = typeof kept["text"] === "string" ? kept["text"] : "";
    this.#wanted = typeof kept["code"] === "string" ? kept["code"] : undefined;
    // Where a link led to counts once: a page that comes back after a reload begins at its top.
    this.#api.setState({ text: this.#search.value });
  }

  #listen(): void {
    this.#search.addEventListener("input", () => this.#delay.schedule(() => this.#draw()));
    this.#search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.#search.value = "";
        this.#draw();
      }
    });
    this.#subject.addEventListener("change", () => this.#draw());
    this.#kind.addEventListener("change", () => this.#draw());
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === "/" && !isTyping) {
        event.preventDefault();
        this.#search.focus();
      }
    });
    this.#channel.listen((message) => this.#receive(message));
  }

  #receive(message: ToExplainPanel): void {
    if (message.kind === "show") {
      this.#wanted = message.code;
    } else {
      this.#take(message.guide);
    }
    this.#draw();
  }

  #take(guide: LimitsGuide): void {
    this.#guide = guide;
    const chosen = this.#subject.value;
    this.#subject.replaceChildren(
      element("option", { value: "" }, l10n.t("All subjects")),
      ...guide.subjects.map(({ id, title }) => element("option", { value: id }, title)),
    );
    this.#subject.value = chosen;
    const name = guide.inForce === "current" ? l10n.t("Today") : l10n.t("October 2015");
    this.#inForce.replaceChildren(
      l10n.t("In force: {0}.", name),
      " ",
      button(l10n.t("Switch Limits"), () => this.#channel.post({ kind: "switchLimits" }), { kind: "link" }),
      button(l10n.t("Rule Settings"), () => this.#channel.post({ kind: "openSettings" }), { kind: "link" }),
    );
  }

  #draw(): void {
    const guide = this.#guide;
    if (guide === undefined) {
      return;
    }
    const wanted = this.#wanted;
    if (wanted !== undefined) {
      // A filter must not hide what a link leads to.
      this.#search.value = "";
      this.#subject.value = "";
      this.#kind.value = "all";
    }
    this.#api.setState({ text: this.#search.value });
    const kind = kinds.find((one) => one === this.#kind.value) ?? "all";
    const subjects = filtered(guide, { text: this.#search.value, subject: this.#subject.value, kind });
    const shown = subjects.reduce((sum, { rules }) => sum + rules.length, 0);
    const all = guide.subjects.reduce((sum, { rules }) => sum + rules.length, 0);
    const count = shown === 0 ? l10n.t("No limit fits the filter.") : l10n.t("{0} of {1} limits", shown, all);
    this.#count.textContent = count;
    this.#announcer.say(count);
    this.#list.replaceChildren(...subjects.map((subject) => this.#table(subject, guide)));
    if (wanted !== undefined) {
      this.#wanted = undefined;
      this.#bringIntoView(wanted);
    }
  }

  #table({ id, title, rules }: LimitsSubject, { inForce }: LimitsGuide): HTMLElement {
    const heading = `subject-${id}`;
    const column = (limits: LimitsGuide["inForce"]): HTMLElement =>
      element("th", { scope: "col", class: limits === inForce ? "in-force" : undefined }, columnTitle(limits, inForce));
    return element(
      "section",
      { "aria-labelledby": heading },
      element("h2", { id: heading }, title),
      element(
        "table",
        { "aria-labelledby": heading },
        element(
          "thead",
          {},
          element("tr", {}, element("th", { scope: "col" }, l10n.t("Limit")), column("2015-10"), column("current")),
        ),
        element(
          "tbody",
          {},
          ...rules.map((rule) => ruleRow(rule, inForce, (code) => this.#channel.post({ kind: "openRule", code }))),
        ),
      ),
    );
  }

  #bringIntoView(code: string): void {
    const row = document.getElementById(rowId(code));
    row?.classList.add("target");
    row?.scrollIntoView({ block: "center" });
    // The screen reader goes on reading from there.
    row?.querySelector("th")?.focus({ preventScroll: true });
  }
}
