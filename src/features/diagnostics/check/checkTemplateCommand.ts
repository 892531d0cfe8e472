import * as vscode from "vscode";
import { OperationError } from "../../../host/errors/errors";
import { limitsName, parameterFileText, summaryOf } from "../status/checkSummary";
import { mayHoldTemplate } from "./templateLanguages";
import type { TemplateChecks } from "./templateChecks";

/**
 * Checks the document in front at once and says in one sentence what came of it.
 * @throws OperationError when there is no template in front, or it cannot be checked
 */
export async function checkActiveTemplate(checks: TemplateChecks<vscode.TextDocument>): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    throw new OperationError(vscode.l10n.t("Open an ARM template first; no file is in front."));
  }
  if (!mayHoldTemplate(document)) {
    throw notTemplate(document);
  }
  const state = await checks.checkNow(document);
  switch (state?.kind) {
    case "checked": {
      const summary = vscode.l10n.t(
        "{0} (limits: {1}; {2}).",
        summaryOf(state),
        limitsName(state.settings.limits),
        parameterFileText(state),
      );
      offerProblems(summary, state.findings.length > 0);
      return;
    }
    case "notTemplate":
      throw notTemplate(document);
    case "tooLarge":
      throw new OperationError(
        vscode.l10n.t(
          "The template is larger than the 4 MB that Azure Resource Manager accepts, so it is not checked.",
        ),
      );
    case "failed":
      throw new OperationError(vscode.l10n.t("The template could not be checked; the log has the details."));
    case undefined:
      // Overtaken by typing or closing: the newer check shows its own result.
      return;
  }
}

function offerProblems(summary: string, found: boolean): void {
  const showProblems = vscode.l10n.t("Show Problems");
  // Not awaited: the message stays until the user closes it, and the command is done.
  void vscode.window.showInformationMessage(summary, ...(found ? [showProblems] : [])).then((chosen) => {
    if (chosen === showProblems) {
      void vscode.commands.executeCommand("workbench.actions.view.problems");
    }
  });
}

function notTemplate(document: vscode.TextDocument): OperationError {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
  return new OperationError(
    vscode.l10n.t(
      "{0} is not an ARM template: it has neither the $schema of a deployment template nor a list of resources.",
      name,
    ),
  );
}
