import * as vscode from "vscode";
import type { WorkspaceRow, WorkspaceSummary } from "../../../webviews/workspaceCheck/messages";
import { mayHoldTemplate } from "../check/templateLanguages";
import { mappingChanged } from "../parameters/toolsMapping";
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
 * ones; a file that is saved or changed by another program is checked again, and one that is deleted is forgotten. When settings
 * change, or the choice of a parameter file, what they concern is checked again.
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
  /** The check of the whole workspace whose findings these are. */
  #run: object | undefined;
  /** The newest check of each file that is being checked, by address. */
  readonly #turns = new Map<string, object>();
  /** Addresses of files that wait to be checked again. */
  readonly #queue = new Set<string>();
  #isWorking = false;
  /** All templates wait or are being checked again under other settings. */
  #isRenewed = false;

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
    this.#forgetAll();
    const run = {};
    this.#run = run;
    const stopped = (): boolean => signal.aborted || this.#run !== run;
    this.#services.parameterFiles.forget();
    const files = await vscode.workspace.findFiles("**/*.{json,jsonc}", "**/{node_modules,.*}/**");
    if (this.#run !== run) {
      return;
    }
    // From here on: what is opened or saved while others are checked must not be missed.
    this.#watching = this.#watch();
    const skipped: string[] = [];
    let next = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      for (let file = files[next++]; file !== undefined && !stopped(); file = files[next++]) {
        const checked = await this.#checkFile(file, stopped);
        if (checked === undefined && stopped()) {
          return;
        }
        if (checked?.kind === "skipped") {
          skipped.push(checked.reason);
        }
        done += 1;
        report(vscode.l10n.t("{0} of {1} files", done, files.length), (done / files.length) * 100);
      }
    };
    await Promise.all(Array.from({ length: width }, work));
    if (this.#run === run) {
      this.#about = { skipped, isPartial: done < files.length, ...this.#stamp() };
      this.#changed.fire(undefined);
    }
  }

  /** Takes all findings out of the Problems panel, and the summary with them; a check that runs ends. */
  public clear(): void {
    this.#forgetAll();
    this.#changed.fire(undefined);
  }

  public dispose(): void {
    this.#forgetAll();
    this.#collection.dispose();
    this.#changed.dispose();
  }

  #stamp(): Pick<WorkspaceSummary, "checkedAt" | "limits"> {
    return { checkedAt: new Date().toLocaleTimeString(), limits: limitsName(this.#services.settings.limits()) };
  }

  #forgetAll(): void {
    this.#run = undefined;
    this.#isRenewed = false;
    this.#about = undefined;
    this.#watching?.dispose();
    this.#watching = undefined;
    this.#queue.clear();
    this.#turns.clear();
    this.#collection.clear();
    this.#templates.clear();
  }

  /**
   * Checks one file and keeps what comes of it. Undefined when it was stopped, or when a later check of the file, or its deletion,
   * overtook it.
   */
  async #checkFile(uri: vscode.Uri, stopped: () => boolean): Promise<CheckedFile | undefined> {
    const address = uri.toString();
    const turn = {};
    this.#turns.set(address, turn);
    const isOvertaken = (): boolean => this.#turns.get(address) !== turn;
    const checked = await checkFile(uri, this.#services, () => stopped() || isOvertaken());
    if (isOvertaken()) {
      return undefined;
    }
    this.#turns.delete(address);
    if (checked?.kind === "template") {
      this.#templates.set(address, checked);
      this.#show(uri);
    } else if (checked !== undefined) {
      this.#forget(uri);
    }
    return checked;
  }

  /** Shows what was found in a file, unless it is open: then the live findings stand there. */
  #show(uri: vscode.Uri): void {
    const address = uri.toString();
    const found = this.#templates.get(address);
    const isLive = vscode.workspace.textDocuments.some(
      (document) => !document.isClosed && document.uri.toString() === address && mayHoldTemplate(document),
    );
    if (isLive || found === undefined) {
      this.#collection.delete(uri);
    } else {
      this.#collection.set(uri, found.diagnostics);
    }
  }

  #watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{json,jsonc}");
    const { settings, parameterFiles } = this.#services;
    const renew = (): void => this.#renew();
    return vscode.Disposable.from(
      watcher,
      settings.onDidChange("limits", renew),
      settings.onDidChange("liftedLimits", renew),
      settings.onDidChange("rules", renew),
      vscode.workspace.onDidChangeConfiguration((event) => (mappingChanged(event) ? renew() : undefined)),
      parameterFiles.onDidChoose((template) => this.#again(template)),
      watcher.onDidChange((uri) => this.#again(uri)),
      watcher.onDidCreate((uri) => this.#again(uri)),
      watcher.onDidDelete((uri) => this.#gone(uri)),
      // Of a folder that goes, the watcher names none of the files.
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#gone(uri))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.#gone(oldUri))),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#show(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#again(uri)),
    );
  }

  /** Checks all templates again: other settings judge them now. */
  #renew(): void {
    this.#isRenewed = true;
    for (const address of [...this.#templates.keys(), ...this.#turns.keys()]) {
      this.#queue.add(address);
    }
    void this.#work();
  }

  /** Checks a file again, and the templates that link it or take their parameters from it. */
  #again(uri: vscode.Uri): void {
    if (this.#templates.has(uri.toString()) || isSearched(uri)) {
      this.#queue.add(uri.toString());
    }
    this.#queueConcerned(uri);
    void this.#work();
  }

  /** Forgets a file, or the files of a folder, and checks again the templates that link it or take their parameters from it. */
  #gone(uri: vscode.Uri): void {
    const address = uri.toString();
    for (const known of [...this.#templates.keys(), ...this.#turns.keys(), ...this.#queue]) {
      if (known === address || known.startsWith(`${address}/`)) {
        this.#queue.delete(known);
        this.#forget(vscode.Uri.parse(known));
      }
    }
    this.#queueConcerned(uri);
    void this.#work();
    this.#changed.fire(undefined);
  }

  #queueConcerned(uri: vscode.Uri): void {
    const { parameterFiles } = this.#services;
    parameterFiles.forget(uri);
    for (const [address, { links }] of this.#templates) {
      if (links.has(uri.toString()) || parameterFiles.mayConcern(vscode.Uri.parse(address), uri)) {
        this.#queue.add(address);
      }
    }
  }

  /** Checks what waits, one file after the other: a change of branches may have touched all of them. */
  async #work(): Promise<void> {
    if (this.#isWorking || this.#queue.size === 0) {
      return;
    }
    this.#isWorking = true;
    // What is added meanwhile is visited, too.
    for (const address of this.#queue) {
      this.#queue.delete(address);
      await this.#checkFile(vscode.Uri.parse(address), () => false);
    }
    this.#isWorking = false;
    if (this.#isRenewed) {
      this.#isRenewed = false;
      this.#about = this.#about === undefined ? undefined : { ...this.#about, ...this.#stamp() };
    }
    this.#changed.fire(undefined);
  }

  #forget(uri: vscode.Uri): void {
    this.#turns.delete(uri.toString());
    this.#templates.delete(uri.toString());
    this.#collection.delete(uri);
  }
}

/** Whether the check of the workspace looks at a file: as the patterns of its search say. */
function isSearched(uri: vscode.Uri): boolean {
  const folders = vscode.workspace.asRelativePath(uri, false).split("/").slice(0, -1);
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
    /\.jsonc?$/.test(uri.path) &&
    !folders.some((name) => name === "node_modules" || name.startsWith("."))
  );
}

function byAddress([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
