import type * as vscode from "vscode";
import { sameId } from "../../host/resourceId";
import { StoredValue } from "../../host/state";

/** What a restore makes: a VM, disks in a resource group, or other disks under a VM. */
export interface JobResult {
  readonly kind: "vm" | "disks" | "replaced";
  /** Of the VM, or of the resource group. */
  readonly resourceId: string;
}

/** A job whose end the user wants to hear of. */
export interface FollowedJob {
  readonly vaultId: string;
  readonly jobName: string;
  /** The paired region, for a job that runs there. */
  readonly region?: string | undefined;
  readonly vmName: string;
  /** The VM, for trying again and for refreshing views. */
  readonly vmId?: string | undefined;
  /** Where the message at the end leads to. */
  readonly result?: JobResult | undefined;
}

interface StoredJob extends FollowedJob {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Days after which a job that nobody could read any more is forgotten. */
const longestDays = 7;

function isStoredJob(value: unknown): value is StoredJob {
  return (
    isFollowable(value) &&
    "jobName" in value &&
    typeof value.jobName === "string" &&
    "since" in value &&
    typeof value.since === "number"
  );
}

/** True of what is known of a job before it has its name. */
export function isFollowable(value: unknown): value is Omit<FollowedJob, "jobName"> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { vaultId, region, vmName, vmId, result }: Partial<Record<keyof FollowedJob, unknown>> = value;
  return (
    [vaultId, vmName].every((text) => typeof text === "string") &&
    [region, vmId].every((text) => text === undefined || typeof text === "string") &&
    (result === undefined || isJobResult(result))
  );
}

function isJobResult(value: unknown): value is JobResult {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "vm" || value.kind === "disks" || value.kind === "replaced") &&
    "resourceId" in value &&
    typeof value.resourceId === "string"
  );
}

function isStoredJobs(value: unknown): value is readonly StoredJob[] {
  return Array.isArray(value) && value.every(isStoredJob);
}

function isSame(one: FollowedJob, other: FollowedJob): boolean {
  return sameId(one.vaultId, other.vaultId) && sameId(one.jobName, other.jobName);
}

/** The followed jobs, kept over a reload of the window. */
export class FollowedJobs {
  readonly #stored: StoredValue<readonly StoredJob[]>;
  readonly #now: () => number;
  #jobs: readonly StoredJob[];

  public constructor(memento: vscode.Memento, now: () => number) {
    this.#stored = new StoredValue(memento, "jobs.followed", isStoredJobs);
    this.#now = now;
    const oldest = now() - longestDays * 24 * 60 * 60 * 1000;
    this.#jobs = (this.#stored.get() ?? []).filter((job) => job.since > oldest);
  }

  public get all(): readonly StoredJob[] {
    return this.#jobs;
  }

  public add(job: FollowedJob): Promise<void> {
    return this.#set([...this.#jobs.filter((other) => !isSame(other, job)), { ...job, since: this.#now() }]);
  }

  /** @returns whether it was still followed: the one who removes it may tell the user */
  public async remove(job: FollowedJob): Promise<boolean> {
    const rest = this.#jobs.filter((other) => !isSame(other, job));
    const removed = rest.length < this.#jobs.length;
    // The memory changes before anything waits, so that a job is never told of twice.
    await this.#set(rest);
    return removed;
  }

  async #set(jobs: readonly StoredJob[]): Promise<void> {
    this.#jobs = jobs;
    await this.#stored.set(jobs.length === 0 ? undefined : jobs);
  }
}
