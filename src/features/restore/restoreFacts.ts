import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, VmSnapshot } from "../../azure/models";
import type { RestorePoint, RestoreSource, RestoreVault } from "../../azure/restore/restoreModels";
import { isCancellation } from "../../host/errors";
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
}

/**
 * Asks Azure for everything at once. Without the VM, or the right to read all of it, the advice is shorter.
 * @throws AzureError, AbortError
 */
export async function loadFacts(
  connection: AzureConnection,
  item: ProtectedItem,
  { loadAdvice }: RestoreServices,
  signal: AbortSignal,
): Promise<RestoreFacts> {
  const [vault, points, source, snapshot, { restoreAdvice }] = await Promise.all([
    connection.getRestoreVault(item.vaultId, { signal }),
    connection.listRestorePoints(item.id, { signal }),
    connection.getRestoreSource(item.vmId, { signal }),
    readable(connection.getVmSnapshot(item.vmId, { signal })),
    loadAdvice(),
  ]);
  return { item, vault, points, source, advice: restoreAdvice(snapshot) };
}

async function readable(snapshot: Promise<VmSnapshot>): Promise<VmSnapshot | undefined> {
  try {
    return await snapshot;
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return undefined;
  }
}
