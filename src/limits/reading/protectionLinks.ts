import type { Value } from "../../template/value";
import type { DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import { grouped } from "../parts/grouped";
import type { PolicyProfile } from "../profile/policy";
import type { DiskSelection, ProtectionLink } from "../profile/protection";
import { asBoolean, asInteger, asText } from "../../template/access";
import { factOf, mapFact, placeOf, placeOfResource, regionFact } from "./facts";
import { OncePerIndex } from "./oncePerIndex";
import { policyProfile, policyProfiles } from "./policies";
import { isOver, protectedItemType, vaultIdOf } from "./protectedItems";
import { cut, identity, itemsOf, member, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";
import { vaultProfiles } from "./vaults";

// Kept where the readers of machines look for it.
export { regionFact } from "./facts";

/** The protected items of the template that protect a machine. */
export function protectionLinks(
  vm: ReadResource,
  dataDisks: Fact<readonly DiskProfile[]>,
  index: ResourceIndex,
): readonly ProtectionLink[] {
  const items = itemsOfMachines.of(index);
  return [...(items.get(vm.id) ?? []), ...(items.get(nameKey(vm.name)) ?? [])].map((item) =>
    linkOf(item, dataDisks, index),
  );
}

/** The items that protect something, by the id of the machine that they refer to, else by its name. */
const itemsOfMachines = new OncePerIndex((index) =>
  grouped(
    index.ofType(protectedItemType).filter((item) => !isOver(item)),
    (item) => machineKey(item, index),
  ),
);

function machineKey(item: ReadResource, index: ResourceIndex): string | undefined {
  const source = member(item.body, "properties", "sourceResourceId");
  if (source !== undefined) {
    return index.find(source, item.instance)?.id;
  }
  // vm;iaasvmcontainerv2;<resource group>;<name of the VM>
  const name = cut(item.name, ";", "last")?.after;
  return name === undefined ? undefined : nameKey(name);
}

/** No id begins like this. */
function nameKey(name: Value): string {
  return `name ${identity(name)}`;
}

const vaultsById = new OncePerIndex((index) => new Map(vaultProfiles(index).map((vault) => [vault.id, vault])));

const policiesById = new OncePerIndex((index) => new Map(policyProfiles(index).map((policy) => [policy.id, policy])));

function linkOf(item: ReadResource, dataDisks: Fact<readonly DiskProfile[]>, index: ResourceIndex): ProtectionLink {
  const vaultName = cut(item.name, "/", "first")?.before ?? item.name;
  const vaultId = vaultIdOf(item);
  const vault = index.find(vaultId, item.instance);
  const policyId = member(item.body, "properties", "policyId");
  const policy = index.find(policyId, item.instance);
  const policyName = policyId === undefined ? undefined : cut(policyId, "/", "last")?.after;
  const declared = policy === undefined || policy.existing ? undefined : profileOfPolicy(policy, index);
  const selection = selectionOf(item);
  return {
    item: item.id,
    deployed: factOf(item.condition, true, asBoolean),
    vaultName: shown(vaultName),
    vaultLocation: vault === undefined ? index.untold(vaultId) : regionFact(vault.location),
    policyName: policyId === undefined ? "" : shown(policyName ?? policyId),
    policyKind: declared?.kind ?? builtInKind(policyId, policyName, index),
    crashConsistentOnly:
      declared === undefined ? index.untold(policyId) : mapFact(declared.consistency, isCrashConsistentOnly),
    apiVersion: item.apiVersion === undefined ? undefined : factOf(item.apiVersion, "", asText),
    excludedLuns: excludedLuns(selection, dataDisks, index),
    selection,
    properties: placeOf(member(item.body, "properties")),
    named: { vault: vaultName, policy: policyId },
    vault: vault === undefined ? undefined : vaultsById.of(index).get(vault.id),
    policy: declared,
    place: placeOfResource(item),
  };
}

/** A policy for another kind of item is none of those that are read for all. */
function profileOfPolicy(policy: ReadResource, index: ResourceIndex): PolicyProfile {
  return policiesById.of(index).get(policy.id) ?? policyProfile(policy);
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

function isCrashConsistentOnly(consistency: string | undefined): boolean {
  return consistency?.toLowerCase() === "onlycrashconsistent";
}

function selectionOf(item: ReadResource): DiskSelection | undefined {
  const exclusion = member(item.body, "properties", "extendedProperties", "diskExclusionProperties");
  return exclusion === undefined
    ? undefined
    : {
        listed: factOf<readonly number[]>(member(exclusion, "diskLunList"), [], (value) => {
          const luns = itemsOf(value)?.map(asInteger);
          return luns?.every((lun) => lun !== undefined) === true ? luns : undefined;
        }),
        isInclusion: factOf(member(exclusion, "isInclusionList"), false, asBoolean),
        place: placeOf(exclusion),
      };
}

function excludedLuns(
  selection: DiskSelection | undefined,
  dataDisks: Fact<readonly DiskProfile[]>,
  index: ResourceIndex,
): ProtectionLink["excludedLuns"] {
  if (selection === undefined) {
    return { known: true, value: [] };
  }
  const { listed, isInclusion, place } = selection;
  if (!isInclusion.known || !listed.known) {
    return index.untold(undefined, place);
  }
  return isInclusion.value ? allBut(listed.value, dataDisks, index) : listed;
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
