import * as l10n from "@vscode/l10n";
import type { CallOptions } from "../connection";
import { AzureError } from "../http/azureError";
import type { Caller } from "../http/caller";
import type { BackupJob, JobFilter, Page, Subscription } from "../models";
import { cancelJob } from "./cancelJob";
import { listFleetJobs } from "./fleetJobs";
import type { FleetJobs, FleetJobsQuestion, JobsMemory } from "./fleetJobs";
import { filterText, getJob, listJobs } from "./jobs";
import { getSecondaryJob, listSecondaryJobs } from "./secondaryJobs";

/** Names the paired region of a vault; left out, it is the vault's own. */
interface InRegion {
  readonly region?: string | undefined;
}

/** The jobs of vaults. */
export interface JobCalls {
  /**
   * The jobs of all vaults of the subscriptions, running ones first, then the newest: from Resource Graph, which lags by
   * minutes, or vault by vault where it is refused; those of paired regions from there.
   * @param options.vaultId a vault whose paired region is asked although there are too many of them to ask all
   */
  listFleetJobs(
    subscriptions: readonly Subscription[],
    options?: CallOptions & Partial<FleetJobsQuestion>,
  ): Promise<FleetJobs>;
  /** Newest first: those of the vault's region, or of its paired one. */
  listJobs(
    vaultId: string,
    page?: string,
    options?: CallOptions & { readonly filter?: JobFilter | undefined } & InRegion,
  ): Promise<Page<BackupJob>>;
  getJob(vaultId: string, jobName: string, options?: CallOptions & InRegion): Promise<BackupJob>;
  /** Asks Azure to cancel a job; the job as it is when Azure has agreed. */
  cancelJob(vaultId: string, jobName: string, options?: CallOptions): Promise<BackupJob>;
}

/** That part of the connection. */
export function jobCalls(caller: Caller): JobCalls {
  const memory: JobsMemory = { refusals: new Map(), locations: new Map() };
  return {
    listFleetJobs: (subscriptions, call) =>
      caller.withinAll(subscriptions, call, (arm) =>
        listFleetJobs(arm, subscriptions, { filter: call?.filter ?? {}, vaultId: call?.vaultId }, memory),
      ),
    listJobs: (vaultId, page, call) =>
      caller.about(vaultId, call, (arm) => {
        const filter = call?.filter === undefined ? "" : filterText(call.filter, arm.now());
        return call?.region === undefined
          ? listJobs(arm, vaultId, page, filter)
          : listSecondaryJobs(arm, { vaultId, region: call.region }, page, filter);
      }),
    getJob: (vaultId, jobName, call) =>
      caller.about(vaultId, call, async (arm) => {
        const job =
          call?.region === undefined
            ? await getJob(arm, vaultId, jobName)
            : await getSecondaryJob(arm, { vaultId, region: call.region }, jobName);
        if (job === undefined) {
          throw new AzureError(l10n.t("The job '{0}' is none of a virtual machine.", jobName), { kind: "notFound" });
        }
        return job;
      }),
    cancelJob: (vaultId, jobName, call) => caller.about(vaultId, call, (arm) => cancelJob(arm, vaultId, jobName)),
  };
}
