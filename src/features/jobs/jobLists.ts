import type { AzureConnection } from "../../azure/connection";
import type { BackupJob, JobFilter, Subscription, Vault } from "../../azure/models";
import { allPages } from "../../host/allPages";
import { errorText, isAzureFailure } from "../../host/azureErrorText";
import { isCancellation } from "../../host/errors";
import { optional } from "../../host/optional";
import { resourceNameOf, sameId } from "../../host/resourceId";

/** Questions at the same time: more would only make Azure throttle. */
const atOnce = 6;

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

/** Where the jobs of the subscriptions are: at each vault, and in the paired regions of those that are restored there too. */
export async function listPlaces(
  connection: AzureConnection,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<{ readonly places: readonly JobsPlace[]; readonly failures: readonly ListFailure[] }> {
  const failures: ListFailure[] = [];
  const lists = await Promise.all(
    subscriptions.map(async (subscription) => {
      try {
        const vaults = await allPages<Vault>((page) => connection.listVaults(subscription, page, { signal }));
        return await placesOf(connection, subscription, vaults, signal);
      } catch (error) {
        failures.push(failureOf(subscription.name, error));
        return [];
      }
    }),
  );
  return { places: lists.flat(), failures };
}

async function placesOf(
  connection: AzureConnection,
  subscription: Subscription,
  vaults: readonly Vault[],
  signal: AbortSignal,
): Promise<readonly JobsPlace[]> {
  const locations = vaults.some((vault) => vault.crossRegionRestore)
    ? await optional(connection.listLocations(subscription, { signal }))
    : undefined;
  return vaults.flatMap(({ id: vaultId, location, crossRegionRestore }) => {
    const region = locations?.find((one) => sameId(one.name, location))?.pairedRegion;
    return crossRegionRestore && region !== undefined ? [{ vaultId }, { vaultId, region }] : [{ vaultId }];
  });
}

/** The newest jobs of each place: one question for each, however many jobs run there. */
export async function listRecentJobs(
  connection: AzureConnection,
  places: readonly JobsPlace[],
  signal: AbortSignal,
  filter?: JobFilter,
): Promise<JobLists> {
  const jobs = new Map<string, readonly BackupJob[]>();
  const failures: ListFailure[] = [];
  const waiting = [...places];
  const work = async (): Promise<void> => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      const { vaultId, region } = place;
      try {
        const page = await connection.listJobs(vaultId, undefined, { signal, filter, region });
        jobs.set(placeKey(place), page.items);
      } catch (error) {
        // Who may not look into the paired region has started nothing there.
        if (region !== undefined && isAzureFailure(error) && error.kind === "forbidden") {
          continue;
        }
        const name = resourceNameOf(vaultId);
        failures.push(failureOf(region === undefined ? name : `${name} (${region})`, error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, places.length) }, work));
  return { jobs, failures };
}
