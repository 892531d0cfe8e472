/**
 * Stands in for the module `vscode` in unit tests: real value types and events, and windows that remember what was asked.
 * It knows as much of the editor as the tests need; behaviour of VS Code itself is tested in the extension host.
 */
export class Disposable {
  public static from(...disposables: readonly { dispose: () => unknown }[]): Disposable {
    return new Disposable(() => disposables.forEach((disposable) => disposable.dispose()));
  }
  readonly #callOnDispose: () => unknown;
  public constructor(callOnDispose: () => unknown) {
    this.#callOnDispose = callOnDispose;
  }
  public dispose(): void {
    this.#callOnDispose();
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => unknown>();
  public readonly event = (listener: (event: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  public fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }
  public dispose(): void {
    this.#listeners.clear();
  }
}

export class CancellationError extends Error {
  public constructor() {
    super("Canceled");
    this.name = "Canceled";
  }
}

export class CancellationTokenSource {
  readonly #emitter = new EventEmitter<undefined>();
  public readonly token = { isCancellationRequested: false, onCancellationRequested: this.#emitter.event };
  public cancel(): void {
    this.token.isCancellationRequested = true;
    this.#emitter.fire(undefined);
  }
  public dispose(): void {
    this.#emitter.dispose();
  }
}

export class ThemeColor {
  public constructor(public readonly id: string) {}
}

export class ThemeIcon {
  public constructor(
    public readonly id: string,
    public readonly color?: ThemeColor,
  ) {}
}

export class MarkdownString {
  public isTrusted: unknown = false;
  public supportThemeIcons = false;
  public constructor(public value = "") {}
  public appendMarkdown(value: string): this {
    this.value += value;
    return this;
  }
  public appendText(value: string): this {
    this.value += value.replace(/[\\`*_{}[\]()#+\-!~]/g, "\\$&");
    return this;
  }
}

export class Uri {
  public readonly scheme: string;
  public readonly path: string;
  readonly #text: string;
  private constructor(text: string) {
    this.#text = text;
    this.scheme = /^([a-z][\w+.-]*):/i.exec(text)?.[1] ?? "file";
    this.path = text.replace(/^[a-z][\w+.-]*:(\/\/[^/]*)?/i, "");
  }
  public static parse(text: string): Uri {
    return new Uri(text);
  }
  public static file(path: string): Uri {
    return new Uri(`file://${path}`);
  }
  public static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri([base.toString().replace(/\/$/, ""), ...parts].join("/"));
  }
  public get fsPath(): string {
    return this.path;
  }
  public toString(): string {
    return this.#text;
  }
}

export class Position {
  public constructor(
    public readonly line: number,
    public readonly character: number,
  ) {}
}

export class Range {
  public readonly start: Position;
  public readonly end: Position;
  public constructor(startLine: Position | number, startCharacter: Position | number, endLine = 0, endCharacter = 0) {
    this.start = typeof startLine === "number" ? new Position(startLine, Number(startCharacter)) : startLine;
    this.end = typeof startCharacter === "number" ? new Position(endLine, endCharacter) : startCharacter;
  }
}

export class Diagnostic {
  public source: string | undefined;
  public code: unknown;
  public tags: readonly number[] | undefined;
  public relatedInformation: readonly unknown[] | undefined;
  public constructor(
    public readonly range: Range,
    public readonly message: string,
    public readonly severity = 0,
  ) {}
}

export class Location {
  public constructor(
    public readonly uri: Uri,
    public readonly range: Range,
  ) {}
}

export class DiagnosticRelatedInformation {
  public constructor(
    public readonly location: Location,
    public readonly message: string,
  ) {}
}

export class TreeItem {
  public id: string | undefined;
  public constructor(
    public readonly label: unknown,
    public readonly collapsibleState = 0,
  ) {}
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const QuickInputButtons = { Back: { iconPath: "back" } };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };

/** A message that was shown; `answer` clicks a button of it, or closes it with undefined. */
export interface ShownMessage {
  readonly level: "information" | "warning" | "error";
  readonly text: string;
  /** The small print of a modal message. */
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
  readonly answer: (button: string | undefined) => void;
}

/** What a quick pick or an input box looks like from the user's side. */
export class FakeInput {
  public title: string | undefined;
  public prompt: string | undefined;
  public placeholder: string | undefined;
  public value = "";
  public step: number | undefined;
  public totalSteps: number | undefined;
  public busy = false;
  public ignoreFocusOut = false;
  public matchOnDescription = false;
  public matchOnDetail = false;
  public canSelectMany = false;
  public items: readonly {
    readonly label: string;
    readonly description?: string;
    readonly detail?: string;
    readonly kind?: number;
  }[] = [];
  public selectedItems: readonly unknown[] = [];
  public activeItems: readonly unknown[] = [];
  public keepScrollPosition = false;
  public validationMessage: unknown;
  public disposed = false;
  public buttons: readonly unknown[] = [];
  readonly #button = new EventEmitter<unknown>();
  public readonly onDidTriggerButton = this.#button.event;
  readonly #accept = new EventEmitter<undefined>();
  readonly #hide = new EventEmitter<undefined>();
  readonly #value = new EventEmitter<string>();
  public readonly onDidAccept = this.#accept.event;
  public readonly onDidHide = this.#hide.event;
  public readonly onDidChangeValue = this.#value.event;
  readonly #selection = new EventEmitter<readonly unknown[]>();
  public readonly onDidChangeSelection = this.#selection.event;
  public show(): void {
    fake.inputs.push(this);
  }
  public dispose(): void {
    this.disposed = true;
  }
  public type(value: string): void {
    this.value = value;
    this.#value.fire(value);
  }
  public accept(label?: string): void {
    if (label !== undefined) {
      this.selectedItems = this.items.filter((item) => item.label === label);
    }
    this.#accept.fire(undefined);
  }
  /** Ticks just these lines. */
  public tick(...labels: readonly string[]): void {
    this.selectedItems = this.items.filter((item) => labels.includes(item.label));
    this.#selection.fire(this.selectedItems);
  }
  public escape(): void {
    this.#hide.fire(undefined);
  }
  /** Clicks a button by its tooltip; there must be one. */
  public click(tooltip: string): void {
    const button = this.buttons.find(
      (one) => typeof one === "object" && one !== null && "tooltip" in one && one.tooltip === tooltip,
    );
    if (button === undefined) {
      throw new Error(`There is no button ${tooltip}.`);
    }
    this.#button.fire(button);
  }
  /** Clicks the Back button; there must be one. */
  public back(): void {
    if (!this.buttons.includes(QuickInputButtons.Back)) {
      throw new Error("There is no Back button.");
    }
    this.#button.fire(QuickInputButtons.Back);
  }
}

/** A tree view that nobody draws. */
export class FakeTreeView {
  public visible = false;
  public badge: { readonly value: number; readonly tooltip: string } | undefined;
  public description: string | undefined;
  readonly #visibility = new EventEmitter<{ readonly visible: boolean }>();
  public readonly onDidChangeVisibility = this.#visibility.event;
  public dispose(): void {
    this.#visibility.dispose();
  }
}

/** A webview panel whose page is a string and whose messages are a list. */
export class FakePanel {
  public title: string;
  public iconPath: unknown;
  public visible = true;
  public revealed = 0;
  readonly #dispose = new EventEmitter<undefined>();
  readonly #viewState = new EventEmitter<undefined>();
  readonly #message = new EventEmitter<unknown>();
  public readonly onDidDispose = this.#dispose.event;
  public readonly onDidChangeViewState = this.#viewState.event;
  public readonly posted: unknown[] = [];
  public readonly webview = {
    html: "",
    options: {},
    cspSource: "https://webview.test",
    asWebviewUri: (uri: Uri): Uri => Uri.parse(`https://webview.test${uri.path}`),
    onDidReceiveMessage: this.#message.event,
    postMessage: (message: unknown): Promise<boolean> => {
      this.posted.push(message);
      return Promise.resolve(true);
    },
  };
  public constructor(
    public readonly viewType: string,
    title: string,
  ) {
    this.title = title;
  }
  public reveal(): void {
    this.revealed += 1;
  }
  public dispose(): void {
    this.#dispose.fire(undefined);
  }
  public receive(message: unknown): void {
    this.#message.fire(message);
  }
}

interface Serializer {
  readonly deserializeWebviewPanel: (panel: FakePanel, state: unknown) => Promise<void>;
}

/** What tests look at and set; `resetFakeVscode` empties it. */
export const fake = {
  messages: [] as ShownMessage[],
  inputs: [] as FakeInput[],
  panels: [] as FakePanel[],
  treeViews: new Map<string, FakeTreeView>(),
  serializers: new Map<string, Serializer>(),
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  executed: [] as { readonly command: string; readonly args: readonly unknown[] }[],
  contexts: new Map<string, unknown>(),
  settings: new Map<string, unknown>(),
  configurationChanged: new EventEmitter<{ affectsConfiguration: (name: string) => boolean }>(),
  sessionsChanged: new EventEmitter<{ readonly provider: { readonly id: string } }>(),
  files: new Map<string, Uint8Array>(),
  opened: [] as string[],
  /** What the save dialog answers; undefined when the user leaves it. */
  saveAs: undefined as Uri | undefined,
  clipboard: "",
  /** Texts that wait in terminals for the user to press Enter. */
  typed: [] as string[],
  progress: [] as {
    readonly title: string | undefined;
    readonly reports: unknown[];
    readonly source: CancellationTokenSource;
  }[],
  getSession: undefined as ((provider: string, request: unknown, options: object) => Promise<unknown>) | undefined,
  getAccounts: undefined as ((provider: string) => Promise<readonly unknown[]>) | undefined,
};

export function resetFakeVscode(): void {
  fake.messages.length = 0;
  fake.inputs.length = 0;
  fake.panels.length = 0;
  fake.serializers.clear();
  fake.treeViews.clear();
  fake.commands.clear();
  fake.executed.length = 0;
  fake.contexts.clear();
  fake.settings.clear();
  fake.files.clear();
  fake.opened.length = 0;
  fake.progress.length = 0;
  fake.clipboard = "";
  fake.typed.length = 0;
  fake.saveAs = undefined;
  fake.getSession = undefined;
  fake.getAccounts = undefined;
  fake.configurationChanged.dispose();
  fake.sessionsChanged.dispose();
}

function showMessage(level: ShownMessage["level"]) {
  return (text: string, ...rest: readonly unknown[]): Promise<string | undefined> =>
    new Promise((answer) => {
      const buttons = rest.filter((part) => typeof part === "string");
      const [options] = rest;
      const detail =
        typeof options === "object" && options !== null && "detail" in options ? String(options.detail) : undefined;
      fake.messages.push({ level, text, detail, buttons, answer });
    });
}

export const window = {
  showInformationMessage: showMessage("information"),
  showWarningMessage: showMessage("warning"),
  showErrorMessage: showMessage("error"),
  createQuickPick: (): FakeInput => new FakeInput(),
  createInputBox: (): FakeInput => new FakeInput(),
  createTreeView: (id: string): FakeTreeView => {
    const view = new FakeTreeView();
    fake.treeViews.set(id, view);
    return view;
  },
  showSaveDialog: (): Promise<Uri | undefined> => Promise.resolve(fake.saveAs),
  createWebviewPanel: (viewType: string, title: string): FakePanel => {
    const panel = new FakePanel(viewType, title);
    fake.panels.push(panel);
    return panel;
  },
  registerWebviewPanelSerializer: (viewType: string, serializer: Serializer): Disposable => {
    fake.serializers.set(viewType, serializer);
    return new Disposable(() => fake.serializers.delete(viewType));
  },
  createTerminal: (): { show: () => void; sendText: (text: string, run: boolean) => void } => ({
    show: () => undefined,
    sendText: (text, run) => void fake.typed.push(run ? `${text}\n` : text),
  }),
  withProgress: <T>(
    options: { readonly title?: string },
    task: (progress: { report: (value: unknown) => void }, token: CancellationTokenSource["token"]) => Promise<T>,
  ): Promise<T> => {
    const entry = { title: options.title, reports: [] as unknown[], source: new CancellationTokenSource() };
    fake.progress.push(entry);
    return task({ report: (value) => entry.reports.push(value) }, entry.source.token);
  },
};

export const commands = {
  registerCommand: (id: string, run: (...args: unknown[]) => unknown): Disposable => {
    fake.commands.set(id, run);
    return new Disposable(() => fake.commands.delete(id));
  },
  executeCommand: async (id: string, ...args: unknown[]): Promise<unknown> => {
    if (id === "setContext") {
      fake.contexts.set(String(args[0]), args[1]);
      return undefined;
    }
    fake.executed.push({ command: id, args });
    return await fake.commands.get(id)?.(...args);
  },
};

interface FakeConfiguration {
  readonly get: (name: string) => unknown;
  readonly inspect: () => object;
  readonly update: (name: string, value: unknown) => Promise<void>;
}

export const workspace = {
  getConfiguration: (section: string): FakeConfiguration => ({
    get: (name: string): unknown => fake.settings.get(`${section}.${name}`),
    inspect: (): object => ({}),
    update: (name: string, value: unknown): Promise<void> => {
      fake.settings.set(`${section}.${name}`, value);
      fake.configurationChanged.fire({ affectsConfiguration: (asked) => `${section}.${name}`.startsWith(asked) });
      return Promise.resolve();
    },
  }),
  onDidChangeConfiguration: fake.configurationChanged.event,
  fs: {
    readFile: (uri: Uri): Promise<Uint8Array> => {
      const content = fake.files.get(uri.toString());
      return content === undefined
        ? Promise.reject(new Error(`no such file: ${uri.toString()}`))
        : Promise.resolve(content);
    },
    writeFile: (uri: Uri, content: Uint8Array): Promise<void> => {
      fake.files.set(uri.toString(), content);
      return Promise.resolve();
    },
    rename: (from: Uri, to: Uri): Promise<void> => {
      const content = fake.files.get(from.toString());
      if (content === undefined) {
        return Promise.reject(new Error(`no such file: ${from.toString()}`));
      }
      fake.files.delete(from.toString());
      fake.files.set(to.toString(), content);
      return Promise.resolve();
    },
    delete: (uri: Uri): Promise<void> => {
      fake.files.delete(uri.toString());
      return Promise.resolve();
    },
    createDirectory: (): Promise<void> => Promise.resolve(),
  },
};

export const authentication = {
  getSession: (provider: string, request: unknown, options: object): Promise<unknown> =>
    fake.getSession?.(provider, request, options) ?? Promise.resolve(undefined),
  getAccounts: (provider: string): Promise<readonly unknown[]> => fake.getAccounts?.(provider) ?? Promise.resolve([]),
  onDidChangeSessions: fake.sessionsChanged.event,
};

export const env = {
  language: "en",
  openExternal: (uri: Uri): Promise<boolean> => {
    fake.opened.push(uri.toString());
    return Promise.resolve(true);
  },
  clipboard: {
    writeText: (text: string): Promise<void> => {
      fake.clipboard = text;
      return Promise.resolve();
    },
  },
};

export const l10n = {
  bundle: undefined,
  t: (message: string, ...args: readonly (string | number | boolean)[]): string =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole)),
};
