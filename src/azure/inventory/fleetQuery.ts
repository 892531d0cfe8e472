import { textAt, valueAt } from "../http/jsonRead";
import type { Arm } from "../http/armPipeline";
import type { ProtectedItem, Subscription, Vault, VirtualMachine } from "../models";
import { machineFrom } from "../machines/virtualMachines";
import { protectedItemFrom } from "../protection/protectedItems";
import { vaultFrom } from "../vaults/vaults";
import { queryGraph } from "./resourceGraph";

/** What a row of the fleet query is. */
export type FleetRow =
  | { readonly kind: "vault"; readonly vault: Vault }
  | { readonly kind: "vm"; readonly vm: VirtualMachine }
  /** A protected item whose VM is gone, or may not be read. */
  | { readonly kind: "item"; readonly subscriptionId: string; readonly item: ProtectedItem };

/** A page of the fleet query. */
export interface FleetPage {
  readonly rows: readonly FleetRow[];
  readonly total: number | undefined;
  readonly next: string | undefined;
}

const vaultType = "microsoft.recoveryservices/vaults";
const machineType = "microsoft.compute/virtualmachines";

/**
 * Vaults, then VMs with their protected items, subscription by subscription. VMs without item and items without VM have
 * rows too; a VM with two items has two. Columns that nobody needs stay in Azure: a VM's properties are kilobytes.
 * The id is a column because Resource Graph gives no token for the next page without it.
 * Source: "Working with large Azure resource data sets" and "Understanding the Azure Resource Graph query language",
 * Microsoft Learn, 2025.
 */
function fleetQuery(first: string | undefined): string {
  const rank = first === undefined ? "1" : `iff(subscriptionId =~ '${first.replaceAll(/[^0-9a-z-]/gi, "")}', 1, 2)`;
  return `resources
| where type in~ ('${machineType}', '${vaultType}')
| extend resourceId = tolower(id)
| join kind=fullouter (
  recoveryservicesresources
  | where type =~ '${vaultType}/backupfabrics/protectioncontainers/protecteditems'
  | where properties.backupManagementType == 'AzureIaasVM'
  | project resourceId = tolower(tostring(properties.sourceResourceId)), itemId = id, itemName = name, itemSubscription = subscriptionId, itemProperties = properties
) on resourceId
| extend id = iff(isempty(id), itemId, id), subscriptionId = iff(isempty(subscriptionId), itemSubscription, subscriptionId)
| extend rank = iff(type =~ '${vaultType}', 0, ${rank})
| project id, type, name, location, subscriptionId, rank, osType = tostring(properties.storageProfile.osDisk.osType), provisioningState = tostring(properties.provisioningState), redundancy = tostring(properties.redundancySettings.standardTierStorageRedundancy), crossRegionRestore = tostring(properties.redundancySettings.crossRegionRestore), itemId, itemName, itemProperties
| order by rank asc, subscriptionId asc, name asc, id asc`;
}

/**
 * A page of up to 1,000 rows of all subscriptions, which must be of one tenant: POST Microsoft.ResourceGraph/resources.
 * Needs `Microsoft.RecoveryServices/Vaults/read`, `…/backupFabrics/protectionContainers/protectedItems/read` and
 * `Microsoft.Compute/virtualMachines/read`: of what the caller may not read there are no rows.
 * @param first subscription whose VMs come before those of others
 * @param page `next` of the page before
 */
export async function queryFleet(
  arm: Arm,
  subscriptions: readonly Subscription[],
  first: string | undefined,
  page: string | undefined,
): Promise<FleetPage> {
  const found = await queryGraph(
    arm,
    subscriptions.map(({ subscriptionId }) => subscriptionId),
    fleetQuery(first),
    page,
  );
  return { ...found, rows: found.rows.flatMap((row) => fleetRow(row) ?? []) };
}

function fleetRow(row: unknown): FleetRow | undefined {
  const type = textAt(row, "type")?.toLowerCase();
  if (type === vaultType) {
    const vault = vaultOf(row);
    return vault === undefined ? undefined : { kind: "vault", vault };
  }
  const item = protectedItemFrom({
    id: valueAt(row, "itemId"),
    name: valueAt(row, "itemName"),
    properties: valueAt(row, "itemProperties"),
  });
  if (type === machineType) {
    const vm = machineOf(row, item);
    return vm === undefined ? undefined : { kind: "vm", vm };
  }
  const subscriptionId = textAt(row, "subscriptionId");
  return item === undefined || subscriptionId === undefined ? undefined : { kind: "item", subscriptionId, item };
}

function vaultOf(row: unknown): Vault | undefined {
  return vaultFrom({
    id: valueAt(row, "id"),
    name: valueAt(row, "name"),
    location: valueAt(row, "location"),
    properties: {
      provisioningState: valueAt(row, "provisioningState"),
      redundancySettings: {
        standardTierStorageRedundancy: valueAt(row, "redundancy"),
        crossRegionRestore: valueAt(row, "crossRegionRestore"),
      },
    },
  });
}

function machineOf(row: unknown, item: ProtectedItem | undefined): VirtualMachine | undefined {
  const machine = machineFrom({
    id: valueAt(row, "id"),
    name: valueAt(row, "name"),
    location: valueAt(row, "location"),
    storageProfile: { osDisk: { osType: valueAt(row, "osType") } },
  });
  return machine === undefined || item === undefined ? machine : { ...machine, item, protection: item.state };
}
