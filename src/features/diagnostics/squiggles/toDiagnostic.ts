import * as vscode from "vscode";
import type { Severity } from "../../../limits/finding";
import type { TextSpan } from "../../../template/value";
import type { DiagnosticData } from "./diagnosticData";
import { templateProblemCode } from "./diagnosticData";
import { ruleUri } from "../rules/rulePages";

/** Shown after each message, and the name of the diagnostics' source in the Problems panel. */
export const diagnosticSource = "Azure VM Backup";

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/**
 * A diagnostic for the editor; the document must still be of the version that was checked.
 * @param locate where a place of a linked file is
 */
export function toDiagnostic(
  data: DiagnosticData,
  document: Pick<vscode.TextDocument, "uri" | "positionAt">,
  locate: (span: TextSpan) => vscode.Location | undefined = () => undefined,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, data.span), data.message, severities[data.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = data.code === templateProblemCode ? data.code : { value: data.code, target: ruleUri(data.code) };
  diagnostic.relatedInformation = data.related.flatMap(({ message, span }) => {
    const location =
      span.file === undefined ? new vscode.Location(document.uri, rangeOf(document, span)) : locate(span);
    return location === undefined ? [] : [new vscode.DiagnosticRelatedInformation(location, message)];
  });
  return diagnostic;
}

/** A stretch of the document's own text, not of a file that it links, as the editor counts it. */
export function rangeOf(document: Pick<vscode.TextDocument, "positionAt">, span: TextSpan): vscode.Range {
  return new vscode.Range(document.positionAt(span.offset), document.positionAt(span.offset + span.length));
}
