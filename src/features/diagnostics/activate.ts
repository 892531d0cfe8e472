import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { Log } from "../../host/log";
import type { Settings } from "../../host/settings";
import type { WebviewHost } from "../../host/webviews/webviewHost";
import type { Finding } from "../../limits/finding";
import { checkActiveTemplate } from "./check/checkTemplateCommand";
import { ChosenParameterFiles } from "./parameters/chosenParameterFiles";
import { selectParameterFile } from "./parameters/selectParameterFile";
import { activateWorkspaceCheck } from "./workspace/activateWorkspaceCheck";
import { openRule, type LoadRuleChoices } from "./rules/openRule";
import { ResourceCompletions, type LoadResourceSnippets } from "./completions/resourceCompletions";
import { RuleActions, type LoadFixOffers } from "./fixes/ruleActions";
import { VerdictLens } from "./lens/verdictLens";
import { insertProtection, type LoadProtectSnippet } from "./protect/insertProtection";
import { setRuleSeverity } from "./rules/setRuleSeverity";
import { RulePages, rulePageScheme } from "./rules/rulePages";
import { switchLimits } from "./status/switchLimits";
import type { DocumentState, TemplateCheck } from "./check/templateCheck";
import { shownOf, TemplateDiagnostics, type LoadDocumentAnalysis } from "./check/templateDiagnostics";
import { templateLanguages } from "./check/templateLanguages";
import { ResourceHover, type LoadHoverText } from "./hover/resourceHover";

/** What the template check needs of the rest of the extension. */
export interface DiagnosticsDependencies {
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly webviews: WebviewHost;
  readonly log: Log;
  /** Keeps, for each template, with which parameter file the user looks at it. */
  readonly workspaceState: Pick<vscode.Memento, "get" | "update">;
  /** The extension's own folder, which holds docs/rules/. */
  readonly extensionUri: vscode.Uri;
  /** The template language and the rules. */
  readonly loadAnalysis: LoadDiagnosticsAnalysis;
}

type LoadDiagnosticsAnalysis = LoadDocumentAnalysis &
  LoadHoverText &
  LoadRuleChoices &
  LoadFixOffers &
  LoadProtectSnippet &
  LoadResourceSnippets;

/** Turns the template check on: diagnostics, hovers, quick fixes, the status item and the commands. */
export function activateDiagnostics(dependencies: DiagnosticsDependencies): vscode.Disposable {
  const { commands, settings, log, extensionUri, loadAnalysis, workspaceState, webviews } = dependencies;
  const chosen = new ChosenParameterFiles(workspaceState);
  const diagnostics = new TemplateDiagnostics(settings, log, loadAnalysis, chosen);
  const languages = [...templateLanguages];
  const stateOf = (document: vscode.TextDocument): DocumentState | undefined => diagnostics.checks.stateOf(document);
  const findingsOf = (check: TemplateCheck): readonly Finding[] => shownOf(check).findings;
  const hover = new ResourceHover(stateOf, loadAnalysis);
  const lens = new VerdictLens({ stateOf, findingsOf, onDidPublish: diagnostics.onDidPublish }, settings);
  const actions = new RuleActions({ stateOf, findingsOf }, loadAnalysis);
  return vscode.Disposable.from(
    diagnostics,
    chosen,
    activateWorkspaceCheck(commands, webviews, {
      settings,
      log,
      parameterFiles: diagnostics.parameterFiles,
      loadAnalysis,
    }),
    vscode.languages.registerHoverProvider(languages, hover),
    lens,
    vscode.languages.registerCodeLensProvider(languages, lens),
    vscode.languages.registerCodeActionsProvider(languages, actions, { providedCodeActionKinds: RuleActions.kinds }),
    vscode.languages.registerCompletionItemProvider(languages, new ResourceCompletions(stateOf, loadAnalysis)),
    vscode.workspace.registerTextDocumentContentProvider(rulePageScheme, new RulePages(extensionUri)),
    commands.register("azureVmBackup.checkTemplate", () => checkActiveTemplate(diagnostics.checks)),
    commands.register("azureVmBackup.selectParameterFile", () =>
      selectParameterFile(diagnostics.parameterFiles, chosen),
    ),
    commands.register("azureVmBackup.switchLimits", () => switchLimits(settings)),
    commands.register("azureVmBackup.setRuleSeverity", (code) => setRuleSeverity(code, settings, loadAnalysis)),
    commands.register("azureVmBackup.insertProtection", (jsonPath) =>
      insertProtection(jsonPath, diagnostics.checks, loadAnalysis),
    ),
    commands.register("azureVmBackup.openRule", (code) => openRule(code, loadAnalysis)),
  );
}
