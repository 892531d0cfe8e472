/** What a restore makes, for the message at its end. */
export interface RestoreResult {
  readonly kind: "vm" | "disks" | "replaced";
  /** Of the VM, or of the resource group that the disks are in. */
  readonly resourceId: string;
}

/** What this feature needs of the jobs: that they tell the user how a restore ends, also after a reload of the window. */
export interface JobFollower {
  follow(job: {
    readonly vaultId: string;
    readonly jobName: string;
    /** The paired region, for a job that runs there. */
    readonly region?: string | undefined;
    readonly vmName: string;
    readonly vmId?: string | undefined;
    readonly result?: RestoreResult | undefined;
  }): void;
  /** Reads the lists of jobs again. */
  refresh(): Promise<void>;
}
