import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { allDisks, isLeftOut, largestDiskGB } from "../../parts/disks";
import type { DiskProfile } from "../../profile/disk";
import type { UnknownFact } from "../../profile/fact";
import type { MachineRule, RuleExample } from "../../rule";

/** The sizes of all disks of a machine together, in GiB. */
export const diskSizeTotal: MachineRule = {
  code: "disk-size-total",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Size of all disks together"),
  text: () => ({
    what: l10n.t("Adds up the sizes of the OS disk and of all data disks, as far as they are known."),
    why: l10n.t("The service caps the size of all disks of one virtual machine together."),
    fix: l10n.t("Spread the data over more virtual machines, or leave disks out of the backup."),
  }),
  check: ({ vm, row, service, subject }) => {
    const most = row.value;
    if (typeof most !== "number") {
      return [];
    }
    const kept = allDisks(vm).filter((disk) => !isLeftOut(vm, disk));
    const least = sum(kept.map(leastSize));
    const place = vm.dataDisks.place ?? vm.place;
    if (least > most) {
      const message = l10n.t(
        "The disks of {0} have {1} GB together, but {2} takes at most {3} GB.",
        subject,
        least,
        service,
        most,
      );
      return [certain({ message, place, condition: l10n.t("Exclude data disks until {0} GB are left.", most) })];
    }
    const open = kept.map(({ sizeGB }) => sizeGB).filter(isDecidedByParameters);
    const [first] = open;
    if (first === undefined || sum(kept.map(largestSize)) <= most) {
      return [];
    }
    const because = [...new Set(open.flatMap((fact) => fact.because))];
    const message = l10n.t(
      "The disks of {0} are as large as parameter {1} says; {2} takes at most {3} GB for all of them together.",
      subject,
      parameterNames(because),
      service,
      most,
    );
    return [possible({ ...first, because }, { message, place })];
  },
};

function isDecidedByParameters(fact: DiskProfile["sizeGB"]): fact is UnknownFact<number | undefined> {
  return !fact.known && fact.because.length > 0;
}

/** What a disk has at least: a size that nobody tells counts for nothing. */
function leastSize({ sizeGB }: DiskProfile): number {
  return sizeGB.known ? (sizeGB.value ?? 0) : Math.min(...sizesOf(sizeGB, 0));
}

/** What the parameters can make of a disk at most; what only the running service knows counts for nothing. */
function largestSize({ sizeGB }: DiskProfile): number {
  if (sizeGB.known || sizeGB.because.length === 0) {
    return sizeGB.known ? (sizeGB.value ?? 0) : 0;
  }
  return Math.max(...sizesOf(sizeGB, largestDiskGB));
}

function sizesOf({ allowed }: UnknownFact<number | undefined>, otherwise: number): readonly number[] {
  const sizes = (allowed ?? []).map((size) => size ?? 0);
  return sizes.length === 0 ? [otherwise] : sizes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export const diskSizeTotalExample: RuleExample = {
  bad: `"copy": [
  {
    "name": "dataDisks",
    "count": 17,
    "input": { "lun": "[copyIndex('dataDisks')]", "createOption": "Empty", "diskSizeGB": 32767 }
  }
]`,
  good: `"copy": [
  {
    "name": "dataDisks",
    "count": 16,
    "input": { "lun": "[copyIndex('dataDisks')]", "createOption": "Empty", "diskSizeGB": 32767 }
  }
]`,
};
