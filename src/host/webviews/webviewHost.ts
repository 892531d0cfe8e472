import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { ErrorBoundary } from "../errors/errorBoundary";
import { webviewHtml } from "./webviewHtml";

/** What a kind of panel is: its bundle, its state, and the code that serves one of its panels. */
export interface PanelKind<State, Incoming, Outgoing> {
  /** Type for VS Code: azureVmBackup.readiness; also what finds the panel's kind after a reload. */
  readonly viewType: string;
  /** dist/webviews/<script>.js and media/webviews/<script>.css */
  readonly script: string;
  /** Recognises the state that the webview kept with `setState`; an older version may have written it. */
  readonly isState: (value: unknown) => value is State;
  /** Recognises messages from the webview; others are ignored. */
  readonly isMessage: (value: unknown) => value is Incoming;
  /** One panel per key: showing the same key again reveals the panel that is there. */
  readonly keyOf: (state: State) => string;
  readonly titleOf: (state: State) => string;
  /** The tab's icon: `media/NAME-light.svg` and `media/NAME-dark.svg`, because an image cannot follow the theme. */
  readonly icon?: string | undefined;
  /** Serves a panel, new or restored, until `panel.signal` is aborted. */
  readonly serve: (panel: Panel<Incoming, Outgoing>, state: State) => vscode.Disposable;
}

/** One open panel, as the code that serves it sees it. */
export interface Panel<Incoming, Outgoing> {
  /** Aborted when the panel is closed. */
  readonly signal: AbortSignal;
  readonly post: (message: Outgoing) => void;
  /** Messages that have passed the guard; what the listener throws goes to the error boundary. */
  readonly onMessage: (listener: (message: Incoming) => unknown) => vscode.Disposable;
  readonly setTitle: (title: string) => void;
  readonly visible: () => boolean;
  readonly onDidChangeVisibility: (listener: () => void) => vscode.Disposable;
  readonly close: () => void;
}

/** Opens, finds again and restores panels. */
export class WebviewHost implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #boundary: ErrorBoundary;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  public constructor(extensionUri: vscode.Uri, boundary: ErrorBoundary) {
    this.#extensionUri = extensionUri;
    this.#boundary = boundary;
  }

  /** Must be called at activation, or panels of this kind do not come back after a reload. */
  public register<S, I, O>(kind: PanelKind<S, I, O>): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        if (kind.isState(state) && !this.#open.has(this.#key(kind, state))) {
          this.#attach(kind, panel, state);
        } else {
          panel.dispose();
        }
        return Promise.resolve();
      },
    });
  }

  /** Opens a panel, or reveals the one of the same key. */
  public show<S, I, O>(kind: PanelKind<S, I, O>, state: S): void {
    const existing = this.#open.get(this.#key(kind, state));
    if (existing !== undefined) {
      existing.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(kind.viewType, kind.titleOf(state), vscode.ViewColumn.Active);
    this.#attach(kind, panel, state);
  }

  public dispose(): void {
    for (const panel of [...this.#open.values()]) {
      panel.dispose();
    }
  }

  #key<S, I, O>(kind: PanelKind<S, I, O>, state: S): string {
    return `${kind.viewType} ${kind.keyOf(state).toLowerCase()}`;
  }

  #attach<S, I, O>(kind: PanelKind<S, I, O>, webviewPanel: vscode.WebviewPanel, state: S): void {
    const key = this.#key(kind, state);
    const closed = new AbortController();
    this.#open.set(key, webviewPanel);
    webviewPanel.title = kind.titleOf(state);
    if (kind.icon !== undefined) {
      webviewPanel.iconPath = {
        light: this.#uri("media", `${kind.icon}-light.svg`),
        dark: this.#uri("media", `${kind.icon}-dark.svg`),
      };
    }
    webviewPanel.webview.options = {
      enableScripts: true,
      localResourceRoots: [this.#uri("dist", "webviews"), this.#uri("media", "webviews")],
    };
    const serving = kind.serve(this.#panel(kind, webviewPanel, closed.signal), state);
    webviewPanel.onDidDispose(() => {
      this.#open.delete(key);
      closed.abort();
      serving.dispose();
    });
    // Last, so that no message of the page can come before somebody listens.
    webviewPanel.webview.html = this.#html(kind.script, webviewPanel, state);
  }

  #panel<S, I, O>(kind: PanelKind<S, I, O>, panel: vscode.WebviewPanel, signal: AbortSignal): Panel<I, O> {
    return {
      signal,
      post: (message) => {
        if (!signal.aborted) {
          void panel.webview.postMessage(message);
        }
      },
      onMessage: (listener) =>
        panel.webview.onDidReceiveMessage((message: unknown) => {
          if (kind.isMessage(message)) {
            void this.#boundary.guard(`${kind.viewType}: message`, () => listener(message));
          }
        }),
      setTitle: (title) => {
        panel.title = title;
      },
      visible: () => panel.visible,
      onDidChangeVisibility: (listener) => panel.onDidChangeViewState(listener),
      close: () => {
        panel.dispose();
      },
    };
  }

  #html(script: string, panel: vscode.WebviewPanel, state: unknown): string {
    const source = (...path: string[]): string => panel.webview.asWebviewUri(this.#uri(...path)).toString();
    return webviewHtml({
      nonce: randomBytes(18).toString("base64url"),
      language: vscode.env.language,
      title: panel.title,
      script: source("dist", "webviews", `${script}.js`),
      styles: [source("media", "webviews", "shared.css"), source("media", "webviews", `${script}.css`)],
      l10nBundle: vscode.l10n.bundle,
      state,
    });
  }

  #uri(...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, ...path);
  }
}
