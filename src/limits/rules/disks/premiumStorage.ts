import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible, related } from "../../breach";
import { allDisks, diskName, onePerPlace } from "../../parts/disks";
import type { Fix } from "../../fix";
import { ofParameter } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { DiskProfile } from "../../profile/disk";
import { replacing } from "../../parts/valueFix";

/** Premium SSD of the first generation; Premium SSD v2 came later and has a rule of its own. */
const premiumSkus = ["premium_lrs", "premium_zrs"];

/** Disks on Premium storage. */
export const premiumStorage: MachineRule = {
  code: "premium-storage",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM on Premium storage"),
  text: () => ({
    what: l10n.t("Looks at the SKU of the OS disk and of every data disk: Premium_LRS and Premium_ZRS."),
    why: l10n.t("The service of October 2015 could not take snapshots of Premium storage; today it can."),
    fix: l10n.t(
      "Use Standard_LRS or StandardSSD_LRS to stay inside the October 2015 limits; today there is nothing to do.",
    ),
  }),
  check: (context) => onePerPlace(allDisks(context.vm), skuPlace).flatMap((disk) => checkDisk(context, disk)),
};

function checkDisk({ vm, subject, service }: RuleContext, disk: DiskProfile): readonly Breach[] {
  const place = skuPlace(disk) ?? vm.place;
  if (disk.sku.known) {
    if (!isPremium(disk.sku.value)) {
      return [];
    }
    return [
      certain({
        message: l10n.t(
          "{0} of {1} is on Premium storage, which {2} does not back up.",
          diskName(disk),
          subject,
          service,
        ),
        liftedMessage: l10n.t(
          "{0} of {1} is on Premium storage: outside the October 2015 limits; supported today.",
          diskName(disk),
          subject,
        ),
        place,
        related: [related(l10n.t("The disk."), disk.resourcePlace ?? disk.place)],
        fixes: [standardStorage(disk)],
      }),
    ];
  }
  if (!parametersMayBreak(disk.sku, isPremium)) {
    return [];
  }
  return [
    possible(disk.sku, {
      message: l10n.t(
        "{0} of {1} has the SKU that parameter {2} says; {3} does not back up Premium storage.",
        diskName(disk),
        subject,
        parameterNames(disk.sku.because),
        service,
      ),
      place,
      breakingValues: ofParameter(disk.sku, ...(disk.sku.allowed ?? []).filter(isPremium)),
    }),
  ];
}

/** Not offered for all at once: the disk gets slower. */
function standardStorage({ sku }: DiskProfile): Fix | undefined {
  return replacing(sku.place, {
    id: "standard-storage",
    title: l10n.t("Use Standard_LRS"),
    by: "Standard_LRS",
  });
}

function isPremium(sku: string | undefined): sku is string {
  return sku !== undefined && premiumSkus.includes(sku.toLowerCase());
}

function skuPlace(disk: DiskProfile): DiskProfile["place"] {
  return disk.sku.place ?? disk.place;
}

export const premiumStorageExample: RuleExample = {
  bad: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "Premium_LRS" }
}`,
  good: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "StandardSSD_LRS" }
}`,
};
