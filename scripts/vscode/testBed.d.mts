import type { Browser } from "playwright-core";

export interface TestBedOptions {
  /** For logs and temporary folders. */
  readonly name: string;
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the extension finds the sandbox in its environment; default true. */
  readonly attach?: boolean;
  /** People whom VS Code's Microsoft sign-in knows, each at home in a tenant; default: VS Code's own sign-in, with nobody. */
  readonly people?: readonly TestPerson[];
  /** Handed to `startSandbox`; `speed` 4 makes a backup take about 5 s. */
  readonly sandbox?: { readonly speed?: number; readonly retryAfterSeconds?: number; readonly estate?: "fleet" };
}

export interface TestPerson {
  readonly id: string;
  /** "ana@larkmoor.example" */
  readonly label: string;
  readonly tenantId: string;
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
