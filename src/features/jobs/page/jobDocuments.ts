import * as vscode from "vscode";
import { errorText } from "../../../host/errors/azureErrorText";
import type { Log } from "../../../host/log";
import type { AzureSession } from "../../../host/session";
import type { Clock } from "../../../host/clock";
import { jobMarkdown } from "./jobMarkdown";

/** Scheme of the read-only pages of jobs. */
export const jobScheme = "azure-vm-backup-job";

/** Where a job is. */
export interface JobAddress {
  readonly vaultId: string;
  readonly jobName: string;
  /** The paired region, for a job that runs there. */
  readonly region?: string | undefined;
}

/** The address of a job's page; its path is what the tab shows. */
export function jobUri(job: JobAddress, title: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: jobScheme,
    path: `/${title.replace(/[/\\?#]/g, " ")}.md`,
    query: JSON.stringify([job.vaultId, job.jobName, ...(job.region === undefined ? [] : [job.region])]),
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function addressOf(uri: vscode.Uri): JobAddress | undefined {
  const parts: unknown = JSON.parse(uri.query);
  if (!isTexts(parts)) {
    return undefined;
  }
  const [vaultId, jobName, region] = parts;
  return vaultId !== undefined && jobName !== undefined ? { vaultId, jobName, region } : undefined;
}

/** Gives the pages of jobs their text, and renews it while jobs change. */
export class JobDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: AzureSession;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  public readonly onDidChange = this.#changed.event;

  public constructor(session: AzureSession, clock: Clock, log: Log) {
    this.#session = session;
    this.#clock = clock;
    this.#log = log;
  }

  public async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = addressOf(uri);
    if (address === undefined) {
      return "";
    }
    try {
      const connection = await this.#session.connection();
      const job = await connection.getJob(address.vaultId, address.jobName, { region: address.region });
      return jobMarkdown(job, this.#clock.now());
    } catch (error) {
      this.#log.error("Job details", error);
      return errorText(error).message;
    }
  }

  /** Reads the open pages again. */
  public renew(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === jobScheme) {
        this.#changed.fire(document.uri);
      }
    }
  }

  public dispose(): void {
    this.#changed.dispose();
  }
}
