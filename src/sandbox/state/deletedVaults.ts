import type { Estate } from "./estate";
import { digitsOf } from "../http/formats";
import { deletedVaultId, vaultId } from "./ids";
import type { DeletedVaultRecord, ItemRecord, VaultRecord } from "./records";

const day = 86_400_000;

/**
 * Puts a vault that is gone, with all that is in it, among the deleted vaults of its region. Several of one name may be
 * there, so the name is not the vault's: Azure's begins with the resource group ("RecoveryServices.VaultTests", Azure
 * PowerShell, 2025).
 */
export function keepDeletedVault(estate: Estate, vault: VaultRecord, deletedAt: number, purgeAt: number): void {
  const name = `${vault.group}_${digitsOf(`${vault.id} ${deletedAt}`)}`;
  const id = deletedVaultId(vault.subscriptionId, vault.location, name);
  const below = `${vault.id}/`;
  estate.deletedVaults.set(id, {
    id,
    name,
    location: vault.location,
    vault,
    deletedAt,
    purgeAt,
    policies: estate.policies.below(below),
    items: estate.items.below(below),
    jobs: estate.jobs.below(below),
  });
}

/** The items that a deleted vault still has: each is purged when its own time is up. */
export function itemsKept({ items, vault }: DeletedVaultRecord, now: number): readonly ItemRecord[] {
  return items.filter((item) => (item.softDeletedAt ?? Infinity) + vault.softDeleteDays * day > now);
}

/** Removes the deleted vaults whose time is up. */
export function purgeDeletedVaults(estate: Estate, now: number): void {
  for (const deleted of estate.deletedVaults.all) {
    if (deleted.purgeAt <= now) {
      estate.deletedVaults.delete(deleted.id);
    }
  }
}

/**
 * Brings a deleted vault back into a resource group of its subscription: policies, items (soft-deleted still) and jobs come
 * along, under the ids of where it is now.
 * @param readyAt milliseconds since 1970 when it is provisioned again
 */
export function bringBack(
  estate: Estate,
  deleted: DeletedVaultRecord,
  group: string,
  times: { readonly now: number; readonly readyAt: number },
): VaultRecord {
  const { vault } = deleted;
  const id = vaultId(vault.subscriptionId, group, vault.name);
  const here = (former: string): string => id + former.slice(vault.id.length);
  const back: VaultRecord = {
    ...vault,
    id,
    group,
    changedAt: times.now,
    readyAt: times.readyAt,
    busy: "Provisioning",
    goneAt: undefined,
    purgeAt: undefined,
  };
  estate.deletedVaults.delete(deleted.id);
  estate.vaults.set(id, back);
  for (const policy of deleted.policies) {
    estate.policies.set(here(policy.id), { ...policy, id: here(policy.id), vaultId: id });
  }
  for (const item of itemsKept(deleted, times.now)) {
    estate.items.set(here(item.id), { ...item, id: here(item.id), vaultId: id });
  }
  for (const job of deleted.jobs) {
    estate.jobs.set(here(job.id), { ...job, id: here(job.id), vaultId: id, itemId: here(job.itemId) });
  }
  return back;
}
