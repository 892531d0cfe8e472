import { Uri } from "vscode";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { activateDiagnostics } from "../../../../src/features/diagnostics/activate";
import { CommandRegistry } from "../../../../src/host/commands";
import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import { Settings } from "../../../../src/host/settings";
import { WebviewHost } from "../../../../src/host/webviews/webviewHost";
import { MemoryMemento } from "../../support/memoryMemento";
import { recordingLog } from "../../support/recordingLog";
import { editor, FakeTextDocument } from "./fakeEditor";

/** Long enough for a pause in typing to count as one. */
const pause = 5000;

/** The template check in the fake editor. */
export interface DiagnosticsUnderTest {
  /** Opens a document and waits until it is checked. */
  readonly open: (text: string, address?: string, languageId?: string) => Promise<FakeTextDocument>;
  /** Waits until everything that is under way has been done. */
  readonly settle: () => Promise<void>;
  /** Ends the extension. */
  readonly dispose: () => void;
  /** Ends the extension and starts it again, as a reload of the window does. */
  readonly reload: () => void;
}

/**
 * Starts the template check before each test and ends it afterwards, with a clock that the test moves. The test file itself puts the
 * fake editor in the place of the module: `vi.mock("vscode", async () => (await import("…/fakeEditor")).vscodeWithEditor())`.
 */
export function useDiagnostics(): DiagnosticsUnderTest {
  const memento = new MemoryMemento();
  let extension: { dispose: () => unknown } | undefined;

  function activate(): void {
    const { log } = recordingLog();
    extension = activateDiagnostics({
      commands: new CommandRegistry(new ErrorBoundary(log)),
      settings: new Settings(),
      log,
      webviews: new WebviewHost(Uri.parse("file:///extension"), new ErrorBoundary(log)),
      workspaceState: memento,
      extensionUri: Uri.parse("file:///extension"),
      loadAnalysis: () => import("../../../../src/analysis"),
    });
  }

  function dispose(): void {
    extension?.dispose();
    extension = undefined;
  }

  async function settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(pause);
  }

  beforeAll(async () => {
    // The analysis is loaded on demand, which takes real time; once loaded, it is there at once.
    await import("../../../../src/analysis");
  });

  beforeEach(async () => {
    vi.useFakeTimers();
    editor.reset();
    await memento.update("azureVmBackup.parameterFiles", undefined);
    activate();
  });

  afterEach(() => {
    dispose();
    vi.useRealTimers();
  });

  return {
    settle,
    dispose,
    open: async (text, address = "file:///w/vm.json", languageId) => {
      const document = editor.open(new FakeTextDocument(address, text, languageId));
      await settle();
      return document;
    },
    reload: () => {
      dispose();
      activate();
    },
  };
}
