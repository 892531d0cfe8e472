import * as vscode from "vscode";
import type { Verdict } from "../../../limits/check/verdict";
import type { WorkspaceRow, WorkspaceSummary } from "../../../webviews/workspaceCheck/messages";

/** The verdict in words. */
function verdictText(kind: Verdict["kind"] | undefined): string {
  switch (kind) {
    case "protectable":
      return vscode.l10n.t("Protectable");
    case "protectable-if":
      return vscode.l10n.t("Protectable if …");
    case "not-protectable":
      return vscode.l10n.t("Not protectable");
    case "cannot-tell":
      return vscode.l10n.t("Cannot tell");
    case undefined:
      return "";
  }
}

function headings(): readonly string[] {
  const t = vscode.l10n.t;
  return [t("Template"), t("Parameter file"), t("VM"), t("Verdict"), t("Conditions"), t("Findings")];
}

function cellsOf(row: WorkspaceRow, between: string): readonly string[] {
  const { template, parameterFile = "", vm = "", verdict, conditions, findings } = row;
  return [template, parameterFile, vm, verdictText(verdict), conditions.join(between), String(findings)];
}

/** The summary as a table in Markdown. */
export function markdownReport({ rows, templates, checkedAt, limits, isPartial }: WorkspaceSummary): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(" | ")} |`;
  return [
    `# ${vscode.l10n.t("Backup check of the workspace")}`,
    "",
    templates === 1
      ? vscode.l10n.t("1 template, limits: {0}, checked at {1}.", limits, checkedAt)
      : vscode.l10n.t("{0} templates, limits: {1}, checked at {2}.", templates, limits, checkedAt),
    ...(isPartial ? ["", vscode.l10n.t("The check was stopped: some templates are missing here.")] : []),
    "",
    line(headings()),
    "| --- | --- | --- | --- | --- | ---: |",
    ...rows.map((row) => line(cellsOf(row, " "))),
    "",
  ].join("\n");
}

/** The summary as comma-separated values (RFC 4180), with a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvReport({ rows }: WorkspaceSummary): string {
  const lines = [headings(), ...rows.map((row) => cellsOf(row, "; "))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function markdownCell(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, "\\$&").replace(/\s*\r?\n\s*/g, " ");
}

/** A name from a template must not become a formula of a spreadsheet: an apostrophe keeps it a text. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
