import type { Value } from "../../template/value";
import type { DiskKind, DiskProfile } from "../profile/disk";
import type { Fact } from "../profile/fact";
import { asBoolean, asInteger, asText } from "../../template/access";
import {
  decidingParameters,
  factOf,
  listFact,
  placeOf,
  placeOfResource,
  underCondition,
  untold,
  type Reading,
} from "./facts";
import { diskSettings } from "./diskSettings";
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
  const reference = member(disk, "managedDisk", "id");
  const resource = index.find(reference, vm.instance);
  const ephemeral = factOf(member(disk, "diffDiskSettings", "option"), false, isLocal);
  // A disk that is elsewhere is known as far as the machine repeats it; an ephemeral one is nowhere else.
  const elsewhere = reference !== undefined && resource === undefined && !(ephemeral.known && ephemeral.value);
  const fact = <T>(value: Value | undefined, absent: T, read: Reading<T>): Fact<T> =>
    elsewhere && value === undefined ? index.untold(reference) : factOf<T>(value, absent, read);
  // What the machine's own entry does not say holds as far as the disk is deployed.
  const stated = <T>(own: Value | undefined, other: Value | undefined, absent: T, read: Reading<T>): Fact<T> =>
    own === undefined
      ? underCondition(resource?.condition, fact(other, absent, read), absent)
      : fact(own, absent, read);
  const lun = member(disk, "lun");
  const settings = diskSettings(disk, resource, elsewhere, index);
  return {
    role,
    lun: role === "os" ? undefined : lun === undefined ? index.untold() : factOf(lun, 0, asInteger),
    name: factOf<string | undefined>(member(disk, "name"), undefined, asText),
    kind: diskKind(disk),
    sku: stated<string | undefined>(
      member(disk, "managedDisk", "storageAccountType"),
      member(resource?.body, "sku", "name"),
      undefined,
      asText,
    ),
    sizeGB: stated<number | undefined>(
      member(disk, "diskSizeGB"),
      member(resource?.body, "properties", "diskSizeGB"),
      undefined,
      asInteger,
    ),
    writeAccelerator: factOf(member(disk, "writeAcceleratorEnabled"), false, asBoolean),
    shared: stated(undefined, member(resource?.body, "properties", "maxShares"), false, isShared),
    ephemeral,
    entraDataAccess: settings.entraDataAccess,
    restrictedNetwork: settings.restrictedNetwork,
    customerKey: settings.customerKey,
    guestEncrypted: settings.guestEncrypted,
    performancePlus: settings.performancePlus,
    securityType: settings.securityType,
    caching: settings.caching,
    place: placeOf(disk),
    resourcePlace: resource === undefined ? undefined : placeOfResource(resource),
  };
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
  // Azure names every managed disk by its id, also those that it made with the machine.
  const option = asText(member(disk, "createOption"))?.toLowerCase();
  const attached = option === undefined ? member(disk, "managedDisk", "id") !== undefined : option === "attach";
  return { known: true, value: attached ? "attached" : "managed", place: placeOf(disk) };
}
