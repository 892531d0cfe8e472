import type { BackupJob } from "../../azure/models";
import { vaultIdOfArgument } from "../../host/prompts/chosenVault";
import { resourceIdOf, textOf } from "../../host/resources/resourceArgument";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { JobAddress } from "./page/jobDocuments";

/** The job that a command was called on: a node with the job's ARM id, or `{ vaultId, jobName }`, with `region` in a paired one. */
export function jobOfArgument(argument: unknown): JobAddress | undefined {
  const [named, jobName, region] = ["vaultId", "jobName", "region"].map((name) => textOf(argument, name));
  if (named !== undefined && jobName !== undefined) {
    return { vaultId: named, jobName, ...(region === undefined ? {} : { region }) };
  }
  const id = resourceIdOf(argument);
  const vaultId = vaultIdOfArgument(argument);
  return id !== undefined && vaultId !== undefined && /\/backupJobs\/[^/]+$/i.test(id)
    ? { vaultId, jobName: resourceNameOf(id) }
    : undefined;
}

/** The vault whose jobs are asked for: `{ vaultId }`, or a node of a vault or of anything in it; undefined means all. */
export function vaultOfArgument(argument: unknown): string | undefined {
  return textOf(argument, "vaultId") ?? vaultIdOfArgument(argument);
}

/** Where a job is. */
export function addressOf({ vaultId, name, region }: BackupJob): JobAddress {
  return { vaultId, jobName: name, ...(region === undefined ? {} : { region }) };
}
