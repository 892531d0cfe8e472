import * as vscode from "vscode";
import type { TemplateFiles } from "../../../template/model";
import { Positions } from "../../../template/positions";
import type { TextSpan } from "../../../template/value";
import { mapBounded } from "../../../host/bounded";
import { LinkedFileReader } from "./linkedFileReader";
import { LinkedSnapshot } from "./linkedSnapshot";
import type { LinkedAnswer } from "./linkedSnapshot";

/** A template that may link others; open documents are such. */
export interface LinkingTemplate {
  readonly uri: vscode.Uri;
}

/** A file that links files that link files …: each level takes one more analysis, and Azure allows five. */
const mostRounds = 10;
/** Files that are read at the same time: each may keep the others waiting for seconds, and a template may link hundreds. */
const filesAtOnce = 16;

/** What is kept for one template. */
interface Entry {
  files: LinkedSnapshot;
  /** Counts the changes of its files. */
  changes: number;
  /** The state of the disks from which `files` was read. */
  readFrom: State;
}

/** Files that were read from equal states are the same files. */
interface State {
  readonly changes: number;
  readonly era: number;
}

/**
 * Gives the analysis of a template the files that it links, and tells which templates a changed file concerns. A template
 * without links costs nothing: no file is looked for until the analysis asks for one.
 */
export class LinkedTemplates implements vscode.Disposable {
  readonly #entries = new WeakMap<LinkingTemplate, Entry>();
  readonly #reader: LinkedFileReader;
  readonly #changed: (file: vscode.Uri) => void;
  #watcher: vscode.Disposable | undefined;
  #era = 0;

  /** @param changed called when a file has changed, also by other programs, once some template links any */
  public constructor(changed: (file: vscode.Uri) => void) {
    this.#changed = changed;
    this.#reader = new LinkedFileReader(changed);
  }

  public dispose(): void {
    this.#watcher?.dispose();
  }

  /**
   * Analyses a template with the files that it links: first with those that are known, and again as long as it asks for others.
   * @param analyse the analysis with some files; undefined for a template that lies nowhere and can link none
   * @param overtaken whether the result is not wanted any more
   */
  public async analyse<T>(
    template: LinkingTemplate,
    analyse: (files: TemplateFiles | undefined) => Promise<T | undefined>,
    overtaken: () => boolean,
  ): Promise<T | undefined> {
    if (template.uri.scheme === "untitled") {
      return analyse(undefined);
    }
    const entry = this.#entryOf(template);
    const { changes, era } = entry.readFrom;
    const isOld = changes !== entry.changes || era !== this.#era;
    const paths = isOld ? entry.files.inUse : [];
    if (paths.length > 0) {
      await this.#read(template, entry, paths, new Map(), overtaken);
    }
    for (let round = 1; !overtaken(); round++) {
      const { files } = entry;
      const result = await analyse(files);
      if (result === undefined || files.missing.length === 0 || round === mostRounds) {
        return result;
      }
      await this.#read(template, entry, files.missing, new Map(files.answers), overtaken);
    }
    return undefined;
  }

  /** Whether a template links a file, there or not. If so, its next analysis reads it again. */
  public concerns(template: LinkingTemplate, file: vscode.Uri): boolean {
    const entry = this.#entries.get(template);
    const address = file.toString();
    const isLinked = entry?.files.files.some((path) => uriOf(template, path).toString() === address) === true;
    if (entry !== undefined && isLinked) {
      entry.changes++;
    }
    return isLinked;
  }

  /** The files that the last analysis of a template asked for, there or not. */
  public filesOf(template: LinkingTemplate): readonly vscode.Uri[] {
    return this.#entries.get(template)?.files.files.map((path) => uriOf(template, path)) ?? [];
  }

  /** Reads all files again next time: other programs may have changed them. */
  public forget(): void {
    this.#era++;
  }

  /** Where a span of the last analysis stands in a linked file; undefined for the template's own text. */
  public locate(template: LinkingTemplate, { file, offset, length }: TextSpan): vscode.Location | undefined {
    const files = this.#entries.get(template)?.files;
    if (file === undefined || files === undefined) {
      return undefined;
    }
    const positions = new Positions(files.textOf(file));
    const [start, end] = [positions.at(offset), positions.at(offset + length)];
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return new vscode.Location(uriOf(template, file), range);
  }

  #entryOf(template: LinkingTemplate): Entry {
    const known = this.#entries.get(template);
    if (known !== undefined) {
      return known;
    }
    const entry = { files: new LinkedSnapshot(), changes: 0, readFrom: { changes: 0, era: this.#era } };
    this.#entries.set(template, entry);
    return entry;
  }

  /** Reads files; what changes meanwhile has to be read again. */
  async #read(
    template: LinkingTemplate,
    entry: Entry,
    paths: readonly string[],
    answers: Map<string, LinkedAnswer>,
    overtaken: () => boolean,
  ): Promise<void> {
    this.#watcher ??= this.#watch();
    const readFrom = { changes: entry.changes, era: this.#era };
    const root = rootOf(template);
    await mapBounded(
      paths,
      async (path) => {
        const file = uriOf(template, path);
        answers.set(path, isBelow(root, file) ? await this.#reader.read(file) : { refused: "outside" });
      },
      filesAtOnce,
    );
    if (!overtaken()) {
      entry.readFrom = readFrom;
      // With the same files as before, what was made of them is kept, too.
      entry.files = isSame(entry.files.answers, answers) ? entry.files : new LinkedSnapshot(answers);
    }
  }

  /** VS Code watches its workspace anyway; files outside of it are looked at again when the user comes back. */
  #watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{json,jsonc}");
    const changed = (file: vscode.Uri): void => {
      this.#reader.forget(file);
      this.#changed(file);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }
}

/** @param path relative to the template's folder */
function uriOf({ uri }: LinkingTemplate, path: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..", path);
}

/** Links are followed within the workspace; of a template outside of it, below its own folder. */
function rootOf({ uri }: LinkingTemplate): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, "..");
}

function isBelow(root: vscode.Uri, file: vscode.Uri): boolean {
  return file.path.startsWith(root.path.endsWith("/") ? root.path : `${root.path}/`);
}

function isSame(one: ReadonlyMap<string, LinkedAnswer>, other: ReadonlyMap<string, LinkedAnswer>): boolean {
  return (
    one.size === other.size && [...one].every(([path, answer]) => other.has(path) && equal(answer, other.get(path)))
  );
}

function equal(one: LinkedAnswer, other: LinkedAnswer): boolean {
  return one === other || (typeof one === "object" && typeof other === "object" && one.refused === other.refused);
}
