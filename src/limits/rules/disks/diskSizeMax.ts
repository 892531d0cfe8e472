import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { allDisks, diskName, isLeftOut, largestDiskGB, onePerPlace } from "../../parts/disks";
import { excludeLun, exclusionCondition } from "../../parts/excludeLun";
import { judge, ofParameter, type Judgement } from "../../parts/judgement";
import type { DiskProfile } from "../../profile/disk";
import type { Place } from "../../profile/fact";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";

type Size = number | undefined;

/** The size of each disk, in GiB. */
export const diskSizeMax: MachineRule = {
  code: "disk-size-max",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Size of one disk"),
  text: () => ({
    what: l10n.t("Reads the size of the OS disk and of every data disk, in the virtual machine or in the disk itself."),
    why: l10n.t("A disk that is larger than the service takes makes the backup of its virtual machine fail."),
    fix: l10n.t("Use smaller disks and stripe them in the guest, or leave the disk out of the backup."),
  }),
  check: (context) => {
    const { vm, row } = context;
    const most = row.value;
    if (typeof most !== "number") {
      return [];
    }
    const judged = (row.onlyFor === "dataDisks" ? allDisks(vm).filter(isData) : allDisks(vm))
      .filter((disk) => !isLeftOut(vm, disk))
      .filter((disk) => judgeSize(disk, most).verdict !== "keeps");
    const breaches = onePerPlace(judged, sizePlace).map((disk) => breachOf(context, disk, most, judgeSize(disk, most)));
    return oncePerParameters(breaches);
  },
};

/** A size that may be anything is within the limit when no disk can be larger. */
function judgeSize({ sizeGB }: DiskProfile, most: number): Judgement<Size> {
  const anything = !sizeGB.known && sizeGB.allowed === undefined;
  return anything && most >= largestDiskGB
    ? { verdict: "keeps" }
    : judge(sizeGB, (size) => size !== undefined && size > most);
}

/** Disks whose size the same parameters decide are told once. */
function oncePerParameters(breaches: readonly Breach[]): readonly Breach[] {
  const seen = new Set<string>();
  return breaches.filter(({ certainty, decidedBy }) => {
    const key = decidedBy.join();
    const repeated = certainty === "possible" && seen.has(key);
    seen.add(key);
    return !repeated;
  });
}

function isData({ role }: DiskProfile): boolean {
  return role === "data";
}

function breachOf(context: RuleContext, disk: DiskProfile, most: number, judgement: Judgement<Size>): Breach {
  const { vm, subject, service } = context;
  const place = sizePlace(disk) ?? vm.place;
  if (judgement.verdict === "open") {
    const message = l10n.t(
      "{0} of {1} is as large as parameter {2} says; {3} takes at most {4} GB.",
      diskName(disk),
      subject,
      parameterNames(judgement.fact.because),
      service,
      most,
    );
    const breakingValues = ofParameter(judgement.fact, ...judgement.breaking.map(String));
    return possible(judgement.fact, { message, place, breakingValues });
  }
  const size = (judgement.verdict === "breaks" ? judgement.value : undefined) ?? most;
  return certain({
    message: l10n.t(
      "{0} of {1} has {2} GB, but {3} takes at most {4} GB.",
      diskName(disk),
      subject,
      size,
      service,
      most,
    ),
    liftedMessage: l10n.t(
      "{0} of {1} has {2} GB: outside the October 2015 limits (at most {3} GB); supported today.",
      diskName(disk),
      subject,
      size,
      most,
    ),
    place,
    related: [related(l10n.t("The disk."), disk.resourcePlace)],
    condition: exclusionCondition(disk),
    fixes: vm.protection.map((link) => excludeLun(link, disk)),
  });
}

function sizePlace(disk: DiskProfile): Place | undefined {
  return disk.sizeGB.place ?? disk.place;
}

export const diskSizeMaxExample: RuleExample = {
  bad: `"dataDisks": [
  {
    "lun": 0, "createOption": "Empty", "diskSizeGB": 65537,
    "managedDisk": { "storageAccountType": "UltraSSD_LRS" }
  }
]`,
  good: `"dataDisks": [
  {
    "lun": 0, "createOption": "Empty", "diskSizeGB": 65536,
    "managedDisk": { "storageAccountType": "UltraSSD_LRS" }
  }
]`,
};
