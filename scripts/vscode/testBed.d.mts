import type { Browser } from "playwright-core";

export interface TestBedOptions {
  /** For logs and temporary folders. */
  readonly name: string;
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the extension finds the sandbox in its environment; default true. */
  readonly attach?: boolean;
  /** Handed to `startSandbox`; `speed` 4 makes a backup take about 5 s. */
  readonly sandbox?: { readonly speed?: number; readonly retryAfterSeconds?: number; readonly estate?: "fleet" };
}

export interface TestBed {
  readonly browser: Browser;
  /** A writable copy of the sample workspace. */
  readonly workspace: string;
  readonly sandbox: { readonly url: string; readonly token: string; readonly publicOrigin: string };
  /** Opens VS Code on the workspace. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export function installPackagedExtension(): Promise<void>;
export function startTestBed(options: TestBedOptions): Promise<TestBed>;
