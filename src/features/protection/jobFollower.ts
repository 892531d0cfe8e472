/** What this feature needs of the jobs: that they tell the user how a job ends, and show jobs that ended under its eyes. */
export interface JobFollower {
  follow(job: {
    readonly vaultId: string;
    readonly jobName: string;
    readonly vmName: string;
    /** The VM, when it is known: for trying again and for refreshing views. */
    readonly vmId?: string | undefined;
  }): void;
  /** Reads the lists of jobs again. */
  refresh(): Promise<void>;
}
