import { asBoolean, asInteger, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { ProtectedItemProfile } from "../profile/protectedItem";
import { factOf, placeOf, placeOfResource } from "./facts";
import { parentOf } from "./policies";
import { cut, identity, member, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";
import { subscriptionFact, subscriptionIn } from "./vaults";

/** The type of a protected item. */
export const protectedItemType = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";

/** The protected items for virtual machines that are declared, and whose backups are not stopped. */
export function protectedItemProfiles(index: ResourceIndex): readonly ProtectedItemProfile[] {
  return index
    .ofType(protectedItemType)
    .filter((item) => !item.existing && isForMachine(item) && !isOver(item))
    .map((item) => itemProfile(item, index));
}

/** `Microsoft.Compute/virtualMachines` (or the classic type); items of other workloads have types such as `AzureVmWorkloadSQLDatabase`. */
function isForMachine({ body }: ReadResource): boolean {
  const type = asText(member(body, "properties", "protectedItemType"))?.toLowerCase();
  return type?.endsWith("/virtualmachines") === true;
}

/** States in which nothing is backed up any more. */
const overStates = ["protectionstopped", "protectionpaused", "backupssuspended", "notprotected", "softdeleted"];

/** True for an item whose backups are stopped, or that is deleted and only kept for a while. */
export function isOver({ body }: ReadResource): boolean {
  const deleted = asBoolean(member(body, "properties", "isScheduledForDeferredDelete"));
  const state = asText(member(body, "properties", "protectionState"))?.toLowerCase();
  return deleted === true || (state !== undefined && overStates.includes(state));
}

function itemProfile(item: ReadResource, index: ResourceIndex): ProtectedItemProfile {
  return {
    id: item.id,
    deployed: factOf(item.condition, true, asBoolean),
    copies: copiesOf(item),
    vaultId: index.find(vaultIdOf(item), item.instance)?.id ?? parentOf(item.id, "/backupfabrics/"),
    vaultName: shown(cut(item.name, "/", "first")?.before ?? item.name),
    vaultSubscription: subscriptionFact(item),
    ...policyOf(item, index),
    ...sourceOf(item, index),
    place: placeOfResource(item),
  };
}

type PolicyPart = "policyId" | "policyName" | "policyPlace" | "policyDeclared";

function policyOf(item: ReadResource, index: ResourceIndex): Pick<ProtectedItemProfile, PolicyPart> {
  const id = member(item.body, "properties", "policyId");
  const policy = index.find(id, item.instance);
  const name = id === undefined ? undefined : cut(id, "/", "last")?.after;
  return {
    policyId: id === undefined ? undefined : (policy?.id ?? identity(id)),
    policyName: id === undefined ? "" : shown(name ?? id),
    policyPlace: placeOf(id),
    policyDeclared: policy !== undefined && !policy.existing,
  };
}

type SourcePart = "sourceKey" | "sourceName" | "sourcePlace" | "sourceSubscription";

function sourceOf(item: ReadResource, index: ResourceIndex): Pick<ProtectedItemProfile, SourcePart> {
  const id = member(item.body, "properties", "sourceResourceId");
  const named = id === undefined ? undefined : cut(id, "/virtualMachines/", "last")?.after;
  const name = named ?? cut(item.name, ";", "last")?.after;
  return {
    sourceKey: id === undefined ? undefined : identity(id),
    sourceName: name === undefined ? "" : shown(name),
    sourcePlace: placeOf(id),
    sourceSubscription: id === undefined ? index.untold() : subscriptionIn(id),
  };
}

/** The id of the vault that a protected item is in; undefined when the item's name has too few parts to tell. */
export function vaultIdOf({ idValue }: ReadResource): Value | undefined {
  return idValue === undefined ? undefined : cut(idValue, "/backupFabrics/", "last")?.before;
}

/** An item of a loop whose count is known stands for itself, else for all that the loop makes. */
function copiesOf({ instances, copyCount }: ReadResource): Fact<number> {
  if (instances !== undefined || copyCount === undefined) {
    return { known: true, value: 1 };
  }
  const fact = factOf(copyCount, 1, asInteger);
  const most = copyCount.kind === "unknown" ? copyCount.most : undefined;
  return fact.known || fact.allowed !== undefined || most === undefined ? fact : { ...fact, allowed: [0, most] };
}
