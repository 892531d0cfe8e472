import * as l10n from "@vscode/l10n";
import type { CallOptions } from "../connection";
import { AzureError } from "../http/azureError";
import type { Caller } from "../http/caller";
import type { BackupJob, JobFilter, Page } from "../models";
import { cancelJob } from "./cancelJob";
import { filterText, getJob, listJobs } from "./jobs";

/** The jobs of vaults. */
export interface JobCalls {
  /** Newest first. */
  listJobs(
    vaultId: string,
    page?: string,
    options?: CallOptions & { readonly filter?: JobFilter | undefined },
  ): Promise<Page<BackupJob>>;
  getJob(vaultId: string, jobName: string, options?: CallOptions): Promise<BackupJob>;
  /** Asks Azure to cancel a job; the job as it is when Azure has agreed. */
  cancelJob(vaultId: string, jobName: string, options?: CallOptions): Promise<BackupJob>;
}

/** That part of the connection. */
export function jobCalls(caller: Caller): JobCalls {
  return {
    listJobs: (vaultId, page, call) =>
      caller.about(vaultId, call, (arm) =>
        listJobs(arm, vaultId, page, call?.filter === undefined ? "" : filterText(call.filter, arm.now())),
      ),
    getJob: (vaultId, jobName, call) =>
      caller.about(vaultId, call, async (arm) => {
        const job = await getJob(arm, vaultId, jobName);
        if (job === undefined) {
          throw new AzureError(l10n.t("The job '{0}' is none of a virtual machine.", jobName), { kind: "notFound" });
        }
        return job;
      }),
    cancelJob: (vaultId, jobName, call) => caller.about(vaultId, call, (arm) => cancelJob(arm, vaultId, jobName)),
  };
}
