import { checkProfile } from "../../../limits/check/checkProfile";
import type { AzureSnapshot } from "../../../limits/fromAzure";
import { profileOfAzure } from "../../../limits/fromAzure";
import { explain } from "../../../limits/pages/explain";
import { allDisks } from "../../../limits/parts/disks";
import { restoreNotes } from "../../../limits/parts/restoreNotes";
import type { DiskProfile } from "../../../limits/profile/disk";
import type { Fact } from "../../../limits/profile/fact";
import type { VmProfile } from "../../../limits/profile/vm";

/** A limit of restores: what the article of October 2015 said, beside what holds today. */
export interface AdviceNote {
  readonly code: string;
  readonly title: string;
  readonly october2015: string;
  readonly today: string;
}

/** A kind of disk from which no single files can be recovered. */
export type FileObstacle = "encrypted" | "ultra" | "premiumV2" | "shared" | "writeAccelerator";

/** What is known of restoring a VM. Where nothing could be read of the VM, only the notes say something. */
export interface RestoreAdvice {
  /** In place, cross region, domain controllers. */
  readonly notes: readonly AdviceNote[];
  /** What the VM's own network means for a restore. */
  readonly network: readonly AdviceNote[];
  /** Azure Disk Encryption is on. */
  readonly guestEncrypted: boolean;
  /** A disk encryption set is in use. */
  readonly customerKey: boolean;
  /** LUNs that the backup leaves out. */
  readonly excludedLuns: readonly number[];
  readonly fileObstacles: readonly FileObstacle[];
}

/** Networks that 2015 did not back up at all, and those that a restored VM does not get back today. */
const networkCodes: readonly string[] = [
  "multiple-nics",
  "load-balanced",
  "reserved-ip-multiple",
  "static-private-ip",
  "public-ip-and-nat-gateway",
];

/** @param snapshot the VM as it runs; undefined when it is gone or cannot be read */
export function restoreAdvice(snapshot: AzureSnapshot | undefined): RestoreAdvice {
  const notes = restoreNotes("current").map(({ code, title, sentence2015, sentenceToday }) => ({
    code,
    title,
    october2015: sentence2015,
    today: sentenceToday,
  }));
  if (snapshot === undefined) {
    return { notes, network: [], guestEncrypted: false, customerKey: false, excludedLuns: [], fileObstacles: [] };
  }
  const vm = profileOfAzure(snapshot);
  const guestEncrypted = isTrue(vm.encryptionExtension) || hasDisk(vm, (disk) => isTrue(disk.guestEncrypted));
  return {
    notes,
    network: networkNotes(vm),
    guestEncrypted,
    customerKey: hasDisk(vm, (disk) => isTrue(disk.customerKey)),
    excludedLuns: vm.protection.flatMap((link) => (link.excludedLuns.known ? link.excludedLuns.value : [])),
    fileObstacles: fileObstacles(vm, guestEncrypted),
  };
}

function networkNotes(vm: VmProfile): readonly AdviceNote[] {
  const findings = (["2015-10", "current"] as const).flatMap((limits) => checkProfile(vm, { limits, lifted: "off" }));
  const met = networkCodes.filter((code) =>
    findings.some((finding) => finding.code === code && finding.certainty === "certain"),
  );
  return met.flatMap((code) => {
    const known = explain(code);
    return known === undefined
      ? []
      : { code, title: known.title, october2015: known.october2015.statement, today: known.current.statement };
  });
}

/** "Recover files and folders from Azure VM backup" (2023-06-30), "Support matrix for Azure VM backups" (2026-03-26). */
function fileObstacles(vm: VmProfile, guestEncrypted: boolean): readonly FileObstacle[] {
  const found: readonly (FileObstacle | undefined)[] = [
    guestEncrypted ? "encrypted" : undefined,
    hasDisk(vm, (disk) => isSku(disk, "UltraSSD_LRS")) ? "ultra" : undefined,
    hasDisk(vm, (disk) => isSku(disk, "PremiumV2_LRS")) ? "premiumV2" : undefined,
    hasDisk(vm, (disk) => isTrue(disk.shared)) ? "shared" : undefined,
    hasDisk(vm, (disk) => isTrue(disk.writeAccelerator)) ? "writeAccelerator" : undefined,
  ];
  return found.filter((obstacle) => obstacle !== undefined);
}

function hasDisk(vm: VmProfile, test: (disk: DiskProfile) => boolean): boolean {
  return allDisks(vm).some(test);
}

function isTrue(fact: Fact<boolean>): boolean {
  return fact.known && fact.value;
}

function isSku({ sku }: DiskProfile, name: string): boolean {
  return sku.known && sku.value?.toLowerCase() === name.toLowerCase();
}
