import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import { hasEnded, listJobs } from "../jobs/jobs";
import { listAt, textAt } from "../http/jsonRead";
import type { BackupJob, ProtectedItem, VaultObstacle } from "../models";
import { listProtectedItems } from "../protection/protectedItems";
import { readAll } from "../http/sdkPage";

/** Backups of other things than VMs, as the backup API names those who manage them. */
const otherManagers = ["AzureWorkload", "AzureStorage", "MAB", "DPM", "AzureBackupServer"] as const;

/**
 * Looks for what keeps a vault from being deleted ("Delete an Azure Backup Recovery Services vault", 2025): protected and
 * soft-deleted items (which now go with the vault, but not silently), backups of other things than VMs, running jobs,
 * private endpoints: GET of their lists and of the vault. Azure may know more, such as locks or replicated machines, and has
 * the last word. Needs `…/Vaults/read`, `…/backupProtectedItems/read`, `…/backupJobs/read`.
 */
export async function listVaultObstacles(arm: Arm, vaultId: string): Promise<readonly VaultObstacle[]> {
  const [items, others, jobs, endpoints] = await Promise.all([
    allItems(arm, vaultId),
    otherItems(arm, vaultId),
    runningJobs(arm, vaultId),
    privateEndpoints(arm, vaultId),
  ]);
  const deleted = items.filter((item) => item.state.kind === "softDeleted");
  const active = items.filter((item) => item.state.kind !== "softDeleted");
  const obstacles: readonly VaultObstacle[] = [
    { kind: "activeItems", names: active.map((item) => item.vmName), until: undefined },
    { kind: "softDeletedItems", names: deleted.map((item) => item.vmName), until: lastDay(deleted) },
    { kind: "otherItems", names: others, until: undefined },
    { kind: "runningJobs", names: jobs.map((job) => job.vmName), until: undefined },
    { kind: "privateEndpoints", names: endpoints, until: undefined },
  ];
  return obstacles.filter((obstacle) => obstacle.names.length > 0);
}

/** Unknown as soon as one of them does not say. */
function lastDay(deleted: readonly ProtectedItem[]): string | undefined {
  const days = deleted.map(({ state }) => (state.kind === "softDeleted" ? state.until : undefined));
  const known = days.filter((day) => day !== undefined);
  return known.length === days.length ? known.toSorted().at(-1) : undefined;
}

async function allItems(arm: Arm, vaultId: string): Promise<readonly ProtectedItem[]> {
  const items: ProtectedItem[] = [];
  let page: string | undefined;
  do {
    const found = await listProtectedItems(arm, vaultId, page);
    items.push(...found.items);
    page = found.next;
  } while (page !== undefined);
  return items;
}

async function otherItems(arm: Arm, vaultId: string): Promise<readonly string[]> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const lists = otherManagers.map((manager) =>
    readAll(
      arm.backup(subscriptionId).backupProtectedItems.list(name, resourceGroup, {
        filter: `backupManagementType eq '${manager}'`,
      }),
      (item) => textAt(item, "properties", "friendlyName") ?? textAt(item, "name"),
    ),
  );
  return (await Promise.all(lists)).flat();
}

async function runningJobs(arm: Arm, vaultId: string): Promise<readonly BackupJob[]> {
  const { items } = await listJobs(arm, vaultId, undefined, " and status eq 'InProgress'");
  return items.filter((job) => !hasEnded(job));
}

async function privateEndpoints(arm: Arm, vaultId: string): Promise<readonly string[]> {
  const { subscriptionId } = parseResourceId(vaultId);
  const { body } = await arm.send(subscriptionId, { method: "GET", path: vaultId, apiVersion: "2024-04-01" });
  return listAt(body, "properties", "privateEndpointConnections").map(
    (one) => (textAt(one, "properties", "privateEndpoint", "id") ?? textAt(one, "id") ?? "").split("/").at(-1) ?? "",
  );
}
