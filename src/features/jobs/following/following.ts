import type * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { BackupJob } from "../../../azure/models";
import { isAzureFailure } from "../../../host/errors/azureErrorText";
import { isReachable } from "../../../host/resources/chosenSubscription";
import { isCancellation } from "../../../host/errors/errors";
import type { Kept } from "../../../host/keptList";
import { KeptList } from "../../../host/keptList";
import type { Log } from "../../../host/log";
import { sameId } from "../../../host/resources/resourceId";
import type { AzureSession } from "../../../host/session";
import { isAwaitedChange, jobOfChange } from "./awaitedChanges";
import type { AwaitedChange } from "./awaitedChanges";
import { isFollowedJob } from "./followedJobs";
import type { FollowedJob } from "./followedJobs";
import type { JobsPlace } from "../list/jobLists";
import { isRunning } from "../jobText";

/** Milliseconds that Azure gets to list a job it has just accepted. */
const patience = 10 * 60_000;
const day = 24 * 60 * 60_000;

interface FollowingOptions {
  readonly session: Pick<AzureSession, "state" | "subscriptions">;
  readonly memento: vscode.Memento;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Pick<Log, "warn">;
  /** A followed job has ended; called once for each, also over a reload of the window. */
  readonly onEnded: (job: BackupJob, followed: FollowedJob) => void;
}

/** Gives the jobs of a place as the place itself has listed them; undefined when it could not be read. */
type ListOf = (place: JobsPlace) => readonly BackupJob[] | undefined;

/**
 * The jobs whose end somebody wants to hear of, and the changes whose jobs are not known yet. A change is told by whoever
 * waits for it; after a reload of the window its job is looked for, and followed. Those of another account wait for it.
 */
export class Following implements vscode.Disposable {
  readonly #options: FollowingOptions;
  readonly #jobs: KeptList<FollowedJob>;
  readonly #changes: KeptList<AwaitedChange>;

  public constructor(options: FollowingOptions) {
    const { memento, now, log } = options;
    this.#options = options;
    this.#jobs = new KeptList({ memento, key: "jobs.followed", isEntry: isFollowedJob, now, longest: 7 * day, log });
    this.#changes = new KeptList({ memento, key: "jobs.awaited", isEntry: isAwaitedChange, now, longest: day, log });
  }

  /** Nothing is looked for, for no account. */
  public get isEmpty(): boolean {
    return this.#jobs.all.length === 0 && this.#changes.former.length === 0;
  }

  /** The lists of this account that something is looked for in. */
  public get places(): readonly JobsPlace[] {
    return [...this.#changes.former, ...this.#jobs.all]
      .filter((one) => this.#isMine(one))
      .map(({ vaultId, region }) => ({ vaultId, region }));
  }

  public async add(job: FollowedJob): Promise<void> {
    const known = this.#jobs.all.find((one) => sameId(one.vaultId, job.vaultId) && sameId(one.jobName, job.jobName));
    if (known !== undefined) {
      await this.#jobs.remove(known);
    }
    await this.#jobs.add(job);
  }

  /** Remembers a change while `work` waits for it. */
  public during<T>(change: AwaitedChange, work: () => Promise<T>): Promise<T> {
    return this.#changes.during(change, work);
  }

  /**
   * Finds the jobs of changes, and tells of followed jobs that have ended. Azure has the last word: lists leave errors out.
   * @throws CancellationError
   */
  public async lookThrough(connection: AzureConnection, listOf: ListOf, signal: AbortSignal): Promise<void> {
    await this.#findJobs(listOf);
    for (const followed of this.#jobs.all.filter((one) => this.#isMine(one))) {
      const list = listOf(followed);
      const listed = list?.find((job) => sameId(job.name, followed.jobName));
      if (listed !== undefined && isRunning(listed)) {
        continue;
      }
      // A list that could not be read says nothing about its jobs.
      const ended = list === undefined ? undefined : await this.#endOf(connection, followed, listed, signal);
      if (ended !== undefined && (await this.#jobs.remove(followed))) {
        this.#options.onEnded(ended, followed);
      }
    }
  }

  public dispose(): void {
    this.#jobs.dispose();
    this.#changes.dispose();
  }

  #isMine({ vaultId }: JobsPlace): boolean {
    return isReachable(this.#options.session, vaultId);
  }

  /** Changes that were awaited when the window was reloaded: once their jobs are found, they are followed. */
  async #findJobs(listOf: ListOf): Promise<void> {
    for (const change of this.#changes.former.filter((one) => this.#isMine(one))) {
      const jobs = listOf(change);
      const job = jobs === undefined ? undefined : jobOfChange(change, jobs);
      if (job !== undefined) {
        const { vaultId, region, vmName, vmId, result } = change;
        await this.add({ vaultId, region, jobName: job.name, vmName, vmId, result });
      }
      // Azure lists a job within minutes, or it has never accepted the change.
      if (job !== undefined || (jobs !== undefined && this.#isOverdue(change))) {
        await this.#changes.remove(change);
      }
    }
  }

  /** The ended job with its errors, which lists leave out; undefined while it runs or Azure does not know it yet. */
  async #endOf(
    connection: AzureConnection,
    followed: Kept<FollowedJob>,
    listed: BackupJob | undefined,
    signal: AbortSignal,
  ): Promise<BackupJob | undefined> {
    try {
      const { vaultId, jobName, region } = followed;
      const job = await connection.getJob(vaultId, jobName, { signal, region });
      return isRunning(job) ? undefined : job;
    } catch (error) {
      if (isCancellation(error)) {
        throw error;
      }
      const gone = isAzureFailure(error) && error.kind === "notFound";
      if (gone && listed === undefined && this.#isOverdue(followed)) {
        await this.#jobs.remove(followed);
      }
      return listed;
    }
  }

  #isOverdue({ since }: Kept<JobsPlace>): boolean {
    return this.#options.now() - since > patience;
  }
}
