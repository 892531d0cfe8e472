import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { JobFilter } from "../../../azure/models";
import { errorText, isAzureFailure } from "../../../host/errors/azureErrorText";
import { isReachable } from "../../../host/resources/chosenSubscription";
import type { Clock } from "../../../host/clock";
import { isCancellation } from "../../../host/errors/errors";
import type { Log } from "../../../host/log";
import { isSignedInAgain } from "../../../host/session";
import type { AzureSession } from "../../../host/session";
import type { FollowedJob } from "../following/followedJobs";
import type { Following } from "../following/following";
import { listFleet, listRecentJobs, placeKey } from "./jobLists";
import type { JobsPlace, ListFailure } from "./jobLists";
import { isRunning } from "../jobText";
import { KnownJobs } from "./knownJobs";
import { PollInterval } from "./pollInterval";
import { TouchedPlaces } from "./touchedPlaces";

/** Milliseconds that a list may be old before looking at the view reads it again. */
const staleAfter = 60_000;
/** Lists of running jobs that are asked one by one; where there are more, Resource Graph tells how all of them go on. */
const mostLive = 10;
/** Milliseconds between questions to Resource Graph, which would only answer the same sooner. */
const fleetEvery = 30_000;
interface MonitorOptions {
  readonly session: AzureSession;
  readonly following: Following;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "error">;
}

/**
 * Keeps the jobs known. Asks for those of all vaults at once when the view is opened; afterwards asks again only while it has
 * a reason to: a job that runs and is looked at, or one that is followed. Those are asked of their vaults, which know sooner.
 */
export class JobsMonitor implements vscode.Disposable {
  readonly #options: MonitorOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #interval = new PollInterval();
  #filter: JobFilter | undefined;
  /** The vault whose jobs the view shows. */
  #vaultId: string | undefined;
  readonly #touched: TouchedPlaces;
  #visible = false;
  #disposed = false;
  #timer: { readonly dispose: () => void } | undefined;
  #running: AbortController | undefined;

  public readonly onDidChange = this.#changed.event;
  public readonly known = new KnownJobs();

  public constructor(options: MonitorOptions) {
    this.#options = options;
    this.#touched = new TouchedPlaces(options.clock.now);
  }

  /** Goes on with the jobs that were followed before the window was reloaded; does nothing when there are none. */
  public async start(): Promise<void> {
    // The session's change starts the asking; where there is none, because the account is there, it starts here.
    if (!this.#options.following.isEmpty && (await isSignedInAgain(this.#options.session))) {
      this.#schedule(0);
    }
  }

  /** Azure is being asked for the first time: that nothing is known does not mean yet that there are no jobs. */
  public get isFirstAsked(): boolean {
    return this.#running !== undefined && this.known.loadedAt === undefined;
  }

  public setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible && this.#age() > staleAfter) {
      void this.refresh();
      return;
    }
    this.#interval.reset();
    this.#schedule();
  }

  /** Asks Azure for certain jobs too from now on; the recent ones stay known. */
  public async filter(filter: JobFilter | undefined): Promise<void> {
    this.#filter = filter;
    await this.refresh();
  }

  /** The view shows the jobs of one vault, or of all: that vault is asked itself from now on. */
  public look(vaultId: string | undefined): void {
    this.#vaultId = vaultId;
  }

  /** Something is being changed in a vault: it is asked itself while Resource Graph may not know of it. */
  public touch(place: JobsPlace): void {
    this.#touched.add(place);
  }

  public async follow(job: FollowedJob): Promise<void> {
    this.touch(job);
    await this.#options.following.add(job);
    this.#interval.reset();
    this.#schedule();
  }

  /** The account or the subscriptions have changed: nothing that is known holds any more. */
  public forget(): void {
    this.known.clear();
    this.#touched.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#running?.abort();
    this.#running = undefined;
    this.#interval.reset();
    this.#changed.fire();
    if (this.#visible) {
      void this.refresh();
    } else {
      this.#schedule(0);
    }
  }

  /** Asks for the recent jobs of all vaults, and of the filter. */
  public async refresh(): Promise<void> {
    if (this.#options.session.state !== "ready") {
      return;
    }
    this.#interval.reset();
    await this.#ask(async (connection, signal) => {
      await this.#askFleet(connection, signal);
      const filter = this.#filter;
      const { subscriptions } = this.#options.session;
      const vaultId = this.#vaultId;
      const question = { filter, vaultId };
      this.known.setOlder(
        filter === undefined ? undefined : await listFleet(connection, subscriptions, signal, question),
      );
      return this.#askLive(connection, signal, [...this.#livePlaces(), ...this.#placesBehindGraph()]);
    });
  }

  public dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.#running?.abort();
    this.#changed.dispose();
  }

  /** Milliseconds since the fleet was asked. */
  #age(): number {
    return this.#options.clock.now() - (this.known.loadedAt ?? Number.NEGATIVE_INFINITY);
  }

  /** The lists that have running jobs which are looked at. */
  #runningPlaces(): readonly JobsPlace[] {
    return this.#visible ? unique(this.known.all.filter(isRunning)) : [];
  }

  /** The lists that something is awaited from, and that are asked one by one. */
  #livePlaces(): readonly JobsPlace[] {
    const running = this.#runningPlaces();
    return unique([...(running.length > mostLive ? [] : running), ...this.#options.following.places]);
  }

  /** The lists that may have jobs which Resource Graph does not know yet. */
  #placesBehindGraph(): readonly JobsPlace[] {
    const shown = this.#vaultId === undefined ? [] : [{ vaultId: this.#vaultId }];
    return [...this.#touched.all, ...shown].filter(({ vaultId }) => isReachable(this.#options.session, vaultId));
  }

  #schedule(milliseconds: number = this.#interval.milliseconds): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const isLive = this.#livePlaces().length > 0;
    if (this.#disposed || this.#running !== undefined || (!isLive && this.#runningPlaces().length === 0)) {
      return;
    }
    this.#timer = this.#options.clock.after(isLive ? milliseconds : Math.max(milliseconds, fleetEvery), () => {
      this.#timer = undefined;
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    await this.#ask(async (connection, signal) => {
      const before = this.#signature();
      if (this.#runningPlaces().length > mostLive && this.#age() >= fleetEvery) {
        await this.#askFleet(connection, signal);
      }
      const failures = await this.#askLive(connection, signal, this.#livePlaces());
      if (this.#signature() === before) {
        this.#interval.nothingNew();
      } else {
        this.#interval.reset();
      }
      return failures;
    });
  }

  async #askFleet(connection: AzureConnection, signal: AbortSignal): Promise<void> {
    const { session, clock } = this.#options;
    const answer = await listFleet(connection, session.subscriptions, signal, { vaultId: this.#vaultId });
    this.known.setFleet(answer, clock.now());
    this.#noteFailures(answer.failures);
    this.#changed.fire();
  }

  async #askLive(
    connection: AzureConnection,
    signal: AbortSignal,
    places: readonly JobsPlace[],
  ): Promise<readonly ListFailure[]> {
    const lists = await listRecentJobs(connection, unique(places), signal);
    this.known.setLive(lists, this.#options.clock.now());
    return lists.failures;
  }

  /** Asks Azure one thing at a time; the newest question wins. Never throws: failures show in the view and in the log. */
  async #ask(
    question: (connection: AzureConnection, signal: AbortSignal) => Promise<readonly ListFailure[]>,
  ): Promise<void> {
    this.#timer?.dispose();
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    if (this.isFirstAsked) {
      this.#changed.fire();
    }
    try {
      const connection = await this.#options.session.connection();
      const failures = await question(connection, running.signal);
      running.signal.throwIfAborted();
      this.#setFailures(failures);
      await this.#options.following.lookThrough(connection, (place) => this.known.listOf(place), running.signal);
    } catch (error) {
      if (running.signal.aborted || isCancellation(error)) {
        return;
      }
      const retryAfterSeconds = isAzureFailure(error) ? error.retryAfterSeconds : undefined;
      this.known.setFailures([{ name: "", message: errorText(error).message, retryAfterSeconds }]);
      this.#interval.failed(retryAfterSeconds);
      this.#options.log.error("Jobs", error);
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.#changed.fire();
        this.#schedule();
      }
    }
  }

  #setFailures(failures: readonly ListFailure[]): void {
    this.known.setFailures(failures);
    this.#noteFailures(failures);
  }

  #noteFailures(failures: readonly ListFailure[]): void {
    if (failures.length > 0) {
      const waits = failures.map((failure) => failure.retryAfterSeconds ?? 0);
      this.#interval.failed(Math.max(...waits));
      this.#options.log.warn(`Jobs: ${failures.map((failure) => `${failure.name}: ${failure.message}`).join("; ")}`);
    }
  }

  #signature(): string {
    return this.known.all.map((job) => `${job.id} ${job.status} ${job.percent ?? ""}`).join("\n");
  }
}

function unique(places: readonly JobsPlace[]): readonly JobsPlace[] {
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}
