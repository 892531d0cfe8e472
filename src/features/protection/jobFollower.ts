/** What this feature needs of the jobs: that they tell the user how a job ends. */
export interface JobFollower {
  follow(job: { readonly vaultId: string; readonly jobName: string; readonly vmName: string }): void;
}
