import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { Log } from "../../host/log";
import type { Settings } from "../../host/settings";
import { checkActiveTemplate } from "./check/checkTemplateCommand";
import { openRule, type LoadRuleChoices } from "./rules/openRule";
import { RuleActions } from "./fixes/ruleActions";
import { RulePages, rulePageScheme } from "./rules/rulePages";
import { switchLimits } from "./status/switchLimits";
import { TemplateDiagnostics, type LoadDocumentAnalysis } from "./check/templateDiagnostics";
import { templateLanguages } from "./check/templateLanguages";
import { VmHover, type LoadHoverText } from "./hover/vmHover";

/** What the template check needs of the rest of the extension. */
export interface DiagnosticsDependencies {
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly log: Log;
  /** The extension's own folder, which holds docs/rules/. */
  readonly extensionUri: vscode.Uri;
  /** The template language and the rules. */
  readonly loadAnalysis: LoadDiagnosticsAnalysis;
}

type LoadDiagnosticsAnalysis = LoadDocumentAnalysis & LoadHoverText & LoadRuleChoices;

/** Turns the template check on: diagnostics, hovers, quick fixes, the status item and the commands. */
export function activateDiagnostics(dependencies: DiagnosticsDependencies): vscode.Disposable {
  const { commands, settings, log, extensionUri, loadAnalysis } = dependencies;
  const diagnostics = new TemplateDiagnostics(settings, log, loadAnalysis);
  const languages = [...templateLanguages];
  const hover = new VmHover((document) => diagnostics.checks.stateOf(document), loadAnalysis);
  return vscode.Disposable.from(
    diagnostics,
    vscode.languages.registerHoverProvider(languages, hover),
    vscode.languages.registerCodeActionsProvider(languages, new RuleActions(), {
      providedCodeActionKinds: RuleActions.kinds,
    }),
    vscode.workspace.registerTextDocumentContentProvider(rulePageScheme, new RulePages(extensionUri)),
    commands.register("azureVmBackup.checkTemplate", () => checkActiveTemplate(diagnostics.checks)),
    commands.register("azureVmBackup.switchLimits", () => switchLimits(settings)),
    commands.register("azureVmBackup.openRule", (code) => openRule(code, loadAnalysis)),
  );
}
