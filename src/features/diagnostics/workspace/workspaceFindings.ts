import * as vscode from "vscode";
import type { WorkspaceRow, WorkspaceSummary } from "../../../webviews/workspaceCheck/messages";
import { mayHoldTemplate } from "../check/templateLanguages";
import { limitsName } from "../status/checkSummary";
import { checkFile } from "./workspaceChecker";
import type { CheckedFile, WorkspaceServices } from "./workspaceChecker";

/** So many files are read at a time. */
const width = 8;

/** How far a check is. */
export interface WorkspaceProgress {
  readonly signal: AbortSignal;
  readonly report: (message: string, percent?: number) => void;
}

type CheckedTemplate = Extract<CheckedFile, { kind: "template" }>;

/**
 * The findings of all templates of the workspace. They stand in the Problems panel, except those of open documents, which have live
 * ones; a file that is saved or changed by another program is checked again, and one that is deleted is forgotten.
 */
export class WorkspaceFindings implements vscode.Disposable {
  readonly #services: WorkspaceServices;
  readonly #collection = vscode.languages.createDiagnosticCollection("azureVmBackup.workspace");
  readonly #changed = new vscode.EventEmitter<undefined>();
  /** Fires when the summary has changed. */
  public readonly onDidChange = this.#changed.event;
  readonly #templates = new Map<string, CheckedTemplate>();
  #about: Omit<WorkspaceSummary, "rows" | "templates"> | undefined;
  #watching: vscode.Disposable | undefined;

  public constructor(services: WorkspaceServices) {
    this.#services = services;
  }

  /** What came of the last check; undefined before the first. */
  public get summary(): WorkspaceSummary | undefined {
    const rows = [...this.#templates].sort(byAddress).flatMap(([, { rows: own }]): readonly WorkspaceRow[] => own);
    return this.#about === undefined ? undefined : { ...this.#about, rows, templates: this.#templates.size };
  }

  /** Checks every template of the workspace anew. When it is stopped, what was found so far stays. */
  public async check({ signal, report }: WorkspaceProgress): Promise<void> {
    this.clear();
    this.#services.parameterFiles.forget();
    const files = await vscode.workspace.findFiles("**/*.{json,jsonc}", "**/{node_modules,.*}/**");
    const skipped: string[] = [];
    const stopped = (): boolean => signal.aborted;
    let next = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      for (let file = files[next++]; file !== undefined && !stopped(); file = files[next++]) {
        const checked = await checkFile(file, this.#services, stopped);
        if (checked?.kind === "skipped") {
          skipped.push(checked.reason);
        } else if (checked?.kind === "template") {
          this.#take(file, checked);
        }
        done += 1;
        report(vscode.l10n.t("{0} of {1} files", done, files.length), (done / files.length) * 100);
      }
    };
    await Promise.all(Array.from({ length: width }, work));
    this.#about = {
      skipped,
      isPartial: signal.aborted,
      checkedAt: new Date().toLocaleTimeString(),
      limits: limitsName(this.#services.settings.limits()),
    };
    this.#watching = this.#watch();
    this.#changed.fire(undefined);
  }

  /** Takes all findings out of the Problems panel. */
  public clear(): void {
    this.#watching?.dispose();
    this.#watching = undefined;
    this.#collection.clear();
    this.#templates.clear();
  }

  public dispose(): void {
    this.clear();
    this.#collection.dispose();
    this.#changed.dispose();
  }

  #take(uri: vscode.Uri, checked: CheckedTemplate): void {
    this.#templates.set(uri.toString(), checked);
    this.#show(uri);
  }

  #show(uri: vscode.Uri): void {
    const address = uri.toString();
    const isLive = vscode.workspace.textDocuments.some(
      (document) => !document.isClosed && document.uri.toString() === address && mayHoldTemplate(document),
    );
    this.#collection.set(uri, isLive ? [] : (this.#templates.get(address)?.diagnostics ?? []));
  }

  #watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{json,jsonc}");
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange((uri) => void this.#again(uri)),
      watcher.onDidDelete((uri) => this.#forget(uri)),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#show(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#again(uri)),
    );
  }

  /** Checks a file again, and the templates for which it holds the parameters. */
  async #again(uri: vscode.Uri): Promise<void> {
    const { parameterFiles } = this.#services;
    parameterFiles.forget(uri);
    const concerned = [...this.#templates.keys()]
      .map((address) => vscode.Uri.parse(address))
      .filter((template) => template.toString() === uri.toString() || parameterFiles.mayConcern(template, uri));
    for (const template of concerned) {
      const checked = await checkFile(template, this.#services, () => false);
      if (checked?.kind === "template") {
        this.#take(template, checked);
      } else {
        this.#forget(template);
      }
    }
    if (concerned.length > 0) {
      this.#changed.fire(undefined);
    }
  }

  #forget(uri: vscode.Uri): void {
    if (this.#templates.delete(uri.toString())) {
      this.#collection.delete(uri);
      this.#changed.fire(undefined);
    }
  }
}

function byAddress([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
