import type { BackupJob } from "../../azure/models";
import { resourceIdOf } from "../../host/resourceArgument";
import { resourceIdUpTo, resourceNameOf } from "../../host/resourceId";
import type { JobAddress } from "./jobDocuments";

const vaultType = "Microsoft.RecoveryServices/vaults";

/** The job that a command was called on: a node with the job's ARM id, or `{ vaultId, jobName }`, with `region` in a paired one. */
export function jobOfArgument(argument: unknown): JobAddress | undefined {
  if (
    typeof argument === "object" &&
    argument !== null &&
    "vaultId" in argument &&
    typeof argument.vaultId === "string" &&
    "jobName" in argument &&
    typeof argument.jobName === "string"
  ) {
    const region = "region" in argument && typeof argument.region === "string" ? argument.region : undefined;
    return { vaultId: argument.vaultId, jobName: argument.jobName, ...(region === undefined ? {} : { region }) };
  }
  const id = resourceIdOf(argument);
  const vaultId = id === undefined ? undefined : resourceIdUpTo(id, vaultType);
  return id !== undefined && vaultId !== undefined && /\/backupJobs\/[^/]+$/i.test(id)
    ? { vaultId, jobName: resourceNameOf(id) }
    : undefined;
}

/** The vault whose jobs are asked for: `{ vaultId }`, or a node of a vault or of anything in it; undefined means all. */
export function vaultOfArgument(argument: unknown): string | undefined {
  if (
    typeof argument === "object" &&
    argument !== null &&
    "vaultId" in argument &&
    typeof argument.vaultId === "string"
  ) {
    return argument.vaultId;
  }
  const id = resourceIdOf(argument);
  return id === undefined ? undefined : resourceIdUpTo(id, vaultType);
}

/** Where a job is. */
export function addressOf({ vaultId, name, region }: BackupJob): JobAddress {
  return { vaultId, jobName: name, ...(region === undefined ? {} : { region }) };
}
