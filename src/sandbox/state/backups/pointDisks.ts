import { listAt, objectAt, textAt } from "../../http/json";
import type { Json } from "../../http/json";
import type { Estate } from "../estate";
import { isTaken } from "./protectability";
import type { ItemRecord, PointDisk, PointDisks } from "../records";

/** Azure's number for the disk of the operating system, which has no LUN. */
const osLun = -1;

/**
 * The disks of an item's VM as a backup at this moment takes them; undefined where the item takes all. The disk of the
 * operating system cannot be left out ("Selective disk backup and restore for Azure virtual machines", Microsoft Learn, 2026).
 */
export function pointDisksOf(
  estate: Estate,
  { vmId, diskExclusion }: Pick<ItemRecord, "vmId" | "diskExclusion">,
): PointDisks | undefined {
  if (diskExclusion === undefined) {
    return undefined;
  }
  const storage = objectAt(estate.resources.get(vmId), "properties", "storageProfile");
  const data = listAt(storage, "dataDisks").map(pointDisk);
  return {
    included: [
      { lun: osLun, name: nameOf(storage["osDisk"]) },
      ...data.filter(({ lun }) => isTaken(lun, diskExclusion)),
    ],
    excluded: data.filter(({ lun }) => !isTaken(lun, diskExclusion)),
  };
}

/** What the job of a backup tells of its disks; nothing where it takes all. */
export function diskLines(disks: PointDisks | undefined): Readonly<Record<string, string>> {
  return disks === undefined
    ? {}
    : { "Backed-up disk(s)": namesOf(disks.included), "Excluded disk(s)": namesOf(disks.excluded) };
}

function namesOf(disks: readonly PointDisk[]): string {
  return disks.map(({ name }) => name).join("; ");
}

function pointDisk(disk: Json): PointDisk {
  const lun = objectAt(disk)["lun"];
  return { lun: typeof lun === "number" ? lun : 0, name: nameOf(disk) };
}

function nameOf(disk: Json | undefined): string {
  return textAt(disk, "name") ?? textAt(disk, "managedDisk", "id")?.split("/").at(-1) ?? "";
}
