import * as vscode from "vscode";
import type { AccountKind, AzureAccount } from "../../azure/accounts/account";
import type { AzureConnection } from "../../azure/connection";
import type { Subscription, SubscriptionList, TenantFailure } from "../../azure/models";
import { signInAction } from "../../host/errors/errorBoundary";
import { isCancellation, OperationError } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import type { AzureSession, SessionState } from "../../host/session";
import { StoredValue } from "../../host/state";
import type { AccountSource, FoundAccount, RememberedAccount, SignInPlace } from "./sources/accountSource";
import { isRememberedAccount } from "./sources/accountSource";
import type { Chosen } from "./subscriptions/chosenSubscriptions";
import { ChosenSubscriptions } from "./subscriptions/chosenSubscriptions";
import { emptyListing, signatureOf, withRemembered } from "./subscriptions/listing";
import { Paced } from "./paced";

/** Milliseconds between two looks at a list that is still growing. */
const growthShownEvery = 1000;

/** What the session is made of. */
export interface AccountSessionDependencies {
  readonly memento: vscode.Memento;
  readonly sources: readonly AccountSource[];
  /** The source that the settings name. */
  readonly preferred: () => AccountKind;
  readonly connect: (account: AzureAccount) => Promise<AzureConnection>;
  /** Subscriptions that are chosen for all extensions, in lower case; undefined for all. */
  readonly shared: () => ReadonlySet<string> | undefined;
  readonly log: Log;
}

interface SignedIn {
  readonly found: FoundAccount;
  readonly remembered: RememberedAccount;
  readonly chosen: ChosenSubscriptions;
  readonly connection: Promise<AzureConnection>;
}

/** Runs the part of a sign-in in which nobody is asked anything any more: reading, which the signal ends. */
type Reading = <T>(read: (signal?: AbortSignal) => Promise<T>) => Promise<T>;

/** Who is signed in: restored silently when first needed, changed by the commands of this feature. */
export class AccountSession implements AzureSession, vscode.Disposable {
  readonly #deps: AccountSessionDependencies;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #remembered: StoredValue<RememberedAccount>;
  readonly #signedOut: StoredValue<boolean>;
  #signedIn: SignedIn | undefined;
  #signingIn = false;
  /** The last sign-in or sign-out; whatever was begun before it ends without effect. */
  #turn = new AbortController();
  #listing = emptyListing;
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
    if (this.#listing.subscriptions.length === 0) {
      return "noSubscriptions";
    }
    return this.subscriptions.length === 0 ? "noneSelected" : "ready";
  }

  public get account(): AzureAccount | undefined {
    return this.#signedIn?.found.account;
  }

  /** What finds the present account again. */
  public get identity(): RememberedAccount | undefined {
    return this.#signedIn?.remembered;
  }

  public get subscriptions(): readonly Subscription[] {
    return this.#signingIn ? [] : (this.#signedIn?.chosen.among(this.#listing.subscriptions) ?? []);
  }

  /** Tenants that have let nobody in, when they were asked the last time. */
  public get refusedTenants(): readonly TenantFailure[] {
    return this.#signingIn ? [] : this.#listing.failures;
  }

  public async connection(): Promise<AzureConnection> {
    await this.restore();
    return this.#present().connection;
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
   * Signs in with one of the sources, asking the user where that source asks. Subscriptions show as soon as the first
   * tenant has answered.
   * @param reading runs what asks the tenants, once the user has signed in; its signal ends the waiting for them, and those
   *   that have answered stay
   * On failure, and when cancelled before any tenant has answered, everything is as it was before.
   * @throws vscode.CancellationError when the user has signed out, or in anew, meanwhile
   */
  public async signIn(kind: AccountKind, reading: Reading = (read) => read()): Promise<void> {
    const source = this.#source(kind);
    const another = this.#signedIn !== undefined;
    const turn = this.#begin();
    this.#signingIn = true;
    this.#changed.fire();
    try {
      const found = await source.signIn(another);
      await this.#goOn(turn, found);
      const next = this.#opened(found);
      // Awaited here, so that a bundle that does not load fails the sign-in and not some later call.
      await next.connection;
      const before = this.#signedIn;
      const listing = await reading((signal) => this.#listGrowing(next, turn, signal));
      await this.#goOn(turn, found);
      this.#signedIn = next;
      this.#listing = listing;
      // Begun at once: who signs out now forgets it again.
      await Promise.all([this.#remember(next, listing), this.#closed(before, next)]);
    } finally {
      if (turn === this.#turn) {
        this.#signingIn = false;
        this.#changed.fire();
      }
    }
  }

  /**
   * Signs in to one tenant that wants more than the others, then looks again at what there is.
   * @throws vscode.CancellationError when the user gave up
   */
  public async signInToTenant(place: SignInPlace): Promise<void> {
    await this.restore();
    const present = this.#present();
    await present.found.signInToTenant(place);
    if (this.#signedIn === present) {
      // The connection of before remembers tokens of before.
      this.#signedIn = this.#opened(present.found);
      await this.reload();
      this.#changed.fire();
    }
  }

  /** Takes over an account that is made of other people than before; nobody's subscriptions stay who has left. */
  public async adopt(found: FoundAccount): Promise<void> {
    const before = this.#present().remembered;
    const people = [found.id, ...(found.others ?? [])];
    const staying = this.#listing.subscriptions.filter(({ identityId }) => people.includes(identityId ?? before.id));
    const next = this.#opened(found);
    this.#signedIn = next;
    this.#listing = { subscriptions: before.id === found.id ? staying : [], failures: [] };
    this.#changed.fire();
    await this.#remembered.set(next.remembered);
    await this.reload();
  }

  public async signOut(): Promise<void> {
    const before = this.#signedIn;
    this.#begin();
    this.#signingIn = false;
    this.#signedIn = undefined;
    this.#listing = emptyListing;
    // Before anybody hears of it: views ask for the way to Azure at once, which would bring a remembered account back.
    await Promise.all([this.#remembered.set(undefined), this.#signedOut.set(true), before?.chosen.unsee()]);
    this.#changed.fire();
    await this.#closed(before, undefined);
  }

  /** Asks Azure again for the subscriptions. */
  public async reload(signal?: AbortSignal): Promise<SubscriptionList> {
    await this.connection();
    const present = this.#present();
    const listing = await this.#list(present, signal);
    // Somebody may have signed out meanwhile.
    if (this.#signedIn === present) {
      const before = signatureOf(this.#listing);
      this.#listing = listing;
      await present.chosen.see(listing.subscriptions);
      if (signatureOf(listing) !== before) {
        this.#changed.fire();
      }
    }
    return this.#listing;
  }

  /** @param chosen undefined for what is chosen for all extensions */
  public async choose(chosen: Chosen): Promise<void> {
    await this.#signedIn?.chosen.choose(chosen);
    this.#changed.fire();
  }

  /** Something else is chosen for all extensions. */
  public sharedSelectionChanged(): void {
    if (this.#signedIn !== undefined && this.#signedIn.chosen.chosen === undefined) {
      this.#changed.fire();
    }
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
    const turn = this.#turn;
    const found = await this.#source(remembered.kind).restore(remembered);
    // The user has signed in or out by hand meanwhile: that is what counts.
    if (turn !== this.#turn) {
      await this.#leave(found);
      return;
    }
    if (found === undefined) {
      this.#deps.log.info(`The ${remembered.kind} account of the last time is gone.`);
      await this.#remembered.set(undefined);
      return;
    }
    const next = this.#opened(found);
    const { seen } = next.chosen;
    const listing = seen === undefined ? await this.#list(next) : { subscriptions: seen, failures: [] };
    if (turn !== this.#turn) {
      await this.#leave(found);
      return;
    }
    this.#signedIn = next;
    this.#listing = listing;
    if (seen !== undefined) {
      void this.reload().catch((error: unknown) => this.#deps.log.error("Reading the subscriptions again", error));
    }
    await this.#remember(next, listing);
    this.#changed.fire();
  }

  /** Begins a sign-in or a sign-out: what was begun before has no effect any more. */
  #begin(): AbortController {
    this.#turn.abort();
    this.#turn = new AbortController();
    return this.#turn;
  }

  /** @throws vscode.CancellationError when something else was begun after this turn */
  async #goOn(turn: AbortController, found: FoundAccount): Promise<void> {
    if (turn !== this.#turn) {
      await this.#leave(found);
      throw new vscode.CancellationError();
    }
  }

  /** An account that nobody wants any more. */
  async #leave(found: FoundAccount | undefined): Promise<void> {
    if (found !== undefined && found.account.kind !== this.#signedIn?.remembered.kind && !this.#signingIn) {
      await this.#source(found.account.kind).close();
    }
  }

  async #remember(signedIn: SignedIn, listing: SubscriptionList): Promise<void> {
    await Promise.all([
      signedIn.chosen.see(listing.subscriptions),
      this.#remembered.set(signedIn.remembered),
      this.#signedOut.set(undefined),
    ]);
  }

  /** The source of the settings, where it never asks anything and the user has not signed out of it. */
  #promptless(): RememberedAccount | undefined {
    const kind = this.#deps.preferred();
    return kind === "vscode" || this.#signedOut.get() === true ? undefined : { kind, id: kind };
  }

  #present(): SignedIn {
    if (this.#signedIn === undefined) {
      throw new OperationError(vscode.l10n.t("Sign in to Azure first."), [signInAction()]);
    }
    return this.#signedIn;
  }

  #opened(found: FoundAccount): SignedIn {
    const { id, others, account } = found;
    const remembered = { kind: account.kind, id, ...(others === undefined ? {} : { others }) };
    const connection = this.#deps.connect(account);
    // Whoever needs the connection gets the failure; until then it is nobody's.
    connection.catch(() => undefined);
    const chosen = new ChosenSubscriptions(this.#deps.memento, remembered, this.#deps.shared);
    return { found, remembered, chosen, connection };
  }

  async #list(
    signedIn: SignedIn,
    signal?: AbortSignal,
    onFound?: (soFar: SubscriptionList) => void,
  ): Promise<SubscriptionList> {
    const connection = await signedIn.connection;
    const today = await connection.listSubscriptions({ signal, onFound });
    for (const failure of today.failures) {
      const place = failure.tenantId === undefined ? "An account" : `The tenant ${failure.tenantId}`;
      this.#deps.log.error(`${place} does not answer`, failure.error);
    }
    return withRemembered(today, signedIn.chosen.seen);
  }

  /** Lists for the first time, showing what is there so far. */
  async #listGrowing(
    next: SignedIn,
    turn: AbortController,
    signal: AbortSignal | undefined,
  ): Promise<SubscriptionList> {
    let soFar: SubscriptionList | undefined;
    const show = new Paced(() => {
      if (soFar !== undefined && turn === this.#turn) {
        this.#signedIn = next;
        this.#listing = soFar;
        this.#signingIn = false;
        this.#changed.fire();
      }
    }, growthShownEvery);
    try {
      const ends = signal === undefined ? turn.signal : AbortSignal.any([signal, turn.signal]);
      return await this.#list(next, ends, (found) => {
        if (found.subscriptions.length > 0) {
          soFar = found;
          show.ask();
        }
      });
    } catch (error) {
      if (isCancellation(error) && (soFar !== undefined || turn.signal.aborted)) {
        return soFar ?? emptyListing;
      }
      throw error;
    } finally {
      show.stop();
    }
  }

  /** Frees what the account of before needed, if the one of now does not need it too. */
  async #closed(before: SignedIn | undefined, now: SignedIn | undefined): Promise<void> {
    if (before !== undefined && before.remembered.kind !== now?.remembered.kind) {
      await this.#source(before.remembered.kind).close();
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
