import * as vscode from "vscode";
import type { AcceptedOperation, AzureConnection, CallOptions } from "../../azure/connection";
import { isAzureFailure } from "../errors/azureErrorText";
import { runAzureOperation } from "./azureOperation";
import { isReachable } from "../resources/chosenSubscription";
import type { ErrorBoundary } from "../errors/errorBoundary";
import { OperationError } from "../errors/errors";
import { Former } from "./formerOperation";
import type { FormerOperation } from "./formerOperation";
import { KeptList } from "../keptList";
import type { Kept } from "../keptList";
import type { Log } from "../log";
import { sameId } from "../resources/resourceId";
import type { ResourceChanges } from "../resources/resourceChanges";
import { isSignedInAgain } from "../session";
import type { AzureSession } from "../session";
import { isStored } from "./storedOperation";
import type { OpenOperation, StoredOperation } from "./storedOperation";

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

/**
 * Operations without a job that somebody waits for: changes of vaults and policies. After a reload of the window the
 * waiting goes on where it was, and the end is told once. What has a job is told by the jobs.
 */
export class OpenOperations implements vscode.Disposable {
  readonly #options: OpenOperationsOptions;
  readonly #open: KeptList<StoredOperation>;
  /** Those of the former life: what waits for its account, and what is waited for again. */
  #former: readonly Former[];
  readonly #subscription: vscode.Disposable;

  public constructor(options: OpenOperationsOptions) {
    this.#options = options;
    const { memento, now, log } = options;
    this.#open = new KeptList({ memento, key: "operations.open", isEntry: isStored, now, longest, log });
    this.#former = this.#open.former.map((operation) => new Former(operation));
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

  /** What the window's former life was waiting for on a resource; undefined when there is nothing, or it has ended. */
  public former(resourceId: string): FormerOperation | undefined {
    return this.#former.find(({ operation }) => sameId(operation.resourceId, resourceId));
  }

  public dispose(): void {
    this.#open.dispose();
    this.#subscription.dispose();
  }

  /** Operations of another account wait for it. */
  #goOn(): void {
    const open = new Set(this.#open.former);
    for (const former of this.#former) {
      if (open.has(former.operation) && isReachable(this.#options.session, former.operation.resourceId)) {
        void this.#resume(former);
      }
    }
  }

  /** Never rejects. */
  async #resume(former: Former): Promise<void> {
    const { operation } = former;
    const { title, resourceId } = operation;
    const { changes, boundary } = this.#options;
    try {
      const isDone = await this.#open.goOn(operation, () => this.#endOf(former));
      former.done();
      // Not awaited: the message stays until it is closed.
      void (isDone
        ? vscode.window.showInformationMessage(vscode.l10n.t("{0}: done.", title))
        : tellUnknown(title, resourceId));
    } catch (error) {
      former.failed(error);
      void boundary.show(title, error, () => this.#again(operation), title);
    } finally {
      this.#former = this.#former.filter((one) => one !== former);
      changes.announce(resourceId);
    }
  }

  #again(operation: Kept<StoredOperation>): Promise<void> {
    const former = new Former(operation);
    this.#former = [...this.#former, former];
    return this.#resume(former);
  }

  /**
   * Waits until an operation of the former life has ended.
   * @returns false when nobody can tell whether it has begun
   * @throws AzureError, CancellationError, OperationError when Azure has forgotten it
   */
  async #endOf({ operation, stopped }: Former): Promise<boolean> {
    const { title, resourceId, deletes, accepted } = operation;
    const connection = await this.#options.session.connection();
    if (accepted === undefined) {
      return deletes === "vault" && (await isGone(connection, resourceId));
    }
    try {
      await runAzureOperation(title, ({ signal, ...options }) =>
        connection.awaitOperation(accepted, {
          ...options,
          signal: signal === undefined ? stopped : AbortSignal.any([signal, stopped]),
        }),
      );
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

/** Nobody knows whether Azure has heard: people look at the vault. Resolves when the message is closed. */
async function tellUnknown(title: string, resourceId: string): Promise<void> {
  const show = vscode.l10n.t("Show Vault");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("{0}: the window was closed while Azure was being asked. Look whether it has been done.", title),
    show,
  );
  if (chosen === show) {
    await vscode.commands.executeCommand("azureVmBackup.findResource", { resourceId });
  }
}
