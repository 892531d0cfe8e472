import { ArmFault, groupNotFound, resourceNotFound, subscriptionNotFound } from "../http/armFault";
import type { Call } from "../http/call";
import { containerId, groupId, vaultId } from "../state/ids";
import type { GroupRecord, ItemRecord, SubscriptionRecord, VaultRecord } from "../state/records";

/** The subscription of a path; throws 404 for one that this account does not see. */
export function subscriptionOf(call: Call): SubscriptionRecord {
  const id = call.param("subscription");
  const found = call.estate.subscriptions.get(id);
  if (found === undefined || (call.tenantId !== undefined && call.tenantId !== found.tenantId)) {
    throw subscriptionNotFound(id);
  }
  return found;
}

/** The resource group of a path; throws 404. */
export function groupOf(call: Call): GroupRecord {
  const subscription = subscriptionOf(call);
  const found = call.estate.groups.get(groupId(subscription.subscriptionId, call.param("group")));
  if (found === undefined) {
    throw groupNotFound(call.param("group"));
  }
  return found;
}

/** The vault of a path; throws 404. */
export function vaultOf(call: Call): VaultRecord {
  const group = groupOf(call);
  const found = call.estate.vaults.get(vaultId(group.subscriptionId, group.name, call.param("vault")));
  if (found === undefined) {
    throw resourceNotFound("Microsoft.RecoveryServices/vaults", call.param("vault"), group.name);
  }
  return found;
}

/** `iaasvmcontainerv2;group;vm` of a path with container and item names; throws the service's own 400 for other names. */
export function keyOf(call: Call): string {
  const container = call.param("container").split(";");
  const item = call.param("item").split(";");
  const [kind = "", version = "", ...rest] = container;
  const fits =
    kind.toLowerCase() === "iaasvmcontainer" &&
    version.toLowerCase() === "iaasvmcontainerv2" &&
    rest.length === 2 &&
    item[0]?.toLowerCase() === "vm" &&
    item.slice(1).join(";").toLowerCase() === container.slice(1).join(";").toLowerCase();
  if (!fits) {
    throw badProtectionRequest();
  }
  return container.slice(1).join(";");
}

/** The service's answer to names or ids that it cannot bring together. */
export function badProtectionRequest(): ArmFault {
  return new ArmFault(
    400,
    "BMSUserErrorInvalidConfigureProtectionRequest",
    "Input for configure protection is not in proper format\r\nPlease ensure that container exists and other parameters are in valid format",
  );
}

/** The protected item of a path, if there is one whose first configuration is done. */
export function findItem(call: Call): ItemRecord | undefined {
  const vault = vaultOf(call);
  const key = keyOf(call);
  const found = call.estate.items.get(`${containerId(vault.id, key)}/protectedItems/VM;${key}`);
  return found?.configured === true ? found : undefined;
}

/** The protected item of a path; throws 404. */
export function itemOf(call: Call): ItemRecord {
  const found = findItem(call);
  if (found === undefined) {
    throw new ArmFault(
      404,
      "BMSUserErrorContainerObjectNotFound",
      "The specified protected item could not be found. Check the name, or refresh the list of protected items.",
    );
  }
  return found;
}

/**
 * The protected item of a path, for what needs one that is not soft-deleted; throws 404, and 400 for one that is: "To restore
 * the soft-deleted VM, it must first be undeleted" ("Soft delete for virtual machines", Microsoft Learn, 24 September 2025).
 */
export function liveItemOf(call: Call): ItemRecord {
  const item = itemOf(call);
  if (item.softDeletedAt !== undefined) {
    throw softDeleted();
  }
  return item;
}

/** 400 for what cannot be done with a soft-deleted item. Azure's code is not documented. */
export function softDeleted(): ArmFault {
  return new ArmFault(
    400,
    "BMSUserErrorConflictingProtectionOperation",
    "The item is in soft deleted state. Undelete it first.",
  );
}

/** Shorthands of the paths in the route tables. */
export const paths = {
  managementGroup: "/providers/Microsoft.Management/managementGroups/{managementGroup}",
  subscription: "/subscriptions/{subscription}",
  group: "/subscriptions/{subscription}/resourceGroups/{group}",
  vault: "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.RecoveryServices/vaults/{vault}",
  container:
    "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.RecoveryServices/vaults/{vault}/backupFabrics/{fabric}/protectionContainers/{container}",
  item: "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.RecoveryServices/vaults/{vault}/backupFabrics/{fabric}/protectionContainers/{container}/protectedItems/{item}",
} as const;
