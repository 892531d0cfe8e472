import type { Value } from "../../template/value";
import type { DiskKind, DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import { asBoolean, asInteger, asText } from "../../template/access";
import { decidingParameters, factOf, listFact, placeOf, placeOfResource, untold } from "./facts";
import { member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** The OS disk of a machine; undefined when its storage profile names none. */
export function osDiskProfile(vm: ReadResource, index: ResourceIndex): DiskProfile | undefined {
  const disk = member(vm.body, "properties", "storageProfile", "osDisk");
  return disk === undefined ? undefined : diskProfile("os", disk, vm, index);
}

/** The data disks of a machine, as far as their number is known. */
export function dataDiskProfiles(vm: ReadResource, index: ResourceIndex): Fact<readonly DiskProfile[]> {
  const disks = member(vm.body, "properties", "storageProfile", "dataDisks");
  return listFact<DiskProfile>(disks, [], (disk) => diskProfile("data", disk, vm, index));
}

/** One disk of a machine, from what stands in its storage profile and the disk resource that this refers to. */
export function diskProfile(role: "os" | "data", disk: Value, vm: ReadResource, index: ResourceIndex): DiskProfile {
  const attachedId = member(disk, "managedDisk", "id");
  const resource = index.find(attachedId, vm.instance);
  // Without the disk's own declaration nobody knows what is attached.
  const elsewhere = attachedId !== undefined && resource === undefined;
  const lun = member(disk, "lun");
  return {
    role,
    lun: role === "os" ? undefined : lun === undefined ? untold() : factOf(lun, 0, asInteger),
    kind: diskKind(disk),
    sku: elsewhere ? untold() : factOf<string | undefined>(skuOf(disk, resource), undefined, asText),
    sizeGB: elsewhere ? untold() : factOf<number | undefined>(sizeOf(disk, resource), undefined, asInteger),
    writeAccelerator: factOf(member(disk, "writeAcceleratorEnabled"), false, asBoolean),
    shared: elsewhere ? untold() : factOf(member(resource?.body, "properties", "maxShares"), false, isShared),
    ephemeral: factOf(member(disk, "diffDiskSettings", "option"), false, isLocal),
    place: placeOf(disk),
    resourcePlace: resource === undefined ? undefined : placeOfResource(resource),
  };
}

function skuOf(disk: Value, resource: ReadResource | undefined): Value | undefined {
  return member(disk, "managedDisk", "storageAccountType") ?? member(resource?.body, "sku", "name");
}

function sizeOf(disk: Value, resource: ReadResource | undefined): Value | undefined {
  return member(disk, "diskSizeGB") ?? member(resource?.body, "properties", "diskSizeGB");
}

function isShared(maxShares: Value): boolean | undefined {
  const shares = asInteger(maxShares);
  return shares === undefined ? undefined : shares > 1;
}

function isLocal(option: Value): boolean | undefined {
  const text = asText(option);
  return text === undefined ? undefined : text.toLowerCase() === "local";
}

/** A page blob, a disk that is attached, or one that is made with the machine. */
function diskKind(disk: Value): Fact<DiskKind> {
  if (disk.kind === "unknown" || disk.kind === "text") {
    return { ...untold(placeOf(disk)), because: decidingParameters(disk) };
  }
  const vhd = member(disk, "vhd");
  if (vhd?.kind === "object" && vhd.members.size > 0) {
    return { known: true, value: "unmanaged", place: placeOf(vhd) };
  }
  if (vhd?.kind === "unknown") {
    return { ...untold(placeOf(vhd)), because: decidingParameters(vhd) };
  }
  const attached = member(disk, "managedDisk", "id") !== undefined;
  return { known: true, value: attached ? "attached" : "managed", place: placeOf(disk) };
}
