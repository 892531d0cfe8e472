import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { grouped } from "../../parts/grouped";
import { differ } from "../../parts/ids";
import type { EstateProfile } from "../../profile/estate";
import type { UnknownFact } from "../../profile/fact";
import type { ProtectedItemProfile } from "../../profile/protectedItem";
import type { Breach, EstateRule, RuleExample } from "../../rule";

/** Two protected items that bind one machine to different vaults. */
export const oneVaultPerVm: EstateRule = {
  code: "one-vault-per-vm",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("VM protected in two vaults"),
  text: () => ({
    what: l10n.t("Looks for protected items that bind the same virtual machine to different vaults."),
    why: l10n.t("A virtual machine can be protected in one vault at a time: the second protection fails."),
    fix: l10n.t("Remove one of the protected items. To change vaults, stop the protection in the first one before."),
  }),
  check: ({ estate, service }) =>
    bySource(estate).flatMap((items) => {
      const [first, ...others] = items;
      const second = first === undefined ? undefined : others.find((item) => differ(item.vaultId, first.vaultId));
      return first === undefined || second === undefined ? [] : breach(first, second, service);
    }),
};

/** The items of each machine: of one that is declared with them, or of one that they name alike. */
function bySource({ machines, items }: EstateProfile): readonly (readonly ProtectedItemProfile[])[] {
  if (items.length < 2) {
    return [];
  }
  const machineOf = new Map(
    machines.flatMap((vm) => vm.protection.flatMap(({ item }) => (item === undefined ? [] : [[item, vm.id] as const]))),
  );
  const keyOf = (item: ProtectedItemProfile): string | undefined => machineOf.get(item.id) ?? item.sourceKey;
  return [...grouped(items, keyOf)].flatMap(([key, group]) => (key === undefined ? [] : [group]));
}

function breach(first: ProtectedItemProfile, second: ProtectedItemProfile, service: string): readonly Breach[] {
  const parts = {
    place: second.place,
    related: [related(l10n.t("The other protected item."), first.place)],
  };
  const open = [first.deployed, second.deployed].filter((fact): fact is UnknownFact<boolean> => !fact.known);
  const [condition] = open;
  if (condition === undefined) {
    const message = l10n.t(
      "VM '{0}' is protected in vault '{1}' and in vault '{2}', but {3} protects a virtual machine in one vault only.",
      second.sourceName,
      first.vaultName,
      second.vaultName,
      service,
    );
    return [certain({ ...parts, message })];
  }
  // Two conditions may well be alternatives.
  if (open.length > 1 || condition.because.length === 0) {
    return [];
  }
  const message = l10n.t(
    "Parameter {0} decides whether VM '{1}' is protected in vault '{2}' and in vault '{3}'; {4} protects a virtual machine in one vault only.",
    parameterNames(condition.because),
    second.sourceName,
    first.vaultName,
    second.vaultName,
    service,
  );
  return [possible(condition, { ...parts, message })];
}

export const oneVaultPerVmExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2024-04-01",
  "name": "backups1/Azure/iaasvmcontainer;iaasvmcontainerv2;group;web/vm;iaasvmcontainerv2;group;web",
  "properties": {
    "protectedItemType": "Microsoft.Compute/virtualMachines",
    "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups1', 'nightly')]",
    "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]"
  }
}
// ... and another protected item of 'web' in the vault 'backups2'`,
  good: `// one protected item for each virtual machine`,
};
