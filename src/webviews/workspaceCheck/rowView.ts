import * as l10n from "@vscode/l10n";
import type { Verdict } from "../../limits/check/verdict";
import { button, element } from "../shared/element";
import type { WorkspaceRow } from "./messages";
import type { Column } from "./rowOrder";

/** What stands above a column. */
export function columnTitle(column: Column): string {
  switch (column) {
    case "template":
      return l10n.t("Template");
    case "parameterFile":
      return l10n.t("Parameter file");
    case "vm":
      return l10n.t("VM");
    case "verdict":
      return l10n.t("Verdict");
    case "conditions":
      return l10n.t("Conditions");
    case "findings":
      return l10n.t("Findings");
  }
}

/** The verdict in words; with the sign it says without any colour what the colour says. */
export function verdictWord(kind: Verdict["kind"]): string {
  switch (kind) {
    case "protectable":
      return l10n.t("Protectable");
    case "protectable-if":
      return l10n.t("Protectable if …");
    case "not-protectable":
      return l10n.t("Not protectable");
    case "cannot-tell":
      return l10n.t("Cannot tell");
  }
}

const signs: Readonly<Record<Verdict["kind"], string>> = {
  protectable: "✓",
  "protectable-if": "!",
  "not-protectable": "✕",
  "cannot-tell": "?",
};

/** A verdict as a word with a sign. */
export function verdictBadge(kind: Verdict["kind"]): HTMLElement {
  return element(
    "span",
    { class: `badge ${kind}` },
    element("span", { "aria-hidden": "true", class: "sign" }, signs[kind]),
    ` ${verdictWord(kind)}`,
  );
}

/** One machine as a row; its template is a button that opens it there. */
export function rowView(row: WorkspaceRow, open: (row: WorkspaceRow) => void): HTMLElement {
  const { template, parameterFile, vm, verdict, conditions, findings } = row;
  // A narrow panel shows the columns below one another, each with its title.
  const cell = (column: Column, content: HTMLElement | string): HTMLElement =>
    element("td", { class: column, "data-column": columnTitle(column) }, content);
  return element(
    "tr",
    { class: verdict },
    cell(
      "template",
      button(template, () => open(row), { kind: "link" }),
    ),
    cell("parameterFile", parameterFile ?? "–"),
    element("th", { scope: "row", "data-column": columnTitle("vm") }, vm ?? l10n.t("(whole template)")),
    cell("verdict", verdict === undefined ? "–" : verdictBadge(verdict)),
    cell(
      "conditions",
      conditions.length === 0
        ? "–"
        : element("ul", { class: "conditions" }, ...conditions.map((sentence) => element("li", {}, sentence))),
    ),
    cell("findings", String(findings)),
  );
}
