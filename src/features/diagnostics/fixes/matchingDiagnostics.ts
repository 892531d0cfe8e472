import type * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import { diagnosticSource } from "../squiggles/toDiagnostic";

/** Which of the diagnostics under the cursor show a finding: those of its rule, by their code. */
export function diagnosticsOfFinding(
  diagnostics: readonly vscode.Diagnostic[],
  { code }: Finding,
): vscode.Diagnostic[] {
  return diagnostics.filter(
    ({ source, code: shown }) => source === diagnosticSource && typeof shown === "object" && shown.value === code,
  );
}
