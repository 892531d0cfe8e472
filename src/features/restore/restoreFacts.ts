import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem } from "../../azure/models";
import type { RestorePoint, RestoreSource, RestoreVault } from "../../azure/restore/restoreModels";
import { optional } from "../../host/optional";
import type { RestoreAdvice } from "./restoreAdvice";
import type { RestoreServices } from "./services";

/** All that is known before the first question. */
export interface RestoreFacts {
  readonly item: ProtectedItem;
  readonly vault: RestoreVault;
  /** Newest first. */
  readonly points: readonly RestorePoint[];
  /** The VM as it is now; undefined when it is gone. */
  readonly source: RestoreSource | undefined;
  readonly advice: RestoreAdvice;
  readonly recent: RecentRestores;
}

/** Restores of the same VM that the vault tells of; none where its jobs cannot be read. */
export interface RecentRestores {
  readonly running: number;
  /** Started within the last 24 hours. */
  readonly lastDay: number;
}

const dayLasts = 86_400_000;

/**
 * Asks Azure for everything at once. Without the VM, or the right to read all of it, the advice is shorter.
 * @throws AzureError, AbortError
 */
export async function loadFacts(
  connection: AzureConnection,
  item: ProtectedItem,
  { loadAdvice, now }: RestoreServices,
  signal: AbortSignal,
): Promise<RestoreFacts> {
  const [vault, points, source, snapshot, jobs, { restoreAdvice }] = await Promise.all([
    connection.getRestoreVault(item.vaultId, { signal }),
    connection.listRestorePoints(item.id, { signal }),
    connection.getRestoreSource(item.vmId, { signal }),
    optional(connection.getVmSnapshot(item.vmId, { signal })),
    optional(connection.listJobs(item.vaultId, undefined, { signal })),
    loadAdvice(),
  ]);
  const restores = (jobs?.items ?? []).filter(
    (job) => job.operation === "Restore" && job.vmName.toLowerCase() === item.vmName.toLowerCase(),
  );
  const since = now().getTime() - dayLasts;
  const recent = {
    running: restores.filter(({ status }) => status === "InProgress" || status === "Cancelling").length,
    lastDay: restores.filter(({ startTime }) => Date.parse(startTime) >= since).length,
  };
  return { item, vault, points, source, advice: restoreAdvice(snapshot), recent };
}
