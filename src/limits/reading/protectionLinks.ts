import type { Value } from "../../template/value";
import { normalisedRegion } from "../regions";
import type { DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import type { ProtectionLink } from "../profile/protection";
import type { VaultProfile } from "../profile/vault";
import { asBoolean, asInteger, asText } from "../../template/access";
import { factOf, placeOf, placeOfResource } from "./facts";
import { cut, itemsOf, member, sameText, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

const protectedItemType = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";

/** The vaults of a template. */
export function vaultProfiles(index: ResourceIndex): readonly VaultProfile[] {
  return index.ofType("Microsoft.RecoveryServices/vaults").map((vault) => ({
    name: shown(vault.name),
    location: regionFact(vault.location),
    place: placeOfResource(vault),
  }));
}

/** The region that a `location` names. */
export function regionFact(location: Value): Fact<string> {
  return factOf<string>(location, "", (value) => {
    const region = asText(value);
    return region === undefined ? undefined : normalisedRegion(region);
  });
}

/** The protected items of the template that protect a machine. */
export function protectionLinks(
  vm: ReadResource,
  dataDisks: Fact<readonly DiskProfile[]>,
  index: ResourceIndex,
): readonly ProtectionLink[] {
  return index
    .ofType(protectedItemType)
    .filter((item) => !isOver(item) && protects(item, vm, index))
    .map((item) => linkOf(item, dataDisks, index));
}

/** States in which nothing is backed up any more. */
const overStates = ["protectionstopped", "protectionpaused", "backupssuspended", "notprotected", "softdeleted"];

/** True for an item whose backups are stopped, or that is deleted and only kept for a while. */
function isOver({ body }: ReadResource): boolean {
  const deleted = asBoolean(member(body, "properties", "isScheduledForDeferredDelete"));
  const state = asText(member(body, "properties", "protectionState"))?.toLowerCase();
  return deleted === true || (state !== undefined && overStates.includes(state));
}

function protects(item: ReadResource, vm: ReadResource, index: ResourceIndex): boolean {
  const source = member(item.body, "properties", "sourceResourceId");
  if (source !== undefined) {
    return index.find(source, item.instance)?.id === vm.id;
  }
  // vm;iaasvmcontainerv2;<resource group>;<name of the VM>
  const name = cut(item.name, ";", "last")?.after;
  return sameText(name, vm.name);
}

function linkOf(item: ReadResource, dataDisks: Fact<readonly DiskProfile[]>, index: ResourceIndex): ProtectionLink {
  const vaultName = cut(item.name, "/", "first")?.before ?? item.name;
  const vaultId = vaultIdOf(item);
  const vault = index.find(vaultId, item.instance);
  const policyId = member(item.body, "properties", "policyId");
  const policy = index.find(policyId, item.instance);
  const policyName = policyId === undefined ? undefined : cut(policyId, "/", "last")?.after;
  const consistency = member(policy?.body, "properties", "snapshotConsistencyType");
  return {
    vaultName: shown(vaultName),
    vaultLocation: vault === undefined ? index.untold(vaultId) : regionFact(vault.location),
    policyName: policyName === undefined ? "" : shown(policyName),
    policyKind: policy === undefined ? builtInKind(policyId, policyName, index) : policyKind(policy),
    crashConsistentOnly:
      policy === undefined ? index.untold(policyId) : factOf(consistency, false, isCrashConsistentOnly),
    excludedLuns: excludedLuns(item, dataDisks, index),
    named: { vault: vaultName, policy: policyId },
    place: placeOfResource(item),
  };
}

/** The id of the vault that a protected item is in. */
function vaultIdOf({ idValue }: ReadResource): Value | undefined {
  return idValue === undefined ? undefined : cut(idValue, "/backupFabrics/", "last")?.before;
}

/** Every vault has these two from the start, so no template declares them. */
function builtInKind(
  id: Value | undefined,
  name: Value | undefined,
  index: ResourceIndex,
): ProtectionLink["policyKind"] {
  const text = name === undefined ? undefined : asText(name)?.toLowerCase();
  if (text === "defaultpolicy") {
    return { known: true, value: "Standard" };
  }
  return text === "enhancedpolicy" ? { known: true, value: "Enhanced" } : index.untold(id, placeOf(name));
}

/** `policyType` V2 is Enhanced; without it the schedule tells, and V1 is the default. */
export function policyKind(policy: ReadResource): ProtectionLink["policyKind"] {
  const type = member(policy.body, "properties", "policyType");
  if (type !== undefined) {
    return factOf<"Standard" | "Enhanced">(type, "Standard", (value) => {
      const text = asText(value)?.toLowerCase();
      return text === "v2" ? "Enhanced" : text === "v1" ? "Standard" : undefined;
    });
  }
  const schedule = member(policy.body, "properties", "schedulePolicy", "schedulePolicyType");
  return factOf<"Standard" | "Enhanced">(schedule, "Standard", (value) =>
    asText(value)?.toLowerCase() === "simpleschedulepolicyv2" ? "Enhanced" : "Standard",
  );
}

function isCrashConsistentOnly(value: Value): boolean {
  return asText(value)?.toLowerCase() === "onlycrashconsistent";
}

function excludedLuns(
  item: ReadResource,
  dataDisks: Fact<readonly DiskProfile[]>,
  index: ResourceIndex,
): ProtectionLink["excludedLuns"] {
  const exclusion = member(item.body, "properties", "extendedProperties", "diskExclusionProperties");
  if (exclusion === undefined) {
    return { known: true, value: [] };
  }
  const listed = factOf<readonly number[]>(member(exclusion, "diskLunList"), [], (value) => {
    const luns = itemsOf(value)?.map(asInteger);
    return luns?.every((lun) => lun !== undefined) === true ? luns : undefined;
  });
  const inclusion = factOf(member(exclusion, "isInclusionList"), false, asBoolean);
  if (!inclusion.known || !listed.known) {
    return index.untold(undefined, placeOf(exclusion));
  }
  return inclusion.value ? allBut(listed.value, dataDisks, index) : listed;
}

/** With an inclusion list, every other disk is left out. */
function allBut(
  kept: readonly number[],
  dataDisks: Fact<readonly DiskProfile[]>,
  index: ResourceIndex,
): ProtectionLink["excludedLuns"] {
  if (!dataDisks.known) {
    return index.untold();
  }
  const luns = dataDisks.value.flatMap(({ lun }) => (lun?.known === true ? [lun.value] : []));
  return { known: true, value: luns.filter((lun) => !kept.includes(lun)) };
}
