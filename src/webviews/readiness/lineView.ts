import * as l10n from "@vscode/l10n";
import { button, element, externalLink } from "../shared/element";
import type { GuestCommand, Level, ReadinessLine, SourceNote } from "./messages";

/** The word for a level; with the sign it says without any colour what the colour says. */
function levelWord(level: Level): string {
  switch (level) {
    case "ok":
      return l10n.t("OK");
    case "information":
      return l10n.t("Information");
    case "hint":
      return l10n.t("Hint");
    case "warning":
      return l10n.t("Warning");
    case "error":
      return l10n.t("Error");
    case "unknown":
      return l10n.t("Unknown");
  }
}

const signs: Readonly<Record<Level, string>> = {
  ok: "✓",
  information: "i",
  hint: "·",
  warning: "!",
  error: "✕",
  unknown: "?",
};

/** The level of a line as a word with a sign. */
export function levelBadge(level: Level): HTMLElement {
  return element(
    "span",
    { class: `badge ${level}` },
    element("span", { "aria-hidden": "true", class: "sign" }, signs[level]),
    ` ${levelWord(level)}`,
  );
}

function commandView(command: GuestCommand, copy: (command: GuestCommand) => void): HTMLElement {
  const copyButton = button(l10n.t("Copy"), () => copy(command));
  copyButton.setAttribute("aria-label", l10n.t("Copy the command for {0}", command.label));
  return element(
    "div",
    { class: "command" },
    element("p", { class: "help" }, command.label),
    // Long commands scroll: the keyboard has to be able to get there.
    element("pre", { tabindex: 0, role: "region", "aria-label": command.label }, element("code", {}, command.text)),
    copyButton,
  );
}

function sourceView(source: SourceNote): HTMLElement {
  return element(
    "li",
    {},
    element("span", { class: "verdict" }, source.verdict),
    " — ",
    externalLink(source.title, source.url),
    source.date === undefined ? undefined : ` (${source.date})`,
  );
}

/** One line of the report: level, what was found, what it means, what to do, and where that is written. */
export function lineView(line: ReadinessLine, copy: (command: GuestCommand) => void): HTMLElement {
  const commands = line.commands ?? [];
  const sources = line.sources ?? [];
  return element(
    "li",
    { class: `line ${line.level}` },
    element("h3", {}, levelBadge(line.level), ` ${line.title}`),
    element("p", {}, line.meaning),
    line.advice === undefined
      ? undefined
      : element("p", { class: "advice" }, element("strong", {}, l10n.t("What to do:")), ` ${line.advice}`),
    ...commands.map((command) => commandView(command, copy)),
    sources.length === 0 ? undefined : element("ul", { class: "sources" }, ...sources.map(sourceView)),
  );
}
