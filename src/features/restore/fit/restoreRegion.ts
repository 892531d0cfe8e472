import type { Location } from "../../../azure/models";
import type { RestoreVault } from "../../../azure/restore/restoreModels";
import { subscriptionOf } from "../../../host/resources/chosenSubscription";
import { optional } from "../../../host/optional";
import { sameId } from "../../../host/resources/resourceId";
import type { FlowContext } from "../flowContext";

/** A region that a vault's backups can be restored in. */
export interface RestoreRegion {
  /** northeurope */
  readonly name: string;
  /** North Europe; as `name` where nobody has asked. */
  readonly displayName: string;
  /** It is the paired region of the vault's: what has been copied there is restored there. */
  readonly secondary: boolean;
  /** Its availability zones, where they are known. */
  readonly zones?: readonly string[] | undefined;
}

/**
 * Asks Azure where the backup can be restored: in the region of its vault, and in the paired one where the vault copies there.
 * Without the right to list regions, the vault's own is left.
 * @throws AzureError, AbortError
 */
export async function regionsOf(context: FlowContext, signal: AbortSignal): Promise<readonly RestoreRegion[]> {
  const { connection, item, services } = context;
  const vault = await connection.getRestoreVault(item.vaultId, { signal });
  const subscription = subscriptionOf(services.session, item.vaultId);
  if (vault.crossRegionRestore !== true || subscription === undefined) {
    return [ownRegion(vault)];
  }
  const locations = await optional(connection.listLocations(subscription, { signal }));
  const own = locations?.find((one) => sameId(one.name, vault.location));
  const paired = locations?.find((one) => own?.pairedRegion !== undefined && sameId(one.name, own.pairedRegion));
  return own === undefined || paired === undefined
    ? [ownRegion(vault)]
    : [regionFrom(own, false), regionFrom(paired, true)];
}

/** The region of the vault itself. */
export function ownRegion({ location }: Pick<RestoreVault, "location">): RestoreRegion {
  return { name: location, displayName: location, secondary: false };
}

function regionFrom({ name, displayName, zones }: Location, secondary: boolean): RestoreRegion {
  return { name, displayName, secondary, zones };
}
