import * as vscode from "vscode";
import type { AcceptedOperation, AzureConnection, CallOptions } from "../azure/connection";
import { isAzureFailure } from "./azureErrorText";
import { runAzureOperation } from "./azureOperation";
import { isReachable } from "./chosenSubscription";
import type { ErrorBoundary } from "./errorBoundary";
import { OperationError } from "./errors";
import { KeptList } from "./keptList";
import type { Kept } from "./keptList";
import type { Log } from "./log";
import type { ResourceChanges } from "./resourceChanges";
import { isSignedInAgain } from "./session";
import type { AzureSession } from "./session";

/** What somebody waits for. */
export interface OpenOperation {
  /** Of the notification: "Saving the policy Gold". */
  readonly title: string;
  /** What the views read again at the end. */
  readonly resourceId: string;
  /** Of the deletion of a vault: its status lives below the vault, and often goes with it. */
  readonly deletes?: "vault" | undefined;
}

interface StoredOperation extends OpenOperation {
  /** Undefined while Azure is being asked: then nobody can tell whether it has heard. */
  readonly accepted?: AcceptedOperation | undefined;
}

interface OpenOperationsOptions {
  readonly memento: vscode.Memento;
  readonly session: AzureSession;
  readonly changes: Pick<ResourceChanges, "announce">;
  readonly boundary: Pick<ErrorBoundary, "show">;
  readonly log: Pick<Log, "warn">;
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
  const { title, resourceId, deletes, accepted }: Partial<Record<keyof StoredOperation, unknown>> = value;
  return (
    [title, resourceId].every((text) => typeof text === "string") &&
    (deletes === undefined || deletes === "vault") &&
    isAccepted(accepted)
  );
}

/**
 * Operations without a job that somebody waits for: changes of vaults and policies. After a reload of the window the
 * waiting goes on where it was, and the end is told once. What has a job is told by the jobs.
 */
export class OpenOperations implements vscode.Disposable {
  readonly #options: OpenOperationsOptions;
  readonly #open: KeptList<StoredOperation>;
  readonly #subscription: vscode.Disposable;

  public constructor(options: OpenOperationsOptions) {
    this.#options = options;
    const { memento, now, log } = options;
    this.#open = new KeptList({ memento, key: "operations.open", isEntry: isStored, now, longest, log });
    this.#subscription = options.session.onDidChange(() => this.#goOn());
  }

  /** Goes on with what the window's former life was waiting for; does nothing when there is none. */
  public async start(): Promise<void> {
    if (this.#open.former.length > 0 && (await isSignedInAgain(this.#options.session))) {
      this.#goOn();
    }
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
  public during<T>(
    operation: OpenOperation,
    work: (onAccepted: (accepted: AcceptedOperation) => void) => Promise<T>,
  ): Promise<T> {
    return this.#open.during(operation, (note) => work((accepted) => note({ accepted })));
  }

  public dispose(): void {
    this.#open.dispose();
    this.#subscription.dispose();
  }

  /** Operations of another account wait for it. */
  #goOn(): void {
    for (const operation of this.#open.former.filter((one) => isReachable(this.#options.session, one.resourceId))) {
      void this.#resume(operation);
    }
  }

  /** Never rejects. */
  async #resume(operation: Kept<StoredOperation>): Promise<void> {
    const { title, resourceId } = operation;
    const { changes, boundary } = this.#options;
    try {
      const isDone = await this.#open.goOn(operation, () => this.#endOf(operation));
      // Not awaited: the message stays until it is closed.
      void (isDone
        ? vscode.window.showInformationMessage(vscode.l10n.t("{0}: done.", title))
        : vscode.window.showWarningMessage(
            vscode.l10n.t(
              "{0}: the window was closed while Azure was being asked. Look whether it has been done.",
              title,
            ),
          ));
    } catch (error) {
      void boundary.show(title, error, () => this.#resume(operation), title);
    } finally {
      changes.announce(resourceId);
    }
  }

  /**
   * Waits until an operation of the former life has ended.
   * @returns false when nobody can tell whether it has begun
   * @throws AzureError, CancellationError, OperationError when Azure has forgotten it
   */
  async #endOf({ title, resourceId, deletes, accepted }: StoredOperation): Promise<boolean> {
    const connection = await this.#options.session.connection();
    if (accepted === undefined) {
      return deletes === "vault" && (await isGone(connection, resourceId));
    }
    try {
      await runAzureOperation(title, (options) => connection.awaitOperation(accepted, options));
      return true;
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
      if (deletes === "vault" && (await isGone(connection, resourceId))) {
        return true;
      }
      throw new OperationError(
        vscode.l10n.t("Azure does not know any more how it ended. Look whether it has been done."),
        [],
        { cause: error },
      );
    }
  }
}

function isNotFound(error: unknown): boolean {
  return isAzureFailure(error) && error.kind === "notFound";
}

async function isGone(connection: AzureConnection, vaultId: string): Promise<boolean> {
  try {
    await connection.getVault(vaultId);
    return false;
  } catch (error) {
    if (isNotFound(error)) {
      return true;
    }
    throw error;
  }
}
