import * as vscode from "vscode";
import { isAzureFailure } from "../../host/azureErrorText";
import { subscriptionOf } from "../../host/chosenSubscription";
import type { Clock } from "../../host/clock";
import { resourceNameOf } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import { StoredValue } from "../../host/state";

/** Milliseconds between two looks. */
const pause = 10_000;
/** Milliseconds that Azure gets for a deletion. */
const patience = 30 * 60_000;

/** A vault whose deletion is waited for. */
interface Deletion {
  readonly vaultId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

function areDeletions(value: unknown): value is readonly Deletion[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        typeof one === "object" &&
        one !== null &&
        "vaultId" in one &&
        typeof one.vaultId === "string" &&
        "since" in one &&
        typeof one.since === "number",
    )
  );
}

interface DeletionOptions {
  readonly session: AzureSession;
  readonly memento: vscode.Memento;
  readonly clock: Clock;
  /** A vault that was being deleted when the window was reloaded is gone, or is still there after all that time. */
  readonly onEnded: (vaultId: string, gone: boolean) => void;
}

/** Deletions of vaults that are waited for: after a reload of the window, somebody still looks, and tells the end once. */
export class VaultDeletions implements vscode.Disposable {
  readonly #options: DeletionOptions;
  readonly #stored: StoredValue<readonly Deletion[]>;
  readonly #subscription: vscode.Disposable;
  #abandoned: readonly Deletion[];
  #awaited: readonly Deletion[] = [];
  #timer: { readonly dispose: () => void } | undefined;
  #looking = false;
  #disposed = false;

  public constructor(options: DeletionOptions) {
    this.#options = options;
    this.#stored = new StoredValue(options.memento, "vaults.deleting", areDeletions);
    this.#abandoned = this.#stored.get() ?? [];
    this.#subscription = options.session.onDidChange(() => this.#schedule(0));
  }

  /** Goes on with the deletions of the window's former life; does nothing when there are none. */
  public async start(): Promise<void> {
    if (this.#abandoned.length === 0) {
      return;
    }
    try {
      // Brings the account of the last time back, silently.
      await this.#options.session.connection();
    } catch {
      // Nobody is signed in: it waits until somebody is.
      return;
    }
    this.#schedule(0);
  }

  /** Remembers a deletion while `work` waits for it; whoever waits tells how it ends. */
  public async during(vaultId: string, work: () => Promise<void>): Promise<void> {
    const deletion = { vaultId, since: this.#options.clock.now() };
    this.#awaited = [...this.#awaited, deletion];
    await this.#store();
    try {
      await work();
    } finally {
      this.#awaited = this.#awaited.filter((one) => one !== deletion);
      await this.#store();
    }
  }

  public dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    this.#timer?.dispose();
  }

  #schedule(milliseconds: number): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#disposed || this.#looking || !this.#abandoned.some((one) => this.#isMine(one))) {
      return;
    }
    this.#timer = this.#options.clock.after(milliseconds, () => void this.#look());
  }

  /** Deletions of another account wait for it. */
  #isMine({ vaultId }: Deletion): boolean {
    const { session } = this.#options;
    return session.state === "ready" && subscriptionOf(session, vaultId) !== undefined;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    for (const deletion of this.#abandoned.filter((one) => this.#isMine(one))) {
      const gone = await this.#isGone(deletion.vaultId);
      if (gone || this.#options.clock.now() - deletion.since > patience) {
        this.#abandoned = this.#abandoned.filter((one) => one !== deletion);
        await this.#store();
        this.#options.onEnded(deletion.vaultId, gone);
      }
    }
    this.#looking = false;
    this.#schedule(pause);
  }

  async #isGone(vaultId: string): Promise<boolean> {
    try {
      const connection = await this.#options.session.connection();
      await connection.getVault(vaultId);
      return false;
    } catch (error) {
      return isAzureFailure(error) && error.kind === "notFound";
    }
  }

  async #store(): Promise<void> {
    const all = [...this.#abandoned, ...this.#awaited];
    await this.#stored.set(all.length === 0 ? undefined : all);
  }
}

/** Tells the end of a deletion of the window's former life. */
export function tellDeletion(
  vaultId: string,
  gone: boolean,
  execute: (command: string, argument?: unknown) => unknown,
): void {
  const name = resourceNameOf(vaultId);
  if (gone) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} is deleted.", name));
    return;
  }
  const again = vscode.l10n.t("Delete Vault");
  void vscode.window
    .showWarningMessage(vscode.l10n.t("The vault {0} was to be deleted, and is still there.", name), again)
    .then((chosen) => {
      if (chosen === again) {
        execute("azureVmBackup.deleteVault", { resourceId: vaultId });
      }
    });
}
