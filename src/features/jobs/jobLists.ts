import type { AzureConnection } from "../../azure/connection";
import type { BackupJob, JobFilter, Subscription, Vault } from "../../azure/models";
import { allPages } from "../../host/allPages";
import { errorText, isAzureFailure } from "../../host/azureErrorText";
import { isCancellation } from "../../host/errors";
import { resourceNameOf } from "../../host/resourceId";

/** Questions at the same time: more would only make Azure throttle. */
const atOnce = 6;

/** A list that could not be read: of a subscription's vaults, or of a vault's jobs. */
export interface ListFailure {
  /** The vault's or the subscription's name. */
  readonly name: string;
  readonly message: string;
  readonly retryAfterSeconds: number | undefined;
}

/** The jobs of the vaults that answered, by vault id in lower case, and the others' reasons. */
export interface JobLists {
  readonly jobs: ReadonlyMap<string, readonly BackupJob[]>;
  readonly failures: readonly ListFailure[];
}

function failureOf(name: string, error: unknown): ListFailure {
  if (isCancellation(error)) {
    throw error;
  }
  const retryAfterSeconds = isAzureFailure(error) ? error.retryAfterSeconds : undefined;
  return { name, message: errorText(error).message, retryAfterSeconds };
}

/** The ids of all vaults of the subscriptions. */
export async function listVaultIds(
  connection: AzureConnection,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<{ readonly vaultIds: readonly string[]; readonly failures: readonly ListFailure[] }> {
  const failures: ListFailure[] = [];
  const lists = await Promise.all(
    subscriptions.map(async (subscription) => {
      try {
        return await allPages<Vault>((page) => connection.listVaults(subscription, page, { signal }));
      } catch (error) {
        failures.push(failureOf(subscription.name, error));
        return [];
      }
    }),
  );
  return { vaultIds: lists.flat().map((vault) => vault.id), failures };
}

/** The newest jobs of each vault: one question for each vault, however many jobs run in it. */
export async function listRecentJobs(
  connection: AzureConnection,
  vaultIds: readonly string[],
  signal: AbortSignal,
  filter?: JobFilter,
): Promise<JobLists> {
  const jobs = new Map<string, readonly BackupJob[]>();
  const failures: ListFailure[] = [];
  const waiting = [...vaultIds];
  const work = async (): Promise<void> => {
    for (let vaultId = waiting.shift(); vaultId !== undefined; vaultId = waiting.shift()) {
      try {
        const page = await connection.listJobs(vaultId, undefined, { signal, filter });
        jobs.set(vaultId.toLowerCase(), page.items);
      } catch (error) {
        failures.push(failureOf(resourceNameOf(vaultId), error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, vaultIds.length) }, work));
  return { jobs, failures };
}
