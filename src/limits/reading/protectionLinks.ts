import type { Value } from "../../template/value";
import type { DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import type { DiskSelection, ProtectionLink } from "../profile/protection";
import { asBoolean, asInteger, asText } from "../../template/access";
import { factOf, mapFact, placeOf, placeOfResource, regionFact } from "./facts";
import { policyProfile } from "./policies";
import { isOver, protectedItemType, vaultIdOf } from "./protectedItems";
import { cut, itemsOf, member, sameText, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";
import { vaultProfile } from "./vaults";

// Kept where the readers of machines look for it.
export { regionFact } from "./facts";

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
  const declared = policy === undefined || policy.existing ? undefined : policyProfile(policy);
  const selection = selectionOf(item);
  return {
    item: item.id,
    vaultName: shown(vaultName),
    vaultLocation: vault === undefined ? index.untold(vaultId) : regionFact(vault.location),
    policyName: policyName === undefined ? "" : shown(policyName),
    policyKind: declared?.kind ?? builtInKind(policyId, policyName, index),
    crashConsistentOnly:
      declared === undefined ? index.untold(policyId) : mapFact(declared.consistency, isCrashConsistentOnly),
    apiVersion: item.apiVersion === undefined ? undefined : factOf(item.apiVersion, "", asText),
    excludedLuns: excludedLuns(selection, dataDisks, index),
    selection,
    properties: placeOf(member(item.body, "properties")),
    named: { vault: vaultName, policy: policyId },
    vault: vault === undefined ? undefined : vaultProfile(vault, index),
    policy: declared,
    place: placeOfResource(item),
  };
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
