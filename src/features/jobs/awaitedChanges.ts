import type * as vscode from "vscode";
import type { BackupJob } from "../../azure/models";
import { sameId } from "../../host/resourceId";
import { StoredValue } from "../../host/state";
import { isFollowable } from "./followedJobs";
import type { FollowedJob } from "./followedJobs";

/** A change of a protected item that somebody waits for, without knowing its job yet. */
export interface AwaitedChange extends Omit<FollowedJob, "jobName"> {
  /** The operation of its job, as Azure names it. */
  readonly operation: string;
}

/** A change that was awaited when the window was closed or reloaded. */
export interface AbandonedChange extends AwaitedChange {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Azure's clock and ours may differ by so many milliseconds. */
const clockSkew = 2 * 60_000;
/** Milliseconds after which a change whose job nobody has found is forgotten. */
const longest = 24 * 60 * 60_000;

function isAbandoned(value: unknown): value is AbandonedChange {
  return (
    isFollowable(value) &&
    "operation" in value &&
    typeof value.operation === "string" &&
    "since" in value &&
    typeof value.since === "number"
  );
}

function areAbandoned(value: unknown): value is readonly AbandonedChange[] {
  return Array.isArray(value) && value.every(isAbandoned);
}

/** The changes that are awaited, kept over a reload of the window, which ends the waiting but not the change. */
export class AwaitedChanges {
  readonly #stored: StoredValue<readonly AbandonedChange[]>;
  readonly #now: () => number;
  #abandoned: readonly AbandonedChange[];
  #awaited: readonly AbandonedChange[] = [];

  public constructor(memento: vscode.Memento, now: () => number) {
    this.#stored = new StoredValue(memento, "jobs.awaited", areAbandoned);
    this.#now = now;
    this.#abandoned = (this.#stored.get() ?? []).filter((change) => change.since > now() - longest);
  }

  /** Those of the window's former life whose jobs are still to be found. */
  public get abandoned(): readonly AbandonedChange[] {
    return this.#abandoned;
  }

  /** Remembers a change while `work` waits for it; whoever waits tells how it ends. */
  public async during<T>(change: AwaitedChange, work: () => Promise<T>): Promise<T> {
    const awaited = { ...change, since: this.#now() };
    this.#awaited = [...this.#awaited, awaited];
    await this.#store();
    try {
      return await work();
    } finally {
      this.#awaited = this.#awaited.filter((one) => one !== awaited);
      await this.#store();
    }
  }

  /** No longer looks for a change of the former life. */
  public async forget(change: AbandonedChange): Promise<void> {
    this.#abandoned = this.#abandoned.filter((one) => one !== change);
    await this.#store();
  }

  async #store(): Promise<void> {
    const all = [...this.#abandoned, ...this.#awaited];
    await this.#stored.set(all.length === 0 ? undefined : all);
  }
}

/** The job of a change among those of its vault: the oldest of its kind that has started since. */
export function jobOfChange(change: AbandonedChange, jobs: readonly BackupJob[]): BackupJob | undefined {
  return jobs
    .filter(
      (job) =>
        job.operation === change.operation &&
        sameId(job.vmName, change.vmName) &&
        Date.parse(job.startTime) >= change.since - clockSkew,
    )
    .toSorted((a, b) => a.startTime.localeCompare(b.startTime))[0];
}
