import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { cloudOf } from "../../knowledge/regions";
import type { MachineRule, RuleExample } from "../../rule";

/**
 * Regions outside the clouds that the texts name. No text lists the single regions (the list of vault locations in Azure is the
 * list), so the rule only tells public regions from those of the closed clouds.
 */
export const regionSupport: MachineRule = {
  code: "region-support",
  kind: "vault",
  about: "machine",
  title: () => l10n.t("Region offers Azure VM backup"),
  text: () => ({
    what: l10n.t(
      "Tells public regions from the regions of the closed clouds (US Government, China, the former German cloud) by their names.",
    ),
    why: l10n.t(
      "In October 2015 the article promised backup in the public regions that offer it. Today the Enhanced policy is promised for public and US Government regions.",
    ),
    fix: l10n.t(
      "Check the region against the list that Azure offers when a vault is created; a region without the service is missing there.",
    ),
  }),
  check: ({ vm, row, subject, service }) => {
    const covered = row.value;
    if (!vm.location.known || typeof covered !== "object" || covered.includes(cloudOf(vm.location.value))) {
      return [];
    }
    const enhanced = vm.protection.some(({ policyKind }) => policyKind.known && policyKind.value === "Enhanced");
    if (row.onlyFor === "enhancedPolicy" && !enhanced) {
      return [];
    }
    return [
      certain({
        message: l10n.t(
          "{0} is in {1}, which is not among the regions for which {2} promises this kind of backup; look for it in the list of vault regions.",
          subject,
          vm.location.value,
          service,
        ),
        place: vm.location.place ?? vm.place,
      }),
    ];
  },
};

export const regionSupportExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "web",
  "location": "usgovvirginia"
}
// flagged under the October 2015 limits`,
  good: `{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "web",
  "location": "eastus"
}`,
};
