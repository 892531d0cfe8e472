import { badRequest } from "../../http/armFault";
import type { ArmFault } from "../../http/armFault";
import type { Call } from "../../http/call";
import { at, isJsonObject, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { VaultRecord } from "../../state/records";
import { requireGuard } from "./guardedOperations";
import { usualMonitoring } from "./vaultBody";
import { encryptionOf } from "./vaultEncryption";
import { identityAsked } from "./vaultIdentity";
import { hasItems } from "./vaultItems";

/** Which code Azure gives is documented for the redundancy only; for the other refusals the sentence is what counts. */
const refused = "BMSUserErrorInvalidInput";

/** Days for which a vault can keep what was deleted: "Enhanced soft delete for Azure Backup" (Microsoft Learn, 2025). */
const retention = { least: 14, most: 180 };

/**
 * The vault with what a PUT or PATCH asks for; `lasts` milliseconds until it is ready again. Throws 400 for what Azure does
 * not do, or not any more.
 */
export function changedVault(call: Call, vault: VaultRecord, lasts: number): VaultRecord {
  const properties = objectAt(call.body, "properties");
  const security = objectAt(properties, "securitySettings");
  const requests = at(properties, "resourceGuardOperationRequests");
  const identity = identityAsked(call, vault);
  return {
    ...vault,
    ...redundancyOf(call, vault, objectAt(properties, "redundancySettings")),
    ...softDeleteOf(call, vault, objectAt(security, "softDeleteSettings"), requests),
    ...immutabilityOf(call, vault, textAt(security, "immutabilitySettings", "state"), requests),
    ...crossSubscriptionOf(
      vault,
      textAt(properties, "restoreSettings", "crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"),
    ),
    ...encryptionOf(call, vault, identity, properties["encryption"], requests),
    ...accessOf(vault, textAt(properties, "publicNetworkAccess")),
    tags: call.body["tags"] === undefined ? vault.tags : objectAt(call.body, "tags"),
    identity,
    monitoring: monitoringAsked(vault, at(properties, "monitoringSettings")),
    changedAt: call.now,
    readyAt: call.now + lasts / call.settings.speed,
  };
}

function redundancyOf(call: Call, vault: VaultRecord, settings: JsonObject): Partial<VaultRecord> {
  const redundancy = textAt(settings, "standardTierStorageRedundancy");
  const crossRegion = textAt(settings, "crossRegionRestore");
  const isLocked = hasItems(call, vault);
  if (redundancy !== undefined && redundancy !== vault.redundancy && isLocked) {
    throw redundancyLocked();
  }
  // Once items are protected, cross-region restore stays: "Set cross region restore" (Microsoft Learn, 2025).
  if (crossRegion === "Disabled" && vault.crossRegionRestore && isLocked) {
    throw redundancyLocked();
  }
  const wanted = redundancy ?? vault.redundancy;
  checkRedundancy(wanted);
  checkState(crossRegion, "of cross region restore");
  if (crossRegion === "Enabled" && wanted !== "GeoRedundant") {
    throw crossRegionNeedsGeo();
  }
  return {
    redundancy: wanted,
    // A vault that is in one region only has no other to restore to.
    crossRegionRestore:
      wanted === "GeoRedundant" && (crossRegion === undefined ? vault.crossRegionRestore : crossRegion === "Enabled"),
    redundancySetBy: redundancy === undefined ? vault.redundancySetBy : "vault",
  };
}

/** Throws 400 for a state that is neither on nor off. */
function checkState(state: string | undefined, what: string): void {
  if (state !== undefined && state !== "Enabled" && state !== "Disabled") {
    throw badRequest(refused, `The state '${state}' ${what} is not known.`);
  }
}

/** Throws 400 for a redundancy that no vault has. */
export function checkRedundancy(redundancy: string): void {
  if (!["GeoRedundant", "LocallyRedundant", "ZoneRedundant"].includes(redundancy)) {
    throw badRequest(refused, `The storage redundancy '${redundancy}' is not known.`);
  }
}

/** The soft delete that is asked for, in the words of the vault (`AlwaysON`), through the vault or its configuration. */
export function softDeleteOf(
  call: Call,
  vault: VaultRecord,
  settings: JsonObject,
  requests: Json | undefined,
): Partial<VaultRecord> {
  const state = textAt(settings, "softDeleteState");
  const days = settings["softDeleteRetentionPeriodInDays"];
  checkSoftDelete(vault, state?.toLowerCase(), typeof days === "number" ? days : undefined);
  if (state?.toLowerCase() === "disabled" && vault.softDelete !== "Disabled") {
    requireGuard(call, vault, "disableSoftDelete", requests);
  }
  return {
    softDelete: state === undefined ? vault.softDelete : state.toLowerCase() === "alwayson" ? "AlwaysON" : state,
    softDeleteDays: typeof days === "number" ? days : vault.softDeleteDays,
    enhancedSecurity: textAt(settings, "enhancedSecurityState") ?? vault.enhancedSecurity,
  };
}

function checkSoftDelete(vault: VaultRecord, state: string | undefined, days: number | undefined): void {
  if (state !== undefined && !["enabled", "disabled", "alwayson"].includes(state)) {
    throw badRequest(refused, `The soft delete state '${state}' is not known.`);
  }
  if (days !== undefined && (days < retention.least || days > retention.most)) {
    throw badRequest(
      refused,
      `The soft delete retention period must be between ${retention.least} and ${retention.most} days.`,
    );
  }
  if (vault.softDelete !== "AlwaysON") {
    return;
  }
  if (state !== undefined && state !== "alwayson") {
    throw badRequest(refused, "Soft delete of this vault is always on and cannot be changed any more.");
  }
  if (days !== undefined && days < vault.softDeleteDays) {
    throw badRequest(refused, "The soft delete retention period of a vault that is always on cannot be reduced.");
  }
}

/** Locked is for good: "Immutable vault for Azure Backup" (Microsoft Learn, 2025). */
function immutabilityOf(
  call: Call,
  vault: VaultRecord,
  state: string | undefined,
  requests: Json | undefined,
): Partial<VaultRecord> {
  if (state === undefined) {
    return {};
  }
  if (state !== "Disabled" && state !== "Unlocked" && state !== "Locked") {
    throw badRequest(refused, `The immutability state '${state}' is not known.`);
  }
  if (vault.immutability === "Locked" && state !== "Locked") {
    throw badRequest(refused, "Immutability of this vault is locked and cannot be changed any more.");
  }
  if (vault.immutability === "Unlocked" && state === "Disabled") {
    requireGuard(call, vault, "reduceImmutability", requests);
  }
  return { immutability: state };
}

function crossSubscriptionOf(vault: VaultRecord, state: string | undefined): Partial<VaultRecord> {
  if (state === undefined) {
    return {};
  }
  if (state !== "Enabled" && state !== "Disabled" && state !== "PermanentlyDisabled") {
    throw badRequest(refused, `The cross subscription restore state '${state}' is not known.`);
  }
  if (vault.crossSubscriptionRestore === "PermanentlyDisabled" && state !== "PermanentlyDisabled") {
    throw badRequest(refused, "Cross subscription restore of this vault is permanently disabled.");
  }
  return { crossSubscriptionRestore: state };
}

function accessOf(vault: VaultRecord, access: string | undefined): Partial<VaultRecord> {
  checkState(access, "of the public network access");
  return { publicNetworkAccess: access ?? vault.publicNetworkAccess };
}

/** Alerts that are not named stay as they are. */
function monitoringAsked(vault: VaultRecord, asked: Json | undefined): Json | undefined {
  if (!isJsonObject(asked)) {
    return vault.monitoring;
  }
  const before = objectAt({ settings: vault.monitoring ?? usualMonitoring }, "settings");
  const groups = Object.keys({ ...before, ...asked }).map((group) => {
    const alerts = { ...objectAt(before, group), ...objectAt(asked, group) };
    const wrong = Object.entries(alerts).find(([, state]) => state !== "Enabled" && state !== "Disabled");
    if (wrong !== undefined) {
      throw badRequest(refused, `The state of '${wrong[0]}' must be Enabled or Disabled.`);
    }
    return [group, alerts] as const;
  });
  return Object.fromEntries(groups);
}

/** 400 for cross-region restore of a vault whose data is in one region only. */
export function crossRegionNeedsGeo(): ArmFault {
  return badRequest(refused, "Cross region restore can be enabled only for a geo-redundant vault.");
}

/** 400 for a change of the redundancy of a vault that has items. */
export function redundancyLocked(): ArmFault {
  return badRequest(
    "StorageModelModifyError",
    "Storage Redundancy option is locked when the first machine is registered with the vault, and cannot be modified thereafter.",
  );
}
