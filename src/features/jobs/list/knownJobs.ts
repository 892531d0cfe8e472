import type { BackupJob } from "../../../azure/models";
import { placeKey } from "./jobLists";
import type { FleetAnswer, JobLists, JobsPlace, ListFailure } from "./jobLists";
import { isRunning } from "../jobText";

/** Milliseconds by which Resource Graph may be behind. Source: "Azure Resource Graph Frequently asked questions", Microsoft Learn, 2025: minutes. */
export const graphLag = 10 * 60_000;

interface LiveList {
  readonly jobs: readonly BackupJob[];
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

/** What the fleet has answered before it was asked. */
const nothing: FleetAnswer = { jobs: [], more: false, unasked: 0, failures: [] };

/**
 * The jobs that are known: the fleet's, which may be some minutes old, the lists of single vaults, which are not, and older
 * ones that a filter has found; and what of them is missing.
 */
export class KnownJobs {
  #fleet: FleetAnswer = nothing;
  /** Of the last answer that had any. */
  #jobs: readonly BackupJob[] = [];
  #older: FleetAnswer | undefined;
  readonly #live = new Map<string, LiveList>();
  #failures: readonly ListFailure[] = [];
  #loadedAt: number | undefined;
  #all: readonly BackupJob[] | undefined;

  /** The recent jobs: running ones first, then the newest. */
  public get all(): readonly BackupJob[] {
    this.#all ??= [...this.#merged().values()].toSorted(
      (a, b) => Number(isRunning(b)) - Number(isRunning(a)) || b.startTime.localeCompare(a.startTime),
    );
    return this.#all;
  }

  /** The recent jobs, and those that a filter has found beyond them. */
  public get found(): readonly BackupJob[] {
    const recent = new Set(this.all.map((job) => job.id.toLowerCase()));
    return [...this.all, ...(this.#older?.jobs ?? []).filter((job) => !recent.has(job.id.toLowerCase()))];
  }

  /** What is not among the jobs: whether older ones, and the paired regions of how many vaults. */
  public get leftOut(): Pick<FleetAnswer, "more" | "unasked"> {
    return this.#older ?? this.#fleet;
  }

  /** The recent jobs are not all that there are. */
  public get isPart(): boolean {
    return this.#fleet.more;
  }

  /** Lists that could not be read the last time. */
  public get failures(): readonly ListFailure[] {
    return [...this.#fleet.failures, ...this.#failures];
  }

  /** When the fleet was asked, in milliseconds since 1970; undefined when it has not been. */
  public get loadedAt(): number | undefined {
    return this.#loadedAt;
  }

  /** The list of a place as the place itself last gave it; undefined when it has not been asked. */
  public listOf(place: JobsPlace): readonly BackupJob[] | undefined {
    return this.#live.get(placeKey(place))?.jobs;
  }

  /**
   * When nobody answers, what was known stays.
   * @param now milliseconds since 1970; lists of vaults that Resource Graph has caught up with are forgotten
   */
  public setFleet(answer: FleetAnswer, now: number): void {
    this.#fleet = answer;
    this.#loadedAt = now;
    if (answer.jobs.length === 0 && answer.failures.length > 0) {
      return;
    }
    this.#jobs = answer.jobs;
    for (const [key, { readAt }] of this.#live) {
      if (now - readAt > graphLag) {
        this.#live.delete(key);
      }
    }
    this.#all = undefined;
  }

  /** @param answer what a filter has found; undefined where there is none */
  public setOlder(answer: FleetAnswer | undefined): void {
    this.#older = answer;
  }

  /** @param failures of single vaults, besides the fleet's */
  public setFailures(failures: readonly ListFailure[]): void {
    this.#failures = failures;
  }

  /** @param now milliseconds since 1970 */
  public setLive({ jobs }: JobLists, now: number): void {
    for (const [key, list] of jobs) {
      this.#live.set(key, { jobs: list, readAt: now });
    }
    this.#all = undefined;
  }

  public clear(): void {
    this.#fleet = nothing;
    this.#jobs = [];
    this.#older = undefined;
    this.#live.clear();
    this.#failures = [];
    this.#loadedAt = undefined;
    this.#all = undefined;
  }

  /** What a vault says counts, but for a job that has ended since. */
  #merged(): ReadonlyMap<string, BackupJob> {
    const jobs = new Map(this.#jobs.map((job) => [keyOf(job), job]));
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
