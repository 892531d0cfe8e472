import type { BackupJob } from "../../../azure/models";
import { placeKey } from "./jobLists";
import type { JobLists, JobsPlace } from "./jobLists";
import { isRunning } from "../jobText";

/** Milliseconds by which Resource Graph may be behind. Source: "Azure Resource Graph Frequently asked questions", Microsoft Learn, 2025: minutes. */
export const graphLag = 10 * 60_000;

interface LiveList {
  readonly jobs: readonly BackupJob[];
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

/** The jobs that are known: the fleet's, which may be some minutes old, and the lists of single vaults, which are not. */
export class KnownJobs {
  #fleet: readonly BackupJob[] = [];
  readonly #live = new Map<string, LiveList>();
  #all: readonly BackupJob[] | undefined;

  /** Running ones first, then the newest. */
  public get all(): readonly BackupJob[] {
    this.#all ??= [...this.#merged().values()].toSorted(
      (a, b) => Number(isRunning(b)) - Number(isRunning(a)) || b.startTime.localeCompare(a.startTime),
    );
    return this.#all;
  }

  /** The list of a place as the place itself last gave it; undefined when it has not been asked. */
  public listOf(place: JobsPlace): readonly BackupJob[] | undefined {
    return this.#live.get(placeKey(place))?.jobs;
  }

  /** @param now milliseconds since 1970; lists of vaults that Resource Graph has caught up with are forgotten */
  public setFleet(jobs: readonly BackupJob[], now: number): void {
    this.#fleet = jobs;
    for (const [key, { readAt }] of this.#live) {
      if (now - readAt > graphLag) {
        this.#live.delete(key);
      }
    }
    this.#all = undefined;
  }

  /** @param now milliseconds since 1970 */
  public setLive({ jobs }: JobLists, now: number): void {
    for (const [key, list] of jobs) {
      this.#live.set(key, { jobs: list, readAt: now });
    }
    this.#all = undefined;
  }

  public clear(): void {
    this.#fleet = [];
    this.#live.clear();
    this.#all = undefined;
  }

  /** What a vault says counts, but for a job that has ended since. */
  #merged(): ReadonlyMap<string, BackupJob> {
    const jobs = new Map(this.#fleet.map((job) => [keyOf(job), job]));
    for (const job of [...this.#live.values()].flatMap((list) => list.jobs)) {
      const known = jobs.get(keyOf(job));
      if (known === undefined || isRunning(known) || !isRunning(job)) {
        jobs.set(keyOf(job), job);
      }
    }
    return jobs;
  }
}

function keyOf(job: BackupJob): string {
  return `${placeKey(job)} ${job.name}`.toLowerCase();
}
