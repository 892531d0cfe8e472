import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import type { Panel, PanelKind } from "../../../../src/host/webviews/webviewHost";
import { WebviewHost } from "../../../../src/host/webviews/webviewHost";
import { fake, FakePanel, resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";

interface State {
  readonly vm: string;
}

describe("the webview host", () => {
  const boundary = new ErrorBoundary(recordingLog().log);
  let host: WebviewHost;
  let served: { readonly panel: Panel<string, string>; readonly state: State; ended: boolean }[];
  let received: string[];

  const kind: PanelKind<State, string, string> = {
    viewType: "azureVmBackup.readiness",
    script: "readiness",
    isState: (value): value is State => typeof value === "object" && value !== null && "vm" in value,
    isMessage: (value) => typeof value === "string",
    keyOf: (state) => state.vm,
    titleOf: (state) => `Check ${state.vm}`,
    serve: (panel, state) => {
      const entry = { panel, state, ended: false };
      served.push(entry);
      panel.onMessage((message) => received.push(message));
      return new vscode.Disposable(() => {
        entry.ended = true;
      });
    },
  };

  beforeEach(() => {
    resetFakeVscode();
    host = new WebviewHost(vscode.Uri.file("/extension"), boundary);
    served = [];
    received = [];
  });

  it("allows nothing but its own scripts and styles", () => {
    host.show(kind, { vm: "vm1" });
    const html = fake.panels[0]?.webview.html ?? "";
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(html)?.[1] ?? "no nonce";
    expect(html).toContain("default-src 'none'");
    expect(html).toContain(`style-src 'nonce-${nonce}'`);
    expect(html).not.toContain("unsafe");
    expect(html).toContain(`<script nonce="${nonce}" src="https://webview.test/extension/dist/webviews/readiness.js">`);
    expect(html).toContain("/extension/media/webviews/shared.css");
    expect(html).toContain('<html lang="en">');
  });

  it("uses a fresh nonce for each page", () => {
    host.show(kind, { vm: "a" });
    host.show(kind, { vm: "b" });
    const nonces = fake.panels.map((panel) => /nonce-([\w-]+)/.exec(panel.webview.html)?.[1]);
    expect(new Set(nonces).size).toBe(2);
  });

  it("writes state into the page so that no text can end the script element", () => {
    host.show(kind, { vm: "</script><script>alert(1)</script>" });
    const html = fake.panels[0]?.webview.html ?? "";
    expect(html).not.toContain("<script>alert");
    const data = /id="state"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? "null";
    expect(JSON.parse(data)).toEqual({ vm: "</script><script>alert(1)</script>" });
  });

  it("reveals the panel that is there instead of opening a second one", () => {
    host.show(kind, { vm: "/Subscriptions/1/VM" });
    host.show(kind, { vm: "/subscriptions/1/vm" });
    expect(fake.panels).toHaveLength(1);
    expect(fake.panels[0]?.revealed).toBe(1);
  });

  it("passes on only messages that it understands", () => {
    host.show(kind, { vm: "vm1" });
    fake.panels[0]?.receive({ evil: true });
    fake.panels[0]?.receive("recheck");
    expect(received).toEqual(["recheck"]);
  });

  it("ends the service of a panel with the panel, and opens a new one afterwards", () => {
    host.show(kind, { vm: "vm1" });
    fake.panels[0]?.dispose();
    expect(served[0]?.ended).toBe(true);
    expect(served[0]?.panel.signal.aborted).toBe(true);
    served[0]?.panel.post("too late");
    expect(fake.panels[0]?.posted).toEqual([]);
    host.show(kind, { vm: "vm1" });
    expect(fake.panels).toHaveLength(2);
  });

  it("brings a panel back after a reload with the state that it kept", async () => {
    host.register(kind);
    const restored = new FakePanel(kind.viewType, "");
    await fake.serializers.get(kind.viewType)?.deserializeWebviewPanel(restored, { vm: "vm7" });
    expect(restored.title).toBe("Check vm7");
    expect(served[0]?.state).toEqual({ vm: "vm7" });
  });

  it("closes a panel whose kept state it does not understand", async () => {
    host.register(kind);
    const restored = new FakePanel(kind.viewType, "");
    let closed = false;
    restored.onDidDispose(() => (closed = true));
    await fake.serializers.get(kind.viewType)?.deserializeWebviewPanel(restored, { old: 1 });
    expect(closed).toBe(true);
    expect(served).toEqual([]);
  });
});
