import * as l10n from "@vscode/l10n";
import { Announcer } from "../shared/announcer";
import type { WebviewApi } from "../shared/channel";
import { Channel } from "../shared/channel";
import { DelayedCall } from "../shared/delayedCall";
import { button, element } from "../shared/element";
import { isRecord } from "../shared/guards";
import { isToWorkspacePanel, verdictKinds } from "./messages";
import type { FromWorkspacePanel, ToWorkspacePanel, WorkspaceRow, WorkspaceSummary } from "./messages";
import { arranged, columns } from "./rowOrder";
import type { Column, RowOrder } from "./rowOrder";
import { columnTitle, rowView, verdictBadge, verdictWord } from "./rowView";

/** So many rows are drawn at once: thousands would make the page slow. */
const rowsAtOnce = 300;

/** Milliseconds without a key after which the table is made anew. */
const typingPause = 120;

/** The page of *Check Workspace*: every machine of every template with its verdict. */
export class WorkspacePanel {
  readonly #api: WebviewApi;
  readonly #channel: Channel<ToWorkspacePanel, FromWorkspacePanel>;
  readonly #announcer = new Announcer();
  readonly #delay = new DelayedCall(typingPause);
  readonly #search = element("input", { type: "text", id: "search", autocomplete: "off", spellcheck: "false" });
  readonly #verdict = element("select", { id: "verdict" });
  readonly #content = element("div", {});
  readonly #count = element("p", { class: "help", id: "count" });
  readonly #body = element("tbody", {});
  readonly #more = element("div", { class: "buttons" });
  readonly #headers = new Map<Column, HTMLElement>();
  #summary: WorkspaceSummary | undefined;
  #order: RowOrder | undefined;
  #limit = rowsAtOnce;

  public constructor(root: HTMLElement, api: WebviewApi, state: unknown) {
    this.#api = api;
    this.#channel = new Channel(api, isToWorkspacePanel);
    const text = isRecord(state) ? state["text"] : undefined;
    this.#search.value = typeof text === "string" ? text : "";
    this.#api.setState({ text: this.#search.value });
    root.replaceChildren(
      element("h1", {}, l10n.t("Backup check of the workspace")),
      this.#content,
      this.#announcer.element,
    );
    this.#verdict.append(
      element("option", { value: "" }, l10n.t("All verdicts")),
      ...verdictKinds.map((kind) => element("option", { value: kind }, verdictWord(kind))),
    );
    this.#search.addEventListener("input", () => this.#delay.schedule(() => this.#narrow()));
    this.#verdict.addEventListener("change", () => this.#narrow());
    this.#channel.listen((message) => this.#receive(message));
    this.#channel.post({ kind: "ready" });
  }

  #receive(message: ToWorkspacePanel): void {
    if (message.kind === "none") {
      this.#content.replaceChildren(
        element("p", {}, l10n.t("The workspace has not been checked since this window was opened.")),
        element("div", { class: "buttons" }, this.#checkAgain()),
      );
      return;
    }
    const isFirst = this.#summary === undefined;
    this.#summary = message.summary;
    if (isFirst) {
      this.#content.replaceChildren(...this.#frame());
    }
    this.#tell(message.summary);
    this.#draw();
  }

  #checkAgain(): HTMLButtonElement {
    return button(l10n.t("Check Again"), () => this.#channel.post({ kind: "checkAgain" }));
  }

  /** What stays while the rows change. */
  #frame(): readonly HTMLElement[] {
    const headers = columns.map((column) => {
      const header = element(
        "th",
        { scope: "col", class: column },
        button(columnTitle(column), () => this.#sort(column), { kind: "link" }),
      );
      this.#headers.set(column, header);
      return header;
    });
    const save = (label: string, format: "markdown" | "csv"): HTMLButtonElement =>
      button(label, () => this.#channel.post({ kind: "export", format }));
    return [
      element("div", { id: "told" }),
      element(
        "div",
        { class: "buttons" },
        this.#checkAgain(),
        save(l10n.t("Export Markdown"), "markdown"),
        save(l10n.t("Export CSV"), "csv"),
      ),
      element(
        "div",
        { class: "filters", role: "search" },
        element("div", { class: "wide" }, element("label", { for: "search" }, l10n.t("Search")), this.#search),
        element("div", {}, element("label", { for: "verdict" }, l10n.t("Verdict")), this.#verdict),
      ),
      this.#count,
      element(
        "div",
        // Wide tables scroll: the keyboard has to be able to get there.
        { class: "scroll", tabindex: 0, role: "region", "aria-label": l10n.t("VMs and verdicts") },
        element("table", {}, element("thead", {}, element("tr", {}, ...headers)), this.#body),
      ),
      this.#more,
    ];
  }

  #tell({ rows, templates, skipped, isPartial, checkedAt, limits }: WorkspaceSummary): void {
    const counts = verdictKinds.flatMap((kind) => {
      const count = rows.filter(({ verdict }) => verdict === kind).length;
      return count === 0 ? [] : [element("li", {}, verdictBadge(kind), ` ${count}`)];
    });
    this.#content
      .querySelector("#told")
      ?.replaceChildren(
        element(
          "p",
          { class: "help" },
          templates === 1
            ? l10n.t("1 template, limits: {0}, checked at {1}.", limits, checkedAt)
            : l10n.t("{0} templates, limits: {1}, checked at {2}.", templates, limits, checkedAt),
        ),
        ...(isPartial
          ? [element("p", { class: "note" }, l10n.t("The check was stopped: some templates are missing here."))]
          : []),
        ...(counts.length === 0 ? [] : [element("ul", { class: "counts" }, ...counts)]),
        ...(skipped.length === 0
          ? []
          : [
              element(
                "details",
                {},
                element(
                  "summary",
                  {},
                  skipped.length === 1
                    ? l10n.t("1 file was left out")
                    : l10n.t("{0} files were left out", skipped.length),
                ),
                element("ul", {}, ...skipped.map((sentence) => element("li", {}, sentence))),
              ),
            ]),
      );
  }

  #sort(column: Column): void {
    this.#order = { column, descending: this.#order?.column === column && !this.#order.descending };
    this.#draw();
  }

  #narrow(): void {
    this.#limit = rowsAtOnce;
    this.#draw();
  }

  #draw(): void {
    const all = this.#summary?.rows ?? [];
    this.#api.setState({ text: this.#search.value });
    const rows = arranged(all, { text: this.#search.value, verdict: this.#verdict.value }, this.#order);
    for (const [column, header] of this.#headers) {
      const isSorted = this.#order?.column === column;
      header.setAttribute("aria-sort", isSorted ? (this.#order?.descending ? "descending" : "ascending") : "none");
    }
    const open = ({ uri, line }: WorkspaceRow): void => this.#channel.post({ kind: "open", uri, line });
    this.#body.replaceChildren(...rows.slice(0, this.#limit).map((row) => rowView(row, open)));
    const count =
      all.length === 0
        ? l10n.t("The workspace has no templates with virtual machines, vaults or policies.")
        : l10n.t("{0} of {1} rows", rows.length, all.length);
    this.#count.textContent = count;
    this.#announcer.say(count);
    const rest = rows.length - this.#limit;
    this.#more.replaceChildren(
      ...(rest > 0
        ? [
            button(l10n.t("Show {0} More", Math.min(rest, rowsAtOnce)), () => {
              this.#limit += rowsAtOnce;
              this.#draw();
            }),
          ]
        : []),
    );
  }
}
