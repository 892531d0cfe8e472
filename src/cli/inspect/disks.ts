import type { DiskProfile } from "../../limits/profile/disk";
import { diskProfile } from "../../limits/reading/diskProfiles";
import { knownItems, member } from "../../limits/reading/reading";
import { canonicalText } from "../../template/access";
import type { JsonValue, Value } from "../../template/value";
import { wirePart } from "../wire/wireRange";
import { wireFact, wireValue } from "../wire/wireValue";
import { countJson } from "./count";
import type { Machine } from "./machine";
import type { View, WireObject } from "./view";

/** The disk with the operating system; null when the machine's storage profile names none. */
export function osDiskJson({ machine, profile, resource }: Machine, view: View): JsonValue {
  const disk = member(machine.body, "properties", "storageProfile", "osDisk");
  if (disk === undefined || profile.osDisk === undefined) {
    return null;
  }
  const { ephemeral } = profile.osDisk;
  return {
    ...commonFields(profile.osDisk, disk),
    ephemeral: wireFact(ephemeral, `${canonicalText(disk)}.diffDiskSettings.option`, (value) => value),
    ...wirePart(profile.osDisk.place?.span ?? resource.nameSpan, resource.file, view.places),
  };
}

/** The data disks: as many as are known, or the shape of each when a loop of unknown count makes them. */
export function dataDisksJson({ machine, resource }: Machine, view: View): JsonValue {
  const list = member(machine.body, "properties", "storageProfile", "dataDisks");
  const disks = knownItems(list).map((disk) => {
    const profile = diskProfile("data", disk, machine, view.index);
    const place = wirePart(profile.place?.span ?? resource.nameSpan, resource.file, view.places);
    return { ...diskJson(profile, disk), ...place };
  });
  return {
    count: countJson(list),
    ...wirePart(list?.from?.span ?? resource.nameSpan, resource.file, view.places),
    disks,
  };
}

function diskJson(profile: DiskProfile, disk: Value): WireObject {
  const shares = `${source(disk)}.maxShares`;
  return {
    lun: profile.lun === undefined ? null : wireLun(profile.lun, disk),
    ...commonFields(profile, disk),
    shared: wireFact(profile.shared, shares, (value) => value),
  };
}

/** A disk without a LUN is a fault of the template, not something that the service knows. */
function wireLun(lun: NonNullable<DiskProfile["lun"]>, disk: Value): JsonValue {
  return member(disk, "lun") === undefined ? null : wireFact(lun, "lun", (value) => value);
}

function commonFields(profile: DiskProfile, disk: Value): WireObject {
  return {
    kind: wireFact(profile.kind, source(disk), (kind) => kind),
    sku: wireFact(profile.sku, `${source(disk)}.sku.name`, (sku) => sku ?? "default"),
    sizeGB: wireFact(profile.sizeGB, `${source(disk)}.diskSizeGB`, (size) => size ?? null),
    writeAccelerator: wireFact(profile.writeAccelerator, canonicalText(disk), (value) => value),
  };
}

/** The expression that would tell about a disk that is only attached. */
function source(disk: Value): string {
  const id = member(disk, "managedDisk", "id");
  return id === undefined ? canonicalText(disk) : `reference(${wireText(id)})`;
}

function wireText(id: Value): string {
  const json = wireValue(id);
  return typeof json === "string" ? `'${json}'` : canonicalText(id);
}
