import * as vscode from "vscode";
import type { TemplateFiles } from "../../../template/model";
import { isDeploymentTemplate } from "../../../template/recognise";
import type { Log } from "../../../host/log";
import type { Settings } from "../../../host/settings";
import type { DocumentAnalysis } from "./analyseTemplate";
import { diagnosticsOf } from "../squiggles/diagnosticData";
import { LimitsStatus } from "../status/limitsStatus";
import { ParameterFiles } from "../parameters/parameterFiles";
import { LinkedTemplates } from "../linked/linkedTemplates";
import { shownInTemplate } from "../linked/linkPlaces";
import type { DocumentState, TemplateCheck } from "./templateCheck";
import { TemplateChecks } from "./templateChecks";
import { mayHoldTemplate, templateLanguages } from "./templateLanguages";
import { toDiagnostic } from "../squiggles/toDiagnostic";

/** The template language is a bundle of its own: most JSON that is opened is no template, and need not load it. */
export type LoadDocumentAnalysis = () => Promise<{ readonly newDocumentAnalysis: () => DocumentAnalysis }>;

/** Ties the checks to the editor: follows its documents, files and settings, and shows what the checks find. */
export class TemplateDiagnostics implements vscode.Disposable {
  public readonly checks: TemplateChecks<vscode.TextDocument>;
  readonly #parameterFiles = new ParameterFiles();
  readonly #linked = new LinkedTemplates((file) => this.#linkedFileChanged(file));
  readonly #collection = vscode.languages.createDiagnosticCollection("azureVmBackup");
  readonly #status = new LimitsStatus([...templateLanguages]);
  /** What each open document keeps from version to version. */
  readonly #analyses = new WeakMap<vscode.TextDocument, DocumentAnalysis>();
  readonly #loadAnalysis: LoadDocumentAnalysis;
  readonly #listeners: vscode.Disposable;

  public constructor(settings: Settings, log: Log, loadAnalysis: LoadDocumentAnalysis) {
    this.#loadAnalysis = loadAnalysis;
    this.checks = new TemplateChecks({
      isTemplate: isDeploymentTemplate,
      analyse: async (document, text, parameters, options, overtaken) => {
        const analysis = await this.#analysisOf(document);
        const analyse = (files?: TemplateFiles) => analysis.analyse(text, parameters, options, overtaken, files);
        return this.#linked.analyse(document, analyse, overtaken);
      },
      readParameterFile: (document, text) => this.#parameterFiles.read(document, text),
      settingsFor: ({ uri }) => ({ limits: settings.limits(uri), lifted: settings.liftedLimits(uri) }),
      publish: (document, state) => this.#publish(document, state),
      reportFailure: ({ uri }, error) => log.error(`Check of ${uri.path.slice(uri.path.lastIndexOf("/") + 1)}`, error),
      now: () => performance.now(),
    });
    this.#listeners = vscode.Disposable.from(...this.#listen(settings));
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

  #listen(settings: Settings): readonly vscode.Disposable[] {
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
          this.#parameterFiles.forget();
          this.#linked.forget();
          const visible = window.visibleTextEditors.map((editor) => editor.document);
          this.checks.recheck((document) => visible.includes(document));
        }
      }),
      window.onDidChangeActiveTextEditor(() => this.#showStatus()),
      settings.onDidChange("limits", recheck),
      settings.onDidChange("liftedLimits", recheck),
    ];
  }

  #opened(document: vscode.TextDocument): void {
    if (mayHoldTemplate(document)) {
      this.checks.open(document);
      this.#fileChanged(document.uri);
    }
  }

  #fileChanged(uri: vscode.Uri): void {
    this.#parameterFiles.forget(uri);
    this.checks.recheck((template) => this.#parameterFiles.mayConcern(template.uri, uri));
    this.#linkedFileChanged(uri);
  }

  #linkedFileChanged(uri: vscode.Uri): void {
    // All documents: one that is no template at this moment may be one again.
    const linking = new Set(vscode.workspace.textDocuments.filter((document) => this.#linked.concerns(document, uri)));
    this.checks.recheck((template) => linking.has(template));
  }

  #publish(document: vscode.TextDocument, state: DocumentState | undefined): void {
    const diagnostics = state?.kind === "checked" ? this.#diagnosticsOf(document, state) : [];
    if (diagnostics.length > 0) {
      this.#collection.set(document.uri, diagnostics);
    } else {
      this.#collection.delete(document.uri);
    }
    this.#showStatus();
  }

  #diagnosticsOf(document: vscode.TextDocument, check: TemplateCheck): readonly vscode.Diagnostic[] {
    const { findings, problems } = shownInTemplate(check);
    return diagnosticsOf(findings, problems).map((data) =>
      toDiagnostic(data, document, (span) => this.#linked.locate(document, span)),
    );
  }

  #showStatus(): void {
    const document = vscode.window.activeTextEditor?.document;
    this.#status.show(document === undefined ? undefined : this.checks.stateOf(document));
  }
}
