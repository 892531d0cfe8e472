import type { RuleCode } from "../../../limits/matrices/matrix";

/** The commands that links of the hover run: the hover must be trusted with these, and with no others. */
export const hoverCommands = [
  "azureVmBackup.openRule",
  "azureVmBackup.explainLimits",
  "azureVmBackup.selectParameterFile",
] as const;

/** A link that opens the page of a rule. */
export function ruleLink(title: string, code: RuleCode): string {
  return commandLink(title, "azureVmBackup.openRule", code);
}

/** A link that runs a command, with the code of a rule when the command takes one. */
export function commandLink(title: string, command: (typeof hoverCommands)[number], code?: RuleCode): string {
  const query = code === undefined ? "" : `?${encodeURIComponent(JSON.stringify([code]))}`;
  return `[${escapeMarkdown(title)}](command:${command}${query})`;
}

/** Nothing of a template may act as Markdown, as HTML, as an icon or as a link in a hover that is trusted to run commands. */
export function escapeMarkdown(text: string): string {
  return (
    text
      // What is left of the first backslash keeps the editor from drawing an icon; it takes it away.
      .replace(/\$(?=\([\w~-]+\))/g, "\\$")
      .replace(/[\\`*_{}[\]()#+\-!~|<>$@]/g, "\\$&")
      // Addresses become links without any brackets.
      .replace(/:(?=\/\/)/g, "\\:")
      .replace(/(www)\./gi, "$1\\.")
      .replace(/&/g, "&amp;")
      .replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ")
  );
}

/** A heading with a list under it; nothing without lines. */
export function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${heading}\n\n${lines.join("\n")}`;
}
