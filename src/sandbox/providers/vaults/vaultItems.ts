import type { Call } from "../../http/call";
import { containerId } from "../../state/ids";
import type { VaultRecord } from "../../state/records";

/** Whether a vault protects anything, soft-deleted items included: then its redundancy is locked. */
export function hasItems(call: Call, vault: VaultRecord): boolean {
  return call.estate.items.below(containerId(vault.id, "").toLowerCase()).length > 0;
}
