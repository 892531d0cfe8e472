import * as base from "../../support/fakeVscode";

/** A text document whose text a test edits. */
export class FakeTextDocument {
  public version = 1;
  public isClosed = false;
  public readonly uri: base.Uri;
  #text: string;

  public constructor(
    address: string,
    text: string,
    public readonly languageId = "json",
  ) {
    this.uri = base.Uri.parse(address);
    this.#text = text;
  }

  public getText(): string {
    return this.#text;
  }

  public replace(text: string): void {
    this.#text = text;
    this.version += 1;
  }

  public positionAt(offset: number): base.Position {
    const before = this.#text.slice(0, offset).split("\n");
    return new base.Position(before.length - 1, before.at(-1)?.length ?? 0);
  }

  public offsetAt({ line, character }: base.Position): number {
    const lines = this.#text.split("\n").slice(0, line);
    return lines.reduce((sum, each) => sum + each.length + 1, 0) + character;
  }

  /** The text that a range covers. */
  public textOf(range: base.Range): string {
    return this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }
}

interface StatusItem {
  text: string;
  detail: string;
  selector: readonly string[];
  disposed: boolean;
}

interface HoverProvider {
  provideHover(
    document: FakeTextDocument,
    position: base.Position,
  ): Promise<{ readonly contents: base.MarkdownString } | undefined>;
}

/** A quick fix, as the tests look at it. */
export interface FakeCodeAction {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

interface CodeActionProvider {
  provideCodeActions(document: FakeTextDocument, range: base.Range, context: object): Promise<FakeCodeAction[]>;
}

interface CodeLensProvider {
  provideCodeLenses(
    document: FakeTextDocument,
  ):
    | { readonly range: base.Range; readonly command: { readonly title: string; readonly command: string } }[]
    | undefined;
}

const opened = new base.EventEmitter<FakeTextDocument>();
const changed = new base.EventEmitter<{ document: FakeTextDocument; contentChanges: readonly unknown[] }>();
const closed = new base.EventEmitter<FakeTextDocument>();
const saved = new base.EventEmitter<FakeTextDocument>();
const created = new base.EventEmitter<{ files: readonly base.Uri[] }>();
const deleted = new base.EventEmitter<{ files: readonly base.Uri[] }>();
const renamed = new base.EventEmitter<{ files: readonly { oldUri: base.Uri; newUri: base.Uri }[] }>();
const watched = new base.EventEmitter<base.Uri>();
const createdOutside = new base.EventEmitter<base.Uri>();
const deletedOutside = new base.EventEmitter<base.Uri>();
const windowState = new base.EventEmitter<{ focused: boolean }>();
const activeEditor = new base.EventEmitter<unknown>();
const emitters = [
  opened,
  changed,
  closed,
  saved,
  created,
  deleted,
  renamed,
  watched,
  createdOutside,
  deletedOutside,
  windowState,
  activeEditor,
];

/** The editor of the diagnostics' tests: documents that open, change and close, and what the extension shows in them. */
export const editor = {
  documents: [] as FakeTextDocument[],
  active: undefined as FakeTextDocument | undefined,
  diagnostics: new Map<string, readonly base.Diagnostic[]>(),
  /** What *Check Workspace* shows. */
  workspaceDiagnostics: new Map<string, readonly base.Diagnostic[]>(),
  status: { text: "", detail: "", selector: [], disposed: false } as StatusItem,
  /** The status item of the parameter file. */
  parameterStatus: { text: "", detail: "", selector: [], disposed: false } as StatusItem,
  providers: 0,
  /** The folder that is open, if one is. */
  workspaceFolder: undefined as string | undefined,
  hover: undefined as HoverProvider | undefined,
  actions: undefined as CodeActionProvider | undefined,
  lenses: undefined as CodeLensProvider | undefined,
  /** How often a file was looked at on disk. */
  looks: 0,
  /** Answers of the disk that a test holds back, by address. */
  slow: new Map<string, Promise<void>>(),

  open(document: FakeTextDocument): FakeTextDocument {
    editor.documents.push(document);
    editor.active = document;
    opened.fire(document);
    activeEditor.fire(undefined);
    return document;
  },
  edit(document: FakeTextDocument, text: string): void {
    document.replace(text);
    changed.fire({ document, contentChanges: [{}] });
  },
  close(document: FakeTextDocument): void {
    document.isClosed = true;
    editor.documents = editor.documents.filter((each) => each !== document);
    closed.fire(document);
  },
  create(address: string, text: string): void {
    const uri = base.Uri.parse(address);
    base.fake.files.set(uri.toString(), new TextEncoder().encode(text));
    created.fire({ files: [uri] });
  },
  remove(address: string): void {
    const uri = base.Uri.parse(address);
    base.fake.files.delete(uri.toString());
    deleted.fire({ files: [uri] });
  },
  /** What another program writes, or deletes. */
  writeOutside(address: string, text: string | undefined): void {
    const uri = base.Uri.parse(address);
    const isKnown = base.fake.files.has(uri.toString());
    if (text === undefined) {
      base.fake.files.delete(uri.toString());
      deletedOutside.fire(uri);
    } else {
      base.fake.files.set(uri.toString(), new TextEncoder().encode(text));
      (isKnown ? watched : createdOutside).fire(uri);
    }
  },
  comeBack(): void {
    windowState.fire({ focused: true });
  },
  /** The Markdown that is shown at an offset; empty without a hover. */
  async hoverAt(document: FakeTextDocument, offset: number): Promise<string> {
    const hover = await editor.hover?.provideHover(document, document.positionAt(offset));
    return hover?.contents.value ?? "";
  },
  /** The quick fixes at an offset, or those of a kind for the whole document. */
  async actionsAt(document: FakeTextDocument, offset: number, only?: string): Promise<FakeCodeAction[]> {
    const position = document.positionAt(offset);
    const context = { diagnostics: [], only: only === undefined ? undefined : new CodeActionKind(only) };
    return (await editor.actions?.provideCodeActions(document, new base.Range(position, position), context)) ?? [];
  },
  /** Takes a quick fix. */
  take(document: FakeTextDocument, action: FakeCodeAction | undefined): void {
    const edits = (action?.edit?.replaced ?? []).map(({ range, text }) => ({
      from: document.offsetAt(range.start),
      to: document.offsetAt(range.end),
      text,
    }));
    const text = edits
      .toSorted((one, other) => other.from - one.from)
      .reduce((now, edit) => now.slice(0, edit.from) + edit.text + now.slice(edit.to), document.getText());
    editor.edit(document, text);
  },
  /** The texts above the machines, in the order of the text; undefined when the provider has nothing new to say. */
  lensTexts(document: FakeTextDocument): readonly string[] | undefined {
    return editor.lenses?.provideCodeLenses(document)?.map(({ command }) => command.title);
  },
  messages(document: FakeTextDocument): readonly string[] {
    return (editor.diagnostics.get(document.uri.toString()) ?? []).map(({ message }) => message);
  },
  reset(): void {
    base.resetFakeVscode();
    emitters.forEach((emitter) => emitter.dispose());
    editor.documents = [];
    editor.active = undefined;
    editor.diagnostics.clear();
    editor.workspaceDiagnostics.clear();
    editor.status = { text: "", detail: "", selector: [], disposed: false };
    editor.parameterStatus = { text: "", detail: "", selector: [], disposed: false };
    editor.providers = 0;
    editor.workspaceFolder = undefined;
    editor.hover = undefined;
    editor.looks = 0;
    editor.slow.clear();
  },
};

function provider(): base.Disposable {
  editor.providers += 1;
  return new base.Disposable(() => (editor.providers -= 1));
}

/** As the editor's own: the code is what tells errors apart. */
class FileSystemError extends Error {
  public readonly code = "FileNotFound";
}

async function stat(uri: base.Uri): Promise<{ type: number; size: number }> {
  editor.looks += 1;
  await editor.slow.get(uri.toString());
  const content = base.fake.files.get(uri.toString());
  if (content === undefined) {
    throw new FileSystemError(uri.toString());
  }
  return { type: 1, size: content.byteLength };
}

/** All JSON files of the workspace's folder, without those that the editor is asked to leave out. */
function findFiles(): Promise<readonly base.Uri[]> {
  const files = [...base.fake.files.keys()].filter(
    (file) => /\.jsonc?$/.test(file) && file.startsWith(`${editor.workspaceFolder ?? "nowhere:"}/`),
  );
  return Promise.resolve(
    files.filter((file) => !/\/(node_modules|\.[^/]*)\//.test(file)).map((file) => base.Uri.parse(file)),
  );
}

/** The files directly in a folder. */
function readDirectory(folder: base.Uri): Promise<readonly (readonly [string, number])[]> {
  const prefix = `${folder.toString()}/`;
  const names = [...base.fake.files.keys()]
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length))
    .filter((name) => !name.includes("/"));
  return Promise.resolve(names.map((name) => [name, 1] as const));
}

/** `vscode` with documents and language features, for `vi.mock`. */
export function vscodeWithEditor(): object {
  return {
    ...base,
    Uri: Object.assign(base.Uri, { joinPath }),
    Hover: class {
      public constructor(
        public readonly contents: base.MarkdownString,
        public readonly range: base.Range,
      ) {}
    },
    CodeAction: class {
      public constructor(
        public readonly title: string,
        public readonly kind: string,
      ) {}
    },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    CodeActionKind: { QuickFix: new CodeActionKind("quickfix"), SourceFixAll: new CodeActionKind("source.fixAll") },
    WorkspaceEdit,
    SnippetString: class {
      public constructor(public readonly value: string) {}
    },
    CodeLens: class {
      public constructor(
        public readonly range: base.Range,
        public readonly command: unknown,
      ) {}
    },
    CompletionItem: class {
      public constructor(public readonly label: string) {}
    },
    CompletionItemKind: { Snippet: 14 },
    window: {
      ...base.window,
      get activeTextEditor(): object | undefined {
        return editor.active === undefined ? undefined : { document: editor.active };
      },
      get visibleTextEditors(): readonly object[] {
        return editor.active === undefined ? [] : [{ document: editor.active }];
      },
      onDidChangeActiveTextEditor: activeEditor.event,
      onDidChangeWindowState: windowState.event,
    },
    FileSystemError,
    FileType: { File: 1, Directory: 2 },
    workspace: {
      ...base.workspace,
      fs: { ...base.workspace.fs, stat, readDirectory },
      asRelativePath: (uri: base.Uri) => uri.path.replace(/^\//, ""),
      getWorkspaceFolder: (uri: base.Uri) =>
        editor.workspaceFolder !== undefined && uri.toString().startsWith(`${editor.workspaceFolder}/`)
          ? { uri: base.Uri.parse(editor.workspaceFolder) }
          : undefined,
      findFiles,
      createFileSystemWatcher: () => ({
        onDidChange: watched.event,
        onDidCreate: createdOutside.event,
        onDidDelete: deletedOutside.event,
        dispose: () => undefined,
      }),
      get textDocuments(): readonly FakeTextDocument[] {
        return editor.documents;
      },
      onDidOpenTextDocument: opened.event,
      onDidChangeTextDocument: changed.event,
      onDidCloseTextDocument: closed.event,
      onDidSaveTextDocument: saved.event,
      onDidCreateFiles: created.event,
      onDidDeleteFiles: deleted.event,
      onDidRenameFiles: renamed.event,
      registerTextDocumentContentProvider: provider,
    },
    languages: {
      registerHoverProvider: (_selector: unknown, hover: HoverProvider) => {
        editor.hover = hover;
        return provider();
      },
      registerCodeActionsProvider: (_selector: unknown, actions: CodeActionProvider) => {
        editor.actions = actions;
        return provider();
      },
      registerCodeLensProvider: (_selector: unknown, lenses: CodeLensProvider) => {
        editor.lenses = lenses;
        return provider();
      },
      registerCompletionItemProvider: provider,
      createDiagnosticCollection: (name: string) => {
        const shown = name === "azureVmBackup.workspace" ? editor.workspaceDiagnostics : editor.diagnostics;
        return {
          set: (uri: base.Uri, diagnostics: readonly base.Diagnostic[]) => shown.set(uri.toString(), diagnostics),
          delete: (uri: base.Uri) => shown.delete(uri.toString()),
          clear: () => shown.clear(),
          dispose: () => shown.clear(),
        };
      },
      createLanguageStatusItem: (id: string, selector: readonly string[]) => {
        const status = id === "azureVmBackup.parameterFile" ? editor.parameterStatus : editor.status;
        status.selector = selector;
        return Object.assign(status, { dispose: () => (status.disposed = true) });
      },
    },
  };
}

class CodeActionKind {
  public constructor(public readonly value: string) {}
  public append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }
  public contains(other: CodeActionKind): boolean {
    return other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}

class WorkspaceEdit {
  public readonly replaced: { readonly range: base.Range; readonly text: string }[] = [];
  public replace(_uri: base.Uri, range: base.Range, text: string): void {
    this.replaced.push({ range, text });
  }
}

function joinPath(folder: base.Uri, ...parts: readonly string[]): base.Uri {
  let joined = [folder.toString().replace(/\/$/, ""), ...parts].join("/");
  for (let before = ""; before !== joined;) {
    before = joined;
    joined = joined.replace(/\/(?!\.\.\/)[^/]+\/\.\.(?=\/|$)/, "");
  }
  return base.Uri.parse(joined);
}
