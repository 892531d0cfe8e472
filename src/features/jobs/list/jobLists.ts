import type { AzureConnection } from "../../../azure/connection";
import type { BackupJob, JobFilter, Subscription } from "../../../azure/models";
import { errorText, isAzureFailure } from "../../../host/errors/azureErrorText";
import { mapBounded } from "../../../host/bounded";
import { isCancellation } from "../../../host/errors/errors";
import { resourceNameOf } from "../../../host/resources/resourceId";

/** A list that could not be read: of a subscription's vaults, or of a vault's jobs. */
export interface ListFailure {
  /** The vault's or the subscription's name. */
  readonly name: string;
  readonly message: string;
  readonly retryAfterSeconds: number | undefined;
}

/** Where a list of jobs is: that of a vault in its own region, or in the paired one. */
export interface JobsPlace {
  readonly vaultId: string;
  readonly region?: string | undefined;
}

/** A name of a place, for maps. */
export function placeKey({ vaultId, region }: JobsPlace): string {
  return [vaultId, ...(region === undefined ? [] : [region])].join(" ").toLowerCase();
}

/** The jobs of the places that answered, by `placeKey`, and the others' reasons. */
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

/** The jobs of all vaults of the subscriptions, as Resource Graph has them, which may be some minutes old. */
export interface FleetAnswer {
  readonly jobs: readonly BackupJob[];
  /** Older jobs are left out. */
  readonly more: boolean;
  /** Vaults whose paired regions were not asked for their jobs. */
  readonly unasked: number;
  readonly failures: readonly ListFailure[];
}

/**
 * Asks for the jobs of all vaults at once.
 * @param question.vaultId a vault whose paired region is asked in any case
 */
export async function listFleet(
  connection: AzureConnection,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
  question: { readonly filter?: JobFilter | undefined; readonly vaultId?: string | undefined },
): Promise<FleetAnswer> {
  const { filter = {}, vaultId } = question;
  const found = await connection.listFleetJobs(subscriptions, { signal, filter, vaultId });
  return { ...found, failures: found.failures.map(({ name, error }) => failureOf(name, error)) };
}

/** The newest jobs of each place: one question for each, however many jobs run there. */
export async function listRecentJobs(
  connection: AzureConnection,
  places: readonly JobsPlace[],
  signal: AbortSignal,
): Promise<JobLists> {
  const jobs = new Map<string, readonly BackupJob[]>();
  const failures: ListFailure[] = [];
  await mapBounded(places, async (place) => {
    const { vaultId, region } = place;
    try {
      const page = await connection.listJobs(vaultId, undefined, { signal, region });
      jobs.set(placeKey(place), page.items);
    } catch (error) {
      // Who may not look into the paired region has started nothing there.
      if (region === undefined || !isAzureFailure(error) || error.kind !== "forbidden") {
        const name = resourceNameOf(vaultId);
        failures.push(failureOf(region === undefined ? name : `${name} (${region})`, error));
      }
    }
  });
  return { jobs, failures };
}
