/** What this feature needs of the jobs: that they tell the user how a job ends, and show jobs that ended under its eyes. */
export interface JobFollower {
  follow(job: {
    readonly vaultId: string;
    readonly jobName: string;
    readonly vmName: string;
    /** The VM, when it is known: for trying again and for refreshing views. */
    readonly vmId?: string | undefined;
  }): void;
  /**
   * Does something that waits for a job whose name is not known yet. Its caller tells how it ends; when the window is
   * reloaded before, the jobs look for it and tell.
   */
  during<T>(
    awaited: {
      readonly vaultId: string;
      readonly vmName: string;
      readonly vmId?: string | undefined;
      /** As Azure names it. */
      readonly operation: string;
    },
    work: () => Promise<T>,
  ): Promise<T>;
  /** Reads the lists of jobs again. */
  refresh(): Promise<void>;
}
