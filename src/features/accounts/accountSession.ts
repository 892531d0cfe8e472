import * as vscode from "vscode";
import type { AccountKind, AzureAccount } from "../../azure/accounts/account";
import type { AzureConnection } from "../../azure/connection";
import type { Subscription, TenantFailure } from "../../azure/models";
import { signInAction } from "../../host/errorBoundary";
import { OperationError } from "../../host/errors";
import type { Log } from "../../host/log";
import type { AzureSession, SessionState } from "../../host/session";
import { StoredValue } from "../../host/state";
import type { AccountSource, FoundAccount, RememberedAccount } from "./accountSource";
import { isRememberedAccount } from "./accountSource";
import { ChosenSubscriptions } from "./chosenSubscriptions";

/** What the session is made of. */
export interface AccountSessionDependencies {
  readonly memento: vscode.Memento;
  readonly sources: readonly AccountSource[];
  /** The source that the settings name. */
  readonly preferred: () => AccountKind;
  readonly connect: (account: AzureAccount) => Promise<AzureConnection>;
  readonly log: Log;
}

interface SignedIn {
  readonly account: AzureAccount;
  readonly remembered: RememberedAccount;
  readonly chosen: ChosenSubscriptions;
  readonly connection: Promise<AzureConnection>;
}

/** Who is signed in: restored silently when first needed, changed by the commands of this feature. */
export class AccountSession implements AzureSession, vscode.Disposable {
  readonly #deps: AccountSessionDependencies;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #remembered: StoredValue<RememberedAccount>;
  readonly #signedOut: StoredValue<boolean>;
  #signedIn: SignedIn | undefined;
  #signingIn = false;
  #all: readonly Subscription[] = [];
  #failures: readonly TenantFailure[] = [];
  #restoring: Promise<void> | undefined;

  public readonly onDidChange = this.#changed.event;

  public constructor(dependencies: AccountSessionDependencies) {
    this.#deps = dependencies;
    this.#remembered = new StoredValue(dependencies.memento, "account", isRememberedAccount);
    this.#signedOut = new StoredValue(dependencies.memento, "signedOut", (value) => typeof value === "boolean");
  }

  public get state(): SessionState {
    if (this.#signingIn) {
      return "signingIn";
    }
    if (this.#signedIn === undefined) {
      return "signedOut";
    }
    if (this.#all.length === 0) {
      return "noSubscriptions";
    }
    return this.subscriptions.length === 0 ? "noneSelected" : "ready";
  }

  public get account(): AzureAccount | undefined {
    return this.#signedIn?.account;
  }

  /** What finds the present account again. */
  public get identity(): RememberedAccount | undefined {
    return this.#signedIn?.remembered;
  }

  public get subscriptions(): readonly Subscription[] {
    return this.#signingIn ? [] : (this.#signedIn?.chosen.among(this.#all) ?? []);
  }

  public async connection(): Promise<AzureConnection> {
    await this.restore();
    if (this.#signedIn === undefined) {
      throw new OperationError(vscode.l10n.t("Sign in to Azure first."), [signInAction()]);
    }
    return this.#signedIn.connection;
  }

  /**
   * Brings back the account of the last time, without asking the user anything; does nothing when signed in already.
   * Rejects when the account is there but Azure cannot be asked; calling it again tries again.
   */
  public restore(): Promise<void> {
    if (this.#signedIn !== undefined || this.#signingIn) {
      return Promise.resolve();
    }
    this.#restoring ??= this.#restore().finally(() => {
      this.#restoring = undefined;
    });
    return this.#restoring;
  }

  /**
   * Signs in with one of the sources, asking the user where that source asks.
   * On failure everything is as it was before.
   */
  public async signIn(kind: AccountKind): Promise<void> {
    const source = this.#source(kind);
    const another = this.#signedIn !== undefined;
    this.#signingIn = true;
    this.#changed.fire();
    try {
      const next = await this.#open(await source.signIn(another));
      const listed = await this.#list(next);
      await this.#leave(next);
      this.#enter(next, listed);
      await this.#remembered.set(next.remembered);
      await this.#signedOut.set(undefined);
    } finally {
      this.#signingIn = false;
      this.#changed.fire();
    }
  }

  public async signOut(): Promise<void> {
    await this.#remembered.set(undefined);
    await this.#signedOut.set(true);
    await this.#leave(undefined);
    this.#changed.fire();
  }

  /** Asks Azure again for the subscriptions. */
  public async reload(
    signal?: AbortSignal,
  ): Promise<{ readonly subscriptions: readonly Subscription[]; readonly failures: readonly TenantFailure[] }> {
    await this.connection();
    const present = this.#signedIn;
    if (present !== undefined) {
      const listed = await this.#list(present, signal);
      // Somebody may have signed out meanwhile.
      if (this.#signedIn === present) {
        const before = JSON.stringify(this.#all);
        this.#enter(present, listed);
        if (JSON.stringify(this.#all) !== before) {
          this.#changed.fire();
        }
      }
    }
    return { subscriptions: this.#all, failures: this.#failures };
  }

  /** @param ids undefined for all, those that are added later included */
  public async choose(ids: readonly string[] | undefined): Promise<void> {
    await this.#signedIn?.chosen.choose(ids);
    this.#changed.fire();
  }

  /** Closes what the sources have started; the account stays remembered. */
  public async close(): Promise<void> {
    await Promise.all(this.#deps.sources.map((source) => source.close()));
  }

  public dispose(): void {
    this.#changed.dispose();
  }

  async #restore(): Promise<void> {
    const remembered = this.#remembered.get() ?? this.#promptless();
    if (remembered === undefined) {
      return;
    }
    const found = await this.#source(remembered.kind).restore(remembered.id);
    if (found === undefined) {
      this.#deps.log.info(`The ${remembered.kind} account of the last time is gone.`);
      await this.#remembered.set(undefined);
      return;
    }
    const next = await this.#open(found);
    const seen = next.chosen.seen;
    const listed = seen === undefined ? await this.#list(next) : { subscriptions: seen, failures: [] };
    if (this.#signingIn || this.#signedIn !== undefined) {
      // The user has signed in by hand meanwhile: that is what counts.
      return;
    }
    this.#enter(next, listed);
    if (seen !== undefined) {
      void this.reload().catch((error: unknown) => this.#deps.log.error("Reading the subscriptions again", error));
    }
    await this.#remembered.set(next.remembered);
    this.#changed.fire();
  }

  /** The source of the settings, where it never asks anything and the user has not signed out of it. */
  #promptless(): RememberedAccount | undefined {
    const kind = this.#deps.preferred();
    return kind === "vscode" || this.#signedOut.get() === true ? undefined : { kind, id: kind };
  }

  #open(found: FoundAccount): Promise<SignedIn> {
    const remembered = { kind: found.account.kind, id: found.id };
    const connection = this.#deps.connect(found.account);
    // Awaited here, so that a bundle that does not load fails the sign-in and not some later call.
    return connection.then(() => ({
      account: found.account,
      remembered,
      chosen: new ChosenSubscriptions(this.#deps.memento, remembered),
      connection,
    }));
  }

  async #list(
    signedIn: SignedIn,
    signal?: AbortSignal,
  ): Promise<{ readonly subscriptions: readonly Subscription[]; readonly failures: readonly TenantFailure[] }> {
    const connection = await signedIn.connection;
    const listed = await connection.listSubscriptions({ signal });
    for (const failure of listed.failures) {
      this.#deps.log.error(`The tenant ${failure.tenantId} does not answer`, failure.error);
    }
    await signedIn.chosen.see(listed.subscriptions);
    return listed;
  }

  #enter(
    next: SignedIn,
    listed: { readonly subscriptions: readonly Subscription[]; readonly failures: readonly TenantFailure[] },
  ): void {
    this.#signedIn = next;
    this.#all = listed.subscriptions;
    this.#failures = listed.failures;
  }

  async #leave(next: SignedIn | undefined): Promise<void> {
    const previous = this.#signedIn;
    this.#signedIn = undefined;
    this.#all = [];
    this.#failures = [];
    if (previous !== undefined && previous.account.kind !== next?.account.kind) {
      await this.#source(previous.account.kind).close();
    }
  }

  #source(kind: AccountKind): AccountSource {
    const source = this.#deps.sources.find((candidate) => candidate.kind === kind);
    if (source === undefined) {
      throw new Error(`no source of accounts of kind ${kind}`);
    }
    return source;
  }
}
