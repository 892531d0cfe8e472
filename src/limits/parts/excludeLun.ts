import * as l10n from "@vscode/l10n";
import type { Fix, FixStep } from "../fix";
import type { DiskProfile } from "../profile/disk";
import type { ProtectionLink } from "../profile/protection";

/** Leaving a data disk out, as an instruction; undefined for the OS disk, which is always backed up. */
export function exclusionCondition({ role, lun }: DiskProfile): string | undefined {
  if (role === "os") {
    return undefined;
  }
  return lun?.known === true
    ? l10n.t("Exclude LUN {0} from the backup.", lun.value)
    : l10n.t("Exclude the disk from the backup.");
}

/**
 * The fix that leaves a data disk out of the backup by its LUN, in the protected item's `diskExclusionProperties`. Not safe: what
 * is on the disk is no longer backed up. Undefined where the template does not declare the item, or the disk is out already.
 */
export function excludeLun(link: ProtectionLink, disk: DiskProfile): Fix | undefined {
  const lun = disk.lun?.known === true ? disk.lun.value : undefined;
  const step = lun === undefined ? undefined : exclusionStep(link, lun);
  if (lun === undefined || step === undefined) {
    return undefined;
  }
  return {
    id: "exclude-lun",
    title: l10n.t("Exclude LUN {0} from the backup", lun),
    safe: false,
    steps: [step],
  };
}

function exclusionStep({ selection, properties }: ProtectionLink, lun: number): FixStep | undefined {
  if (selection === undefined) {
    const path = ["extendedProperties", "diskExclusionProperties"];
    const value = { diskLunList: [lun], isInclusionList: false };
    return properties === undefined ? undefined : { kind: "set", object: properties, path, value };
  }
  const { listed, isInclusion } = selection;
  if (!listed.known || !isInclusion.known || listed.place === undefined) {
    return undefined;
  }
  if (listed.value.includes(lun) !== isInclusion.value) {
    return undefined;
  }
  const luns = isInclusion.value ? listed.value.filter((each) => each !== lun) : [...listed.value, lun];
  return { kind: "replace", value: listed.place, by: luns };
}
