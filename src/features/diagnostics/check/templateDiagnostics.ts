import * as vscode from "vscode";
import type { TemplateFiles } from "../../../template/model";
import { isDeploymentTemplate } from "../../../template/recognise";
import type { Log } from "../../../host/log";
import type { Settings } from "../../../host/settings";
import type { DocumentAnalysis } from "./analyseTemplate";
import { diagnosticsOf } from "../squiggles/diagnosticData";
import { LimitsStatus } from "../status/limitsStatus";
import type { ChosenParameterFiles } from "../parameters/chosenParameterFiles";
import { ParameterFiles } from "../parameters/parameterFiles";
import { ParameterStatus } from "../parameters/parameterStatus";
import { locationInFile, withPlacesInFile } from "../parameters/decidedByFile";
import { mappingChanged } from "../parameters/toolsMapping";
import { LinkedTemplates } from "../linked/linkedTemplates";
import { shownInTemplate, type ShownInTemplate } from "../linked/linkPlaces";
import type { DocumentState, TemplateCheck } from "./templateCheck";
import { TemplateChecks } from "./templateChecks";
import { checkSettings } from "./checkSettings";
import { SettingFaults } from "../rules/tellSettingFaults";
import { mayHoldTemplate, templateLanguages } from "./templateLanguages";
import { toDiagnostic } from "../squiggles/toDiagnostic";

/** The template language is a bundle of its own: most JSON that is opened is no template, and need not load it. */
export type LoadDocumentAnalysis = () => Promise<{ readonly newDocumentAnalysis: () => DocumentAnalysis }>;

/** Ties the checks to the editor: follows its documents, files and settings, and shows what the checks find. */
export class TemplateDiagnostics implements vscode.Disposable {
  public readonly checks: TemplateChecks<vscode.TextDocument>;
  public readonly parameterFiles: ParameterFiles;
  readonly #linked = new LinkedTemplates((file) => this.#linkedFileChanged(file));
  readonly #collection = vscode.languages.createDiagnosticCollection("azureVmBackup");
  readonly #status = new LimitsStatus([...templateLanguages]);
  readonly #parameterStatus = new ParameterStatus([...templateLanguages]);
  /** What each open document keeps from version to version. */
  readonly #analyses = new WeakMap<vscode.TextDocument, DocumentAnalysis>();
  readonly #loadAnalysis: LoadDocumentAnalysis;
  readonly #listeners: vscode.Disposable;
  readonly #settingFaults = new SettingFaults();
  readonly #published = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fired with a document whose state is a new one. */
  public readonly onDidPublish = this.#published.event;

  public constructor(settings: Settings, log: Log, loadAnalysis: LoadDocumentAnalysis, chosen: ChosenParameterFiles) {
    this.parameterFiles = new ParameterFiles(chosen);
    this.#loadAnalysis = loadAnalysis;
    this.checks = new TemplateChecks({
      isTemplate: isDeploymentTemplate,
      analyse: async (document, text, parameters, options, overtaken) => {
        const analysis = await this.#analysisOf(document);
        const analyse = (files?: TemplateFiles) => analysis.analyse(text, parameters, options, overtaken, files);
        return this.#linked.analyse(document, analyse, overtaken);
      },
      readParameterFile: (document, text) => this.parameterFiles.read(document, text),
      settingsFor: ({ uri }) => checkSettings(settings, uri),
      publish: (document, state) => this.#publish(document, state),
      reportFailure: ({ uri }, error) => log.error(`Check of ${uri.path.slice(uri.path.lastIndexOf("/") + 1)}`, error),
      now: () => performance.now(),
    });
    this.#listeners = vscode.Disposable.from(...this.#listen(settings, chosen));
    for (const document of vscode.workspace.textDocuments) {
      this.#opened(document);
    }
  }

  public dispose(): void {
    this.#listeners.dispose();
    this.checks.dispose();
    this.#linked.dispose();
    this.#collection.dispose();
    this.#status.dispose();
    this.#parameterStatus.dispose();
    this.#published.dispose();
  }

  async #analysisOf(document: vscode.TextDocument): Promise<DocumentAnalysis> {
    const { newDocumentAnalysis } = await this.#loadAnalysis();
    const known = this.#analyses.get(document);
    if (known !== undefined) {
      return known;
    }
    const analysis = newDocumentAnalysis();
    this.#analyses.set(document, analysis);
    return analysis;
  }

  #listen(settings: Settings, chosen: ChosenParameterFiles): readonly vscode.Disposable[] {
    const { workspace, window } = vscode;
    const recheck = (): void => this.checks.recheck();
    const filesMoved = (files: readonly vscode.Uri[]): void => files.forEach((file) => this.#fileChanged(file));
    return [
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // VS Code announces a document's dirty state as a change without changes.
        if (contentChanges.length > 0 && mayHoldTemplate(document)) {
          this.checks.change(document);
          this.#fileChanged(document.uri);
        }
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.checks.close(document);
        this.#fileChanged(document.uri);
      }),
      workspace.onDidSaveTextDocument(({ uri }) => this.#fileChanged(uri)),
      workspace.onDidCreateFiles(({ files }) => filesMoved(files)),
      workspace.onDidDeleteFiles(({ files }) => filesMoved(files)),
      workspace.onDidRenameFiles(({ files }) => filesMoved(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]))),
      // What other programs did to files meanwhile is noticed when the user comes back to VS Code.
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          this.parameterFiles.forget();
          this.#linked.forget();
          const visible = window.visibleTextEditors.map((editor) => editor.document);
          this.checks.recheck((document) => visible.includes(document));
        }
      }),
      window.onDidChangeActiveTextEditor(() => this.#showStatus()),
      chosen.onDidChange((template) => this.checks.recheck(({ uri }) => uri.toString() === template.toString())),
      workspace.onDidChangeConfiguration((event) => {
        if (mappingChanged(event)) {
          recheck();
        }
      }),
      settings.onDidChange("limits", recheck),
      settings.onDidChange("liftedLimits", recheck),
      settings.onDidChange("rules", () => {
        this.#settingFaults.forget();
        recheck();
      }),
    ];
  }

  #opened(document: vscode.TextDocument): void {
    if (mayHoldTemplate(document)) {
      this.checks.open(document);
      this.#fileChanged(document.uri);
    }
  }

  #fileChanged(uri: vscode.Uri): void {
    this.parameterFiles.forget(uri);
    this.checks.recheck((template) => this.parameterFiles.mayConcern(template.uri, uri));
    this.#linkedFileChanged(uri);
  }

  #linkedFileChanged(uri: vscode.Uri): void {
    // All documents: one that is no template at this moment may be one again.
    const linking = new Set(vscode.workspace.textDocuments.filter((document) => this.#linked.concerns(document, uri)));
    this.checks.recheck((template) => linking.has(template));
  }

  #publish(document: vscode.TextDocument, state: DocumentState | undefined): void {
    if (state?.kind === "checked") {
      this.#settingFaults.tell(state.settingFaults ?? []);
    }
    const diagnostics = state?.kind === "checked" ? this.#diagnosticsOf(document, state) : [];
    if (diagnostics.length > 0) {
      this.#collection.set(document.uri, diagnostics);
    } else {
      this.#collection.delete(document.uri);
    }
    this.#showStatus();
    this.#published.fire(document);
  }

  #diagnosticsOf(document: vscode.TextDocument, check: TemplateCheck): readonly vscode.Diagnostic[] {
    const { usedParameters } = check;
    const { findings, problems } = shownOf(check);
    return diagnosticsOf(findings, problems).map((data) =>
      toDiagnostic(
        data,
        document,
        (span) => locationInFile(span, usedParameters) ?? this.#linked.locate(document, span),
      ),
    );
  }

  #showStatus(): void {
    const document = vscode.window.activeTextEditor?.document;
    const state = document === undefined ? undefined : this.checks.stateOf(document);
    this.#status.show(state);
    this.#parameterStatus.show(state);
  }
}

/** What of a check is shown in the document itself: findings of parameter files and of linked files at what leads there. */
export function shownOf(check: TemplateCheck): ShownInTemplate {
  return shownInTemplate({ ...check, findings: withPlacesInFile(check.findings, check.usedParameters) });
}
