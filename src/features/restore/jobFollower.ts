/** What a restore makes, for the message at its end. */
export interface RestoreResult {
  readonly kind: "vm" | "disks" | "replaced";
  /** Of the VM, or of the resource group that the disks are in. */
  readonly resourceId: string;
}

/** A restore, before its job has a name. */
export interface AskedRestore {
  readonly vaultId: string;
  /** The paired region, for a job that runs there. */
  readonly region?: string | undefined;
  readonly vmName: string;
  readonly vmId?: string | undefined;
  readonly result?: RestoreResult | undefined;
}

/** What this feature needs of the jobs: that they tell the user how a restore ends, also after a reload of the window. */
export interface JobFollower {
  follow(job: AskedRestore & { readonly jobName: string }): void;
  /** Asks Azure for a restore; when the window is reloaded before its job has a name, the jobs look for it. */
  during<T>(asked: AskedRestore & { readonly operation: string }, work: () => Promise<T>): Promise<T>;
  /** Reads the lists of jobs again. */
  refresh(): Promise<void>;
}
