import * as vscode from "vscode";
import type { Panel } from "../../../../src/host/webviews/webviewHost";

/** What a server of a panel talks to, and what it said. */
export interface FakePanel<Incoming, Outgoing> {
  readonly panel: Panel<Incoming, Outgoing>;
  readonly posted: Outgoing[];
  /** Says something as the page does, and waits until it has been dealt with. */
  readonly say: (message: Incoming) => Promise<void>;
}

/** A panel without a page, which is always seen. */
export function fakePanel<Incoming, Outgoing>(): FakePanel<Incoming, Outgoing> {
  const posted: Outgoing[] = [];
  const closed = new AbortController();
  const nothing = new vscode.EventEmitter<Incoming>();
  let listener: ((message: Incoming) => unknown) | undefined;
  return {
    panel: {
      signal: closed.signal,
      post: (message) => posted.push(message),
      onMessage: (given) => {
        listener = given;
        return nothing.event(() => undefined);
      },
      setTitle: () => undefined,
      visible: () => true,
      onDidChangeVisibility: () => nothing.event(() => undefined),
      close: () => closed.abort(),
    },
    posted,
    say: async (message) => {
      await listener?.(message);
    },
  };
}
