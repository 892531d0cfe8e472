import { at, objectAt, textAt } from "../http/json";
import type { JsonObject } from "../http/json";
import { policyRecord } from "../providers/defaultPolicies";
import type { Estate } from "../state/estate";
import { groupId, partsOf } from "../state/ids";
import type { VaultRecord } from "../state/records";
import { addVault } from "./buildVault";
import { EstateFileError, isType } from "./givenResource";
import type { Given } from "./givenResource";
import type { ItemSeed } from "./vaultSeeds";

const vaultType = "Microsoft.RecoveryServices/vaults";
const policyType = `${vaultType}/backupPolicies`;
const itemType = `${vaultType}/backupFabrics/protectionContainers/protectedItems`;

/**
 * Adds the vaults of an estate file with their policies and protected items. A vault that only a policy or an item names is
 * made too; a protected item gets the recovery points and jobs of the last nights.
 * Throws an `EstateFileError` for another kind of child, which would be lost.
 */
export function addGivenVaults(estate: Estate, given: readonly Given[], now: number): void {
  const stranger = given.find((one) => ![vaultType, policyType, itemType].some((type) => isType(one, type)));
  if (stranger !== undefined) {
    throw new EstateFileError(
      `The estate file holds a ${stranger.type}; of what is below a vault, only backupPolicies and protectedItems can be given.`,
    );
  }
  const ids = new Map(given.map((one) => [vaultIdOf(one).toLowerCase(), vaultIdOf(one)]));
  for (const id of ids.values()) {
    const own = given.filter((one) => vaultIdOf(one).toLowerCase() === id.toLowerCase());
    addGivenVault(estate, id, own, now);
  }
}

function vaultIdOf({ id }: Given): string {
  return id.split("/").slice(0, 9).join("/");
}

function addGivenVault(estate: Estate, id: string, own: readonly Given[], now: number): void {
  const { subscriptionId = "", group = "", name = "" } = partsOf(id) ?? {};
  const vault = own.find((one) => isType(one, vaultType));
  const location = vault?.location ?? estate.groups.get(groupId(subscriptionId, group))?.location ?? "westeurope";
  const policies = own
    .filter((one) => isType(one, policyType))
    .map((one) => policyRecord(id, one.name, objectAt(one.body, "properties")));
  // Twice: the items' histories follow their policies, and a default policy may be one of the file's.
  const setPolicies = (): void => {
    for (const policy of policies) {
      estate.policies.set(policy.id, policy);
    }
  };
  setPolicies();
  const items = own.filter((one) => isType(one, itemType)).map(itemOf);
  addVault(estate, { subscriptionId, group, name, location, redundancy: "GeoRedundant", items }, now);
  setPolicies();
  const record = estate.vaults.get(id);
  if (record !== undefined) {
    estate.vaults.set(id, { ...record, ...settingsOf(vault?.body ?? {}) });
  }
}

function settingsOf(body: JsonObject): Partial<VaultRecord> {
  const properties = objectAt(body, "properties");
  const redundancy = textAt(properties, "redundancySettings", "standardTierStorageRedundancy");
  const crossRegion = textAt(properties, "redundancySettings", "crossRegionRestore");
  const softDelete = textAt(properties, "securitySettings", "softDeleteSettings", "softDeleteState");
  const days = at(properties, "securitySettings", "softDeleteSettings", "softDeleteRetentionPeriodInDays");
  const network = textAt(properties, "publicNetworkAccess");
  const sku = textAt(body, "sku", "name");
  return {
    tags: objectAt(body, "tags"),
    ...(sku === undefined ? {} : { sku }),
    ...(body["identity"] === undefined ? {} : { identity: body["identity"] }),
    ...(redundancy === undefined ? {} : { redundancy }),
    ...(crossRegion === undefined ? {} : { crossRegionRestore: crossRegion === "Enabled" }),
    ...(softDelete === undefined ? {} : { softDelete }),
    ...(typeof days === "number" ? { softDeleteDays: days } : {}),
    ...(network === undefined ? {} : { publicNetworkAccess: network }),
  };
}

function itemOf({ id, body, name }: Given): ItemSeed {
  const properties = objectAt(body, "properties");
  const [, , group, vm] = name.split(";");
  const source = partsOf(textAt(properties, "sourceResourceId") ?? textAt(properties, "virtualMachineId") ?? "");
  const machine = source ?? (group === undefined || vm === undefined ? undefined : { group, name: vm });
  if (machine === undefined) {
    throw new EstateFileError(`The estate file: the protected item '${id}' does not say which VM it protects.`);
  }
  const state = stateOf(properties);
  return {
    group: machine.group,
    vm: machine.name,
    policy: textAt(properties, "policyId")?.split("/").at(-1) ?? "DefaultPolicy",
    ...(state === undefined ? {} : { state }),
    policyInconsistent: at(properties, "extendedInfo", "policyInconsistent") === true,
  };
}

const states: ReadonlyMap<string, ItemSeed["state"]> = new Map([
  ["IRPending", "firstBackupPending"],
  ["ProtectionError", "failing"],
  ["ProtectionStopped", "stopped"],
]);

function stateOf(properties: JsonObject): ItemSeed["state"] {
  if (properties["isScheduledForDeferredDelete"] === true) {
    return "softDeleted";
  }
  return states.get(textAt(properties, "protectionState") ?? "");
}
