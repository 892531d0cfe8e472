import type { Arm } from "../http/armPipeline";
import { valueAt } from "../http/jsonRead";
import { sameId } from "../ids";
import type { VaultChange } from "../models";
import { reviseVault } from "./patchVault";

type Tags = Readonly<Record<string, string>>;
type TagChange = Extract<VaultChange, { readonly kind: "tag" }>;

/** The tags in Azure's JSON of a vault. */
export function tagsIn(vault: unknown): Tags {
  const tags = valueAt(vault, "tags");
  const entries: readonly (readonly [string, unknown])[] =
    typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}

/**
 * Adds, changes or removes one tag through PATCH of the vault. Azure takes the tags as a whole: they are read first and sent
 * under the vault's etag, so that those that others set meanwhile stay.
 * Needs `Microsoft.RecoveryServices/Vaults/read` and `…/write`.
 * @throws AzureError as `reviseVault`
 */
export function setTag(arm: Arm, vaultId: string, change: TagChange): Promise<void> {
  return reviseVault(arm, vaultId, (vault) => ({ tags: withTag(tagsIn(vault), change) }));
}

/** Whether the tags are as a change wants them. */
export function hasTag(tags: Tags, { name, value }: TagChange): boolean {
  return Object.entries(tags).find(([one]) => sameId(one, name))?.[1] === value;
}

/** Names of tags differ by more than their case ("Use tags to organize your Azure resources", 2025). */
function withTag(tags: Tags, { name, value }: TagChange): Tags {
  const others = Object.entries(tags).filter(([one]) => !sameId(one, name));
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}
