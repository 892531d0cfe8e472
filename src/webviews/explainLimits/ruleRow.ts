import * as l10n from "@vscode/l10n";
import { button, element, externalLink } from "../shared/element";
import type { CitedSource, ExplainedRule, LimitsGuide, MatrixCell, RuleSetting } from "./messages";

/** The id of a rule's row, for links within the page. */
export function rowId(code: string): string {
  return `rule-${code}`;
}

const signs: Readonly<Record<MatrixCell["supported"], string>> = {
  yes: "✓",
  no: "✕",
  conditional: "!",
  unmentioned: "–",
};

function supportWord(supported: MatrixCell["supported"]): string {
  switch (supported) {
    case "yes":
      return l10n.t("Supported");
    case "no":
      return l10n.t("Not supported");
    case "conditional":
      return l10n.t("With conditions");
    case "unmentioned":
      return l10n.t("Not mentioned");
  }
}

function severityWord(severity: MatrixCell["severity"] | "off"): string {
  switch (severity) {
    case "error":
      return l10n.t("Error");
    case "warning":
      return l10n.t("Warning");
    case "information":
      return l10n.t("Information");
    case "hint":
      return l10n.t("Hint");
    case "none":
      return l10n.t("No finding");
    case "off":
      return l10n.t("Off");
  }
}

function sourceList(sources: readonly CitedSource[]): HTMLElement {
  return element(
    "ul",
    { class: "sources" },
    ...sources.map((source) =>
      element(
        "li",
        {},
        externalLink(source.title, source.url),
        source.date === undefined ? ` (${l10n.t("no date shown")})` : ` (${source.date})`,
      ),
    ),
  );
}

/** The name of a matrix above its column; a narrow panel shows it in each cell. */
export function columnTitle(limits: LimitsGuide["inForce"], inForce: LimitsGuide["inForce"]): string {
  const name = limits === "current" ? l10n.t("Today") : l10n.t("October 2015");
  return limits === inForce ? l10n.t("{0} (in force)", name) : name;
}

function cellView(cell: MatrixCell, column: string, isInForce: boolean): HTMLElement {
  const { supported, severity, value, statement, sources, contradiction } = cell;
  const grave = severity === "none" ? undefined : ` · ${severityWord(severity)}`;
  return element(
    "td",
    { class: isInForce ? "in-force" : undefined, "data-column": column },
    element(
      "p",
      {},
      element(
        "span",
        { class: `badge ${supported}` },
        element("span", { "aria-hidden": "true", class: "sign" }, signs[supported]),
        ` ${supportWord(supported)}`,
      ),
      grave,
    ),
    value === undefined ? undefined : element("p", { class: "value" }, l10n.t("Value: {0}", value)),
    element("p", {}, statement),
    contradiction === undefined
      ? undefined
      : element(
          "div",
          { class: "disputed" },
          element("p", {}, element("strong", {}, l10n.t("The sources disagree.")), ` ${contradiction.statement}`),
          sourceList(contradiction.sources),
        ),
    sourceList(sources),
  );
}

function settingView({ severity, value }: RuleSetting): HTMLElement {
  const parts = [
    value === undefined ? undefined : l10n.t("the number is {0}", value),
    severity === undefined ? undefined : l10n.t("the severity is {0}", severityWord(severity)),
  ].filter((part) => part !== undefined);
  return element("p", { class: "setting" }, l10n.t("In your settings: {0}.", parts.join(", ")));
}

/** One rule as a row: what it is, then what each matrix says. */
export function ruleRow(
  rule: ExplainedRule,
  inForce: LimitsGuide["inForce"],
  openRule: (code: string) => void,
): HTMLElement {
  const open = button(l10n.t("Read More"), () => openRule(rule.code), { kind: "link" });
  open.setAttribute("aria-label", l10n.t("Read more about {0}", rule.title));
  return element(
    "tr",
    { id: rowId(rule.code) },
    element(
      "th",
      { scope: "row", tabindex: -1 },
      element("span", { class: "title" }, rule.title),
      element("code", {}, rule.code),
      rule.setting === undefined ? undefined : settingView(rule.setting),
      element("p", { class: "help" }, rule.what),
      element(
        "details",
        {},
        element("summary", {}, l10n.t("Why, and what to do")),
        element("p", {}, rule.why),
        element("p", {}, element("strong", {}, l10n.t("What to do:")), ` ${rule.fix}`),
        open,
      ),
    ),
    cellView(rule.october2015, columnTitle("2015-10", inForce), inForce === "2015-10"),
    cellView(rule.current, columnTitle("current", inForce), inForce === "current"),
  );
}
