import { at, isJsonObject, listAt, objectAt, textAt } from "../http/json";
import type { JsonObject } from "../http/json";
import { dailyPolicy, defaultPolicies, policyRecord } from "../providers/policies/defaultPolicies";
import type { Estate } from "../state/estate";
import { groupId, partsOf } from "../state/ids";
import type { VaultRecord } from "../state/records";
import { addVault } from "./buildVault";
import { usualSource } from "./givenMachine";
import { EstateFileError, isType } from "./givenResource";
import type { Given } from "./givenResource";
import type { ItemSeed } from "./vaultSeeds";

const vaultType = "Microsoft.RecoveryServices/vaults";
const policyType = `${vaultType}/backupPolicies`;
const itemType = `${vaultType}/backupFabrics/protectionContainers/protectedItems`;

/**
 * Adds the vaults of an estate file with their policies and protected items. A vault that only a policy or an item names is
 * made too, and so is a policy that only an item names; a protected item gets the recovery points and jobs of the last nights.
 * Throws an `EstateFileError` for another kind of child, which would be lost.
 */
export function addGivenVaults(estate: Estate, given: readonly Given[], now: number): void {
  const stranger = given.find((one) => ![vaultType, policyType, itemType].some((type) => isType(one, type)));
  if (stranger !== undefined) {
    throw new EstateFileError(
      `The estate file holds '${stranger.id}'; of what is below a vault, only backupPolicies and protectedItems can be given.`,
    );
  }
  const byVault = new Map<string, Given[]>();
  for (const one of given) {
    const id = vaultIdOf(one).toLowerCase();
    const own = byVault.get(id) ?? [];
    own.push(one);
    byVault.set(id, own);
  }
  for (const own of byVault.values()) {
    // As the vault itself spells it, whatever comes first.
    const [first] = own.toSorted((a, b) => a.id.length - b.id.length);
    if (first !== undefined) {
      addGivenVault(estate, vaultIdOf(first), own, now);
    }
  }
}

function vaultIdOf({ id }: Given): string {
  return id.split("/").slice(0, 9).join("/");
}

function addGivenVault(estate: Estate, id: string, own: readonly Given[], now: number): void {
  const { subscriptionId = "", group = "", name = "" } = partsOf(id) ?? {};
  const vault = own.find((one) => isType(one, vaultType));
  const location = vault?.location ?? estate.groups.get(groupId(subscriptionId, group))?.location ?? "westeurope";
  const items = own.filter((one) => isType(one, itemType));
  const seeds = items.map(itemOf);
  const usual = new Set(defaultPolicies(id, now).map((policy) => policy.name.toLowerCase()));
  const policies = [
    ...seeds.flatMap(({ policy }) =>
      usual.has(policy.toLowerCase()) ? [] : policyRecord(id, policy, dailyPolicy("22:30", 30, now)),
    ),
    ...own
      .filter((one) => isType(one, policyType))
      .map((one) => policyRecord(id, one.name, objectAt(one.body, "properties"))),
  ];
  // Twice: the items' histories follow their policies, and a default policy may be one of the file's.
  const setPolicies = (): void => {
    for (const policy of policies) {
      estate.policies.set(policy.id, policy);
    }
  };
  setPolicies();
  addVault(estate, { subscriptionId, group, name, location, redundancy: "GeoRedundant", items: seeds }, now);
  setPolicies();
  for (const item of items) {
    completeItem(estate, item, location, now);
  }
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
  const security = textAt(properties, "securitySettings", "softDeleteSettings", "enhancedSecurityState");
  const endpoints = listAt(properties, "privateEndpointConnections").flatMap(
    (one) => textAt(one, "properties", "privateEndpoint", "id") ?? [],
  );
  return {
    tags: objectAt(body, "tags"),
    ...(sku === undefined ? {} : { sku }),
    ...(isJsonObject(body["identity"]) ? { identity: body["identity"] } : {}),
    ...(redundancy === undefined ? {} : { redundancy }),
    ...(crossRegion === undefined ? {} : { crossRegionRestore: crossRegion === "Enabled" }),
    ...(softDelete === undefined ? {} : { softDelete }),
    ...(typeof days === "number" ? { softDeleteDays: days } : {}),
    ...(security === undefined ? {} : { enhancedSecurity: security }),
    ...(network === undefined ? {} : { publicNetworkAccess: network }),
    ...(isJsonObject(properties["monitoringSettings"]) ? { monitoring: properties["monitoringSettings"] } : {}),
    ...(isJsonObject(properties["encryption"]) ? { encryption: properties["encryption"] } : {}),
    ...(endpoints.length === 0 ? {} : { privateEndpoints: endpoints }),
    ...statesOf(body, properties),
  };
}

/** The words on which the sandbox acts have to be Azure's: another one would leave the vault less guarded than it seems. */
function statesOf(body: JsonObject, properties: JsonObject): Partial<VaultRecord> {
  const immutability = textAt(properties, "securitySettings", "immutabilitySettings", "state");
  const restores = textAt(
    properties,
    "restoreSettings",
    "crossSubscriptionRestoreSettings",
    "crossSubscriptionRestoreState",
  );
  return {
    ...(immutability === undefined
      ? {}
      : { immutability: oneOf(["Disabled", "Unlocked", "Locked"] as const, immutability, body) }),
    ...(restores === undefined
      ? {}
      : { crossSubscriptionRestore: oneOf(["Enabled", "Disabled", "PermanentlyDisabled"] as const, restores, body) }),
  };
}

function oneOf<T extends string>(words: readonly T[], word: string, body: JsonObject): T {
  const found = words.find((one) => one.toLowerCase() === word.toLowerCase());
  if (found === undefined) {
    const vault = textAt(body, "id") ?? textAt(body, "name") ?? "";
    throw new EstateFileError(`The estate file: '${word}' of the vault '${vault}' must be one of ${words.join(", ")}.`);
  }
  return found;
}

function itemOf({ id, body, name }: Given): ItemSeed {
  const properties = objectAt(body, "properties");
  const manager = textAt(properties, "backupManagementType") ?? "AzureIaasVM";
  if (manager !== "AzureIaasVM") {
    throw new EstateFileError(`The estate file: '${id}' is of ${manager}; only protected items of VMs can be given.`);
  }
  const [, , group, vm] = name.split(";");
  const source = partsOf(textAt(properties, "sourceResourceId") ?? textAt(properties, "virtualMachineId") ?? "");
  const machine = source ?? (group === undefined || vm === undefined ? undefined : { group, name: vm });
  if (machine === undefined) {
    throw new EstateFileError(`The estate file: the protected item '${id}' does not say which VM it protects.`);
  }
  const state = stateOf(properties);
  // Stopped items have an empty one.
  const policyId = textAt(properties, "policyId") ?? "";
  return {
    group: machine.group,
    vm: machine.name,
    policy: policyId === "" ? "DefaultPolicy" : (policyId.split("/").at(-1) ?? ""),
    ...(state === undefined ? {} : { state }),
    policyInconsistent: at(properties, "extendedInfo", "policyInconsistent") === true,
  };
}

/** What a history does not say: the disks that are left out, and the VM of which the file says nothing but its name. */
function completeItem(estate: Estate, { id, body }: Given, location: string, now: number): void {
  const item = estate.items.get(id);
  if (item === undefined) {
    return;
  }
  const diskExclusion = at(body, "properties", "extendedProperties", "diskExclusionProperties");
  const isGone = estate.resources.get(item.vmId) === undefined;
  estate.items.set(item.id, {
    ...item,
    ...(isJsonObject(diskExclusion) ? { diskExclusion } : {}),
    ...(isGone ? { source: usualSource(item.vmId, location, now - 220 * 86_400_000) } : {}),
  });
}

const states: ReadonlyMap<string, ItemSeed["state"]> = new Map([
  ["IRPending", "firstBackupPending"],
  ["ProtectionError", "failing"],
  ["ProtectionStopped", "stopped"],
  ["BackupsSuspended", "suspended"],
]);

function stateOf(properties: JsonObject): ItemSeed["state"] {
  if (properties["isScheduledForDeferredDelete"] === true) {
    return "softDeleted";
  }
  return states.get(textAt(properties, "protectionState") ?? "");
}
