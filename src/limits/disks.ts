import * as l10n from "@vscode/l10n";
import { spanKey } from "../template/value";
import type { DiskProfile } from "./profile/disk";
import type { Place } from "./profile/fact";
import type { VmProfile } from "./profile/vm";

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

/** The disks without those that share a place with an earlier one: a copy loop is written once and flagged once. */
export function onePerPlace(
  disks: readonly DiskProfile[],
  placeOf: (disk: DiskProfile) => Place | undefined,
): readonly DiskProfile[] {
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
