import type { Arm, ArmAnswer } from "../http/armPipeline";
import { listAt, textAt } from "../http/jsonRead";
import { parseResourceId } from "../ids";
import type { BackupJob, Page } from "../models";
import { jobFrom } from "./jobs";

/** Version of the API of paired regions: REST specification of Azure Backup's passive stamp. */
export const secondaryVersion = "2023-01-15";

/** The jobs of a vault in its paired region: restores that were started there. */
export interface SecondaryPlace {
  readonly vaultId: string;
  /** The paired region: northeurope. */
  readonly region: string;
}

/**
 * POST locations/REGION/backupCrrJobs: the jobs of a vault in its paired region, newest first.
 * Needs `Microsoft.RecoveryServices/locations/backupCrrJobs/action`.
 * @param page the address of a further page, as the page before names it
 */
export async function listSecondaryJobs(
  arm: Arm,
  place: SecondaryPlace,
  page: string | undefined,
  moreFilter = "",
): Promise<Page<BackupJob>> {
  const filter = new URLSearchParams({ $filter: `backupManagementType eq 'AzureIaasVM'${moreFilter}` });
  const { body } =
    page === undefined
      ? await ask(arm, place, `backupCrrJobs?${filter.toString()}`, {})
      : await arm.send(subscriptionOf(place), { method: "POST", path: page, body: { resourceId: place.vaultId } });
  const items = listAt(body, "value").flatMap((resource) => jobFrom(resource, place) ?? []);
  return {
    items: items.toSorted((a, b) => b.startTime.localeCompare(a.startTime)),
    next: textAt(body, "nextLink"),
  };
}

/**
 * POST locations/REGION/backupCrrJob: one of them with tasks, percentage and errors.
 * Needs `Microsoft.RecoveryServices/locations/backupCrrJob/action`.
 */
export async function getSecondaryJob(
  arm: Arm,
  place: SecondaryPlace,
  jobName: string,
): Promise<BackupJob | undefined> {
  return jobFrom((await ask(arm, place, "backupCrrJob", { jobName })).body, place);
}

function ask(arm: Arm, place: SecondaryPlace, what: string, more: { readonly jobName?: string }): Promise<ArmAnswer> {
  return arm.send(subscriptionOf(place), {
    method: "POST",
    path: `${locationPath(subscriptionOf(place), place.region)}/${what}`,
    apiVersion: secondaryVersion,
    body: { resourceId: place.vaultId, ...more },
  });
}

function subscriptionOf({ vaultId }: SecondaryPlace): string {
  return parseResourceId(vaultId).subscriptionId;
}

/** What belongs to a region and a subscription, not to a vault. */
export function locationPath(subscriptionId: string, region: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/locations/${region}`;
}
