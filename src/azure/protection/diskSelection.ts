import { booleanAt, listAt, valueAt } from "../http/jsonRead";
import type { DiskSelection } from "../models";

/**
 * Which disks an item backs up: `extendedProperties.diskExclusionProperties` of the backup API ("Selective disk backup and
 * restore for Azure virtual machines", 2026-01-23). No settings mean all disks.
 * @param properties the item's `properties`
 */
export function diskSelectionFrom(properties: unknown): DiskSelection {
  const exclusion = valueAt(properties, "extendedProperties", "diskExclusionProperties");
  if (exclusion === undefined || exclusion === null) {
    return { kind: "all" };
  }
  const luns = listAt(exclusion, "diskLunList").filter((lun) => typeof lun === "number");
  return { kind: booleanAt(exclusion, "isInclusionList") === true ? "only" : "allBut", luns };
}

/** The part of an item's PUT that says so. Without settings in it the former ones go. */
export function extendedPropertiesOf(disks: DiskSelection): {
  readonly diskExclusionProperties?: { readonly diskLunList: number[]; readonly isInclusionList: boolean };
} {
  return disks.kind === "all"
    ? {}
    : { diskExclusionProperties: { diskLunList: [...disks.luns], isInclusionList: disks.kind === "only" } };
}

/** True for selections that back up the same disks, now and later. */
export function sameDisks(one: DiskSelection, other: DiskSelection): boolean {
  const luns = ({ kind, ...rest }: DiskSelection): string =>
    `${kind} ${"luns" in rest ? rest.luns.toSorted((a, b) => a - b).join(" ") : ""}`;
  return luns(one) === luns(other);
}
