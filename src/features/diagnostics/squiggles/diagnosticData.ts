import * as vscode from "vscode";
import type { Finding, Severity, Source } from "../../../limits/finding";
import type { TextSpan } from "../../../template/value";
import type { TemplateProblem } from "../../../template/model";

/** A diagnostic as plain data: offsets instead of ranges, so that it can be made and compared without an editor. */
export interface DiagnosticData {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: TextSpan;
  readonly related: readonly RelatedData[];
}

/** Another place that has to do with a diagnostic: of the same document, or of a file that it links. */
export interface RelatedData {
  readonly message: string;
  readonly span: TextSpan;
}

/** A fault of the template, with other places that it is about. */
export interface ShownProblem extends TemplateProblem {
  readonly related?: readonly RelatedData[] | undefined;
}

/** The code of faults of the template itself, which are no limits of Azure Backup. */
export const templateProblemCode = "template";

/** The diagnostics of one check, in the order of the text, each said once. */
export function diagnosticsOf(
  findings: readonly Finding[],
  problems: readonly ShownProblem[],
): readonly DiagnosticData[] {
  const seen = new Set<string>();
  return [...findings.flatMap(dataOfFinding), ...problems.flatMap(dataOfProblem)]
    .filter((data) => {
      // Instances of a copy loop share their declaration: the same sentence at the same place is one diagnostic.
      const key = `${data.code} ${data.span.offset} ${data.span.length} ${data.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.span.offset - other.span.offset);
}

/** "Azure VM backup support matrix, 2026-03-26": a source as it is cited. */
export function citation(source: Source): string {
  return source.date === undefined ? source.title : vscode.l10n.t("{0}, {1}", source.title, source.date);
}

function dataOfFinding(finding: Finding): readonly DiagnosticData[] {
  if (finding.place === undefined) {
    return [];
  }
  return [
    {
      code: finding.code,
      severity: finding.severity,
      message: `${finding.message}\n${vscode.l10n.t("Source: {0}", citation(finding.source))}`,
      span: finding.place.span,
      related: finding.related.map(({ message, place }) => ({ message, span: place.span })),
    },
  ];
}

/** Broken JSON is left to VS Code, which marks it itself. */
function dataOfProblem({ kind, message, span, related = [] }: ShownProblem): readonly DiagnosticData[] {
  if (kind === "json") {
    return [];
  }
  const severity = kind === "expression" ? "warning" : "information";
  return [{ code: templateProblemCode, severity, message, span, related }];
}
