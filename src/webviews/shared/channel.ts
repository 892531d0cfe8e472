/** The part of `acquireVsCodeApi()` that the panels use; tests pass their own. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The panel's end of the line to the extension: typed both ways, and what is not understood is dropped. */
export class Channel<Incoming, Outgoing> {
  readonly #api: WebviewApi;
  readonly #isIncoming: (message: unknown) => message is Incoming;

  public constructor(api: WebviewApi, isIncoming: (message: unknown) => message is Incoming) {
    this.#api = api;
    this.#isIncoming = isIncoming;
  }

  public post(message: Outgoing): void {
    this.#api.postMessage(message);
  }

  /** Calls `listener` for every understood message from now on. */
  public listen(listener: (message: Incoming) => void): void {
    window.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (this.#isIncoming(event.data)) {
        listener(event.data);
      }
    });
  }
}
