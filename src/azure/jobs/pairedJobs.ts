import { mapBounded } from "../http/bounded";
import type { Arm } from "../http/armPipeline";
import { isAzureError } from "../http/azureError";
import { sameId } from "../ids";
import { queryGraph } from "../inventory/resourceGraph";
import type { BackupJob, Location, Subscription, Vault } from "../models";
import { vaultFrom } from "../vaults/vaults";
import { listSecondaryJobs } from "./secondaryJobs";
import { allOf } from "../http/allOf";

/** Vaults whose paired regions are asked; Resource Graph does not have those jobs, so each is a question. */
const mostVaults = 20;
/** Vaults that are asked at the same time. */
const atOnce = 4;

/** What paired regions say. */
export interface PairedJobs {
  readonly jobs: readonly BackupJob[];
  /** Vaults whose paired region was not asked, because there are too many. */
  readonly left: number;
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

/**
 * The vaults of subscriptions of one tenant that are restored in their paired regions too: a query of Resource Graph.
 * Needs `Microsoft.RecoveryServices/Vaults/read`.
 */
export async function pairedVaults(arm: Arm, subscriptions: readonly Subscription[]): Promise<readonly Vault[]> {
  const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
  return allOf(async (page) => {
    const { rows, next } = await queryGraph(arm, ids, pairedQuery, page);
    return { items: rows.flatMap((row) => vaultFrom(row) ?? []), next };
  });
}

const pairedQuery = `resources
| where type =~ 'microsoft.recoveryservices/vaults'
| where properties.redundancySettings.crossRegionRestore =~ 'Enabled'
| project id, name, location, properties
| order by id asc`;

/** How paired regions are asked. */
export interface PairedQuestion {
  /** Id of a vault that is asked in any case. */
  readonly wanted: string | undefined;
  /** Further conditions in the words of `backupJobs`. */
  readonly filter: string;
  readonly locationsOf: (subscriptionId: string) => Promise<readonly Location[]>;
}

/**
 * The newest jobs in the paired regions of vaults: one POST backupCrrJobs for each, unless there are too many of them.
 * Needs `Microsoft.RecoveryServices/locations/backupCrrJobs/action`.
 */
export async function listPairedJobs(
  arm: Arm,
  vaults: readonly Vault[],
  { wanted, filter, locationsOf }: PairedQuestion,
): Promise<PairedJobs> {
  const paired = vaults.filter(({ crossRegionRestore }) => crossRegionRestore);
  const asked = paired.length <= mostVaults ? paired : paired.filter(({ id }) => sameId(id, wanted));
  const [first] = asked;
  if (first === undefined) {
    return { jobs: [], left: paired.length, failures: [] };
  }
  // Which regions are pairs is the same for all subscriptions.
  const locations = await locationsOf(first.subscriptionId);
  const answers = await mapBounded(asked, atOnce, async (vault) => {
    const region = locations.find(({ name }) => sameId(name, vault.location))?.pairedRegion;
    return region === undefined ? { jobs: [], failures: [] } : jobsIn(arm, vault, region, filter);
  });
  return {
    jobs: answers.flatMap(({ jobs }) => jobs),
    left: paired.length - asked.length,
    failures: answers.flatMap(({ failures }) => failures),
  };
}

async function jobsIn(
  arm: Arm,
  { id, name }: Vault,
  region: string,
  filter: string,
): Promise<Pick<PairedJobs, "jobs" | "failures">> {
  try {
    const { items } = await listSecondaryJobs(arm, { vaultId: id, region }, undefined, filter);
    return { jobs: items, failures: [] };
  } catch (error) {
    // Who may not look into the paired region has started nothing there.
    const mayNot = isAzureError(error) && error.kind === "forbidden";
    return { jobs: [], failures: mayNot ? [] : [{ name: `${name} (${region})`, error }] };
  }
}
