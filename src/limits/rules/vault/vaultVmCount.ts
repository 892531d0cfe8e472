import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related, type BreachParts } from "../../breach";
import { tally, type Tally } from "../../parts/counts";
import { grouped } from "../../parts/grouped";
import type { Breach, EstateRule, RuleExample } from "../../rule";

/** How many machines go into one vault, and how many of them at once. */
export const vaultVmCount: EstateRule = {
  code: "vault-vm-count",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("VMs in a vault"),
  text: () => ({
    what: l10n.t("Counts the protected items of each vault that are deployed together, copy loops included."),
    why: l10n.t("A vault takes only so many virtual machines, and only so many new ones a day."),
    fix: l10n.t("Use another vault for the rest, or deploy it on another day."),
  }),
  check: ({ estate, row, service }) => {
    const most = row.value;
    const aDay = row.numbers?.["perDay"];
    if (typeof most !== "number" || estate.items.length === 0) {
      return [];
    }
    return [...grouped(estate.items, ({ vaultId }) => vaultId).values()].flatMap((items) => {
      const count = tally(items);
      const place = estate.vaults.find(({ id }) => id === items[0]?.vaultId)?.place;
      const parts = {
        place: place ?? items[0]?.place,
        related: [related(l10n.t("A protected item."), items[0]?.place)],
      };
      return breachesOf(items[0]?.vaultName ?? "", count, { most, aDay, service, parts });
    });
  },
};

interface Limits {
  readonly most: number;
  readonly aDay: number | undefined;
  readonly service: string;
  readonly parts: Pick<BreachParts, "place" | "related">;
}

function breachesOf(vault: string, count: Tally, { most, aDay, service, parts }: Limits): readonly Breach[] {
  if (count.certain > most) {
    const message = l10n.t(
      "Vault '{0}' gets {1} virtual machines, but {2} takes at most {3}.",
      vault,
      count.certain,
      service,
      most,
    );
    return [certain({ ...parts, message })];
  }
  if (aDay !== undefined && count.certain > aDay) {
    const message = l10n.t(
      "Vault '{0}' gets {1} virtual machines at once, but {2} takes {3} new ones a day.",
      vault,
      count.certain,
      service,
      aDay,
    );
    return [certain({ ...parts, severity: "warning", message })];
  }
  if (count.most <= most || count.open === undefined) {
    return [];
  }
  const message = l10n.t(
    "Vault '{0}' gets as many virtual machines as parameter {1} says; {2} takes at most {3}.",
    vault,
    parameterNames(count.open.because),
    service,
    most,
  );
  return [possible(count.open, { ...parts, message })];
}

export const vaultVmCountExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2024-04-01",
  "name": "[concat('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;group;vm', copyIndex(), '/vm;iaasvmcontainerv2;group;vm', copyIndex())]",
  "copy": { "name": "items", "count": 1001 },
  "properties": { "protectedItemType": "Microsoft.Compute/virtualMachines" }
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2024-04-01",
  "name": "[concat('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;group;vm', copyIndex(), '/vm;iaasvmcontainerv2;group;vm', copyIndex())]",
  "copy": { "name": "items", "count": 200 },
  "properties": { "protectedItemType": "Microsoft.Compute/virtualMachines" }
}`,
};
