import * as l10n from "@vscode/l10n";
import { spanKey } from "../../template/value";
import type { DiskProfile } from "../profile/disk";
import type { Place } from "../profile/fact";
import type { VmProfile } from "../profile/vm";

/** The largest managed disk that Azure has, in GiB: what a disk whose size may be anything comes to at most. */
export const largestDiskGB = 65_536;

/** The disks of a machine that are known to be there: the OS disk first. */
export function allDisks(vm: VmProfile): readonly DiskProfile[] {
  const data = vm.dataDisks.known ? vm.dataDisks.value : [];
  return vm.osDisk === undefined ? data : [vm.osDisk, ...data];
}

/** How a sentence calls a disk: "The OS disk", "Data disk 3 (LUN)". */
export function diskName(disk: DiskProfile): string {
  if (disk.role === "os") {
    return l10n.t("The OS disk");
  }
  return disk.lun?.known === true ? l10n.t("Data disk {0} (LUN)", disk.lun.value) : l10n.t("A data disk");
}

/** True when every protected item of the machine leaves the disk out, so that nothing of it has to be backed up. */
export function isLeftOut({ protection }: VmProfile, { lun }: DiskProfile): boolean {
  return (
    lun?.known === true &&
    protection.length > 0 &&
    protection.every(({ excludedLuns }) => excludedLuns.known && excludedLuns.value.includes(lun.value))
  );
}

/** The disks without those that share a place with an earlier one: a copy loop is written once and flagged once. */
export function onePerPlace(
  disks: readonly DiskProfile[],
  placeOf: (disk: DiskProfile) => Place | undefined,
): readonly DiskProfile[] {
  if (disks.length < 2) {
    return disks;
  }
  const seen = new Set<string>();
  return disks.filter((disk) => {
    const place = placeOf(disk);
    const key = place === undefined ? undefined : spanKey(place.span);
    if (key === undefined) {
      return true;
    }
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}
