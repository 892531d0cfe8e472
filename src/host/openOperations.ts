import * as vscode from "vscode";
import type { AcceptedOperation, CallOptions } from "../azure/connection";
import { errorText, isAzureFailure } from "./azureErrorText";
import { runAzureOperation } from "./azureOperation";
import { subscriptionOf } from "./chosenSubscription";
import { isCancellation } from "./errors";
import type { ResourceChanges } from "./resourceChanges";
import type { AzureSession } from "./session";
import { StoredValue } from "./state";

/** What somebody waits for. */
export interface OpenOperation {
  /** Of the notification: "Saving the policy Gold". */
  readonly title: string;
  /** What the views read again at the end. */
  readonly resourceId: string;
}

interface StoredOperation extends OpenOperation {
  /** Tells two runs of the same thing apart. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Undefined while Azure is being asked: then nobody can tell whether it has heard. */
  readonly accepted?: AcceptedOperation | undefined;
}

interface OpenOperationsOptions {
  readonly memento: vscode.Memento;
  readonly session: AzureSession;
  readonly changes: Pick<ResourceChanges, "announce">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds after which Azure knows nothing of an operation any more. */
const longest = 24 * 60 * 60_000;

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isAccepted(value: unknown): value is AcceptedOperation | undefined {
  if (value === undefined) {
    return true;
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { subscriptionId, statusUrl, location }: Partial<Record<keyof AcceptedOperation, unknown>> = value;
  return typeof subscriptionId === "string" && isText(statusUrl) && isText(location);
}

function isStored(value: unknown): value is StoredOperation {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { title, resourceId, key, since, accepted }: Partial<Record<keyof StoredOperation, unknown>> = value;
  return (
    [title, resourceId, key].every((text) => typeof text === "string") &&
    typeof since === "number" &&
    isAccepted(accepted)
  );
}

function areStored(value: unknown): value is readonly StoredOperation[] {
  return Array.isArray(value) && value.every(isStored);
}

/**
 * Operations without a job that somebody waits for: changes of vaults and policies. After a reload of the window the
 * waiting goes on where it was, and the end is told once. What has a job is told by the jobs.
 */
export class OpenOperations implements vscode.Disposable {
  readonly #options: OpenOperationsOptions;
  readonly #stored: StoredValue<readonly StoredOperation[]>;
  readonly #subscription: vscode.Disposable;
  #former: readonly StoredOperation[];
  #running: readonly StoredOperation[] = [];
  #count = 0;
  #disposed = false;

  public constructor(options: OpenOperationsOptions) {
    this.#options = options;
    this.#stored = new StoredValue(options.memento, "operations.open", areStored);
    const oldest = options.now() - longest;
    this.#former = (this.#stored.get() ?? []).filter(({ since }) => since > oldest);
    this.#subscription = options.session.onDidChange(() => this.#goOn());
  }

  /** Goes on with what the window's former life was waiting for; does nothing when there is none. */
  public async start(): Promise<void> {
    if (this.#former.length === 0) {
      return;
    }
    try {
      // Brings the account of the last time back, silently; the session's change then starts the waiting.
      await this.#options.session.connection();
    } catch {
      // Nobody is signed in: it waits until somebody is.
      return;
    }
    this.#goOn();
  }

  /**
   * Runs a change under a notification, remembers it until it has ended, and has the views read again what it was about,
   * also when it was cancelled or failed: Azure may have got somewhere.
   * @throws vscode.CancellationError, AzureError
   */
  public async run<T>(operation: OpenOperation, work: (options: CallOptions) => Promise<T>): Promise<T> {
    try {
      return await this.during(operation, (onAccepted) =>
        runAzureOperation(operation.title, (options) => work({ ...options, onAccepted })),
      );
    } finally {
      this.#options.changes.announce(operation.resourceId);
    }
  }

  /** Remembers a change until `work` has ended, which shows by itself how it goes. */
  public async during<T>(
    { title, resourceId }: OpenOperation,
    work: (onAccepted: (accepted: AcceptedOperation) => void) => Promise<T>,
  ): Promise<T> {
    const since = this.#options.now();
    this.#count += 1;
    let open: StoredOperation = { title, resourceId, key: `${since}.${this.#count}`, since };
    this.#running = [...this.#running, open];
    await this.#store();
    try {
      return await work((accepted) => {
        const known = { ...open, accepted };
        this.#running = this.#running.map((one) => (one === open ? known : one));
        open = known;
        void this.#store();
      });
    } finally {
      this.#running = this.#running.filter((one) => one !== open);
      // A window that is going away takes its waiting with it, and leaves what it has written.
      if (!this.#disposed) {
        await this.#store();
      }
    }
  }

  public dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
  }

  /** Operations of another account wait for it. */
  #goOn(): void {
    const { session } = this.#options;
    if (this.#disposed || session.state !== "ready") {
      return;
    }
    for (const operation of this.#former.filter(
      ({ resourceId }) => subscriptionOf(session, resourceId) !== undefined,
    )) {
      this.#former = this.#former.filter((one) => one !== operation);
      void this.#resume(operation);
    }
  }

  /** Never rejects. */
  async #resume(operation: StoredOperation): Promise<void> {
    const { title, resourceId, accepted } = operation;
    if (accepted === undefined) {
      await this.#store();
      this.#options.changes.announce(resourceId);
      tellUnknown(title, resourceId);
      return;
    }
    try {
      const connection = await this.#options.session.connection();
      await this.during({ title, resourceId }, (onAccepted) => {
        onAccepted(accepted);
        return runAzureOperation(title, (options) => connection.awaitOperation(accepted, options));
      });
      void vscode.window.showInformationMessage(vscode.l10n.t("{0}: done.", title));
    } catch (error) {
      // Not awaited: the message stays until it is closed.
      void tellFailed(title, error, () => this.#resume(operation));
    } finally {
      this.#options.changes.announce(resourceId);
    }
  }

  async #store(): Promise<void> {
    const all = [...this.#former, ...this.#running];
    await this.#stored.set(all.length === 0 ? undefined : all);
  }
}

function tellUnknown(title: string, resourceId: string): void {
  const text = vscode.l10n.t(
    "{0}: the window was closed while Azure was being asked. Look whether it has been done.",
    title,
  );
  const show = vscode.l10n.t("Show Vault");
  // Not awaited: the message stays until it is closed.
  void vscode.window
    .showWarningMessage(text, show)
    .then((chosen) =>
      chosen === show ? vscode.commands.executeCommand("azureVmBackup.findResource", { resourceId }) : undefined,
    );
}

async function tellFailed(title: string, error: unknown, again: () => Promise<void>): Promise<void> {
  if (isCancellation(error)) {
    return;
  }
  const { message, retry, help } = errorText(error);
  const forgotten = isAzureFailure(error) && error.kind === "notFound";
  const actions = [help, retry && !forgotten ? { title: vscode.l10n.t("Retry"), run: again } : undefined].filter(
    (action) => action !== undefined,
  );
  const chosen = await vscode.window.showErrorMessage(
    forgotten
      ? vscode.l10n.t("{0}: Azure does not know any more how it ended. Look whether it has been done.", title)
      : `${title}: ${message}`,
    ...actions.map((action) => action.title),
  );
  await actions.find((action) => action.title === chosen)?.run();
}
