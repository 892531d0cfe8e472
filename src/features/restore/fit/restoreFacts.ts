import type { ProtectedItem } from "../../../azure/models";
import type { RestorePoint, RestoreSource, RestoreVault } from "../../../azure/restore/restoreModels";
import { optional } from "../../../host/optional";
import type { FlowContext } from "../flowContext";
import { ownRegion } from "./restoreRegion";
import type { RestoreRegion } from "./restoreRegion";
import type { RestoreAdvice } from "./restoreAdvice";

/** All that is known before the first question. */
export interface RestoreFacts {
  readonly item: ProtectedItem;
  readonly vault: RestoreVault;
  /** Where it is restored. */
  readonly region: RestoreRegion;
  /** Those of that region, newest first. */
  readonly points: readonly RestorePoint[];
  /** The VM as it is now; undefined when it is gone. */
  readonly source: RestoreSource | undefined;
  readonly advice: RestoreAdvice;
  readonly recent: RecentRestores;
}

/** Restores of the same VM in that region that the vault tells of; none where its jobs cannot be read. */
export interface RecentRestores {
  readonly running: number;
  /** Started within the last 24 hours. */
  readonly lastDay: number;
}

const dayLasts = 86_400_000;

/**
 * Asks Azure for everything at once. Without the VM, or the right to read all of it, the advice is shorter. In the paired
 * region it does without the VM's own region, which may be why it is restored there.
 * @param region undefined for that of the vault
 * @throws AzureError, AbortError
 */
export async function loadFacts(
  { connection, item, services }: Pick<FlowContext, "connection" | "item" | "services">,
  region: RestoreRegion | undefined,
  signal: AbortSignal,
): Promise<RestoreFacts> {
  const { loadAdvice, now } = services;
  const secondary = region?.secondary === true;
  const sourceRead = connection.getRestoreSource(item.vmId, { signal });
  const [vault, points, source, snapshot, jobs, { restoreAdvice }] = await Promise.all([
    connection.getRestoreVault(item.vaultId, { signal }),
    connection.listRestorePoints(item.id, { signal, secondary }),
    secondary ? optional(sourceRead) : sourceRead,
    optional(connection.getVmSnapshot(item.vmId, { signal })),
    optional(connection.listJobs(item.vaultId, undefined, { signal, region: secondary ? region.name : undefined })),
    loadAdvice(),
  ]);
  const restores = (jobs?.items ?? []).filter(
    (job) =>
      ["Restore", "CrossRegionRestore"].includes(job.operation) &&
      job.vmName.toLowerCase() === item.vmName.toLowerCase(),
  );
  const since = now().getTime() - dayLasts;
  const recent = {
    running: restores.filter(({ status }) => status === "InProgress" || status === "Cancelling").length,
    lastDay: restores.filter(({ startTime }) => Date.parse(startTime) >= since).length,
  };
  return { item, vault, region: region ?? ownRegion(vault), points, source, advice: restoreAdvice(snapshot), recent };
}
