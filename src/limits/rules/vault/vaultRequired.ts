import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { subjectOf } from "../../parts/machineSubject";
import type { EstateRule, RuleExample } from "../../rule";

/** Machines without any vault to protect them: said once and quietly, since the vault may well be somewhere else. */
export const vaultRequired: EstateRule = {
  code: "vault-required",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("VM with no vault and no protected item"),
  text: () => ({
    what: l10n.t(
      "Looks for a vault or a protected item in a template that deploys virtual machines; one hint for the whole template.",
    ),
    why: l10n.t("Nothing is backed up without a vault in the virtual machine's region, a policy and a protected item."),
    fix: l10n.t("Add a vault, an Enhanced policy and a protected item, or protect the virtual machine afterwards."),
  }),
  check: ({ estate, service }) => {
    const { machines, vaults, items, complete } = estate;
    const deployed = machines.filter((vm) => vm.deployed.known && vm.deployed.value);
    const [first] = deployed;
    if (first === undefined || !complete || vaults.length > 0 || items.length > 0) {
      return [];
    }
    const others = deployed.length - 1;
    const message =
      others === 0
        ? l10n.t("{0} has no vault in this template; {1} needs one in its region.", subjectOf(first), service)
        : l10n.t(
            "{0} and {1} more of this template have no vault here; {2} needs one in their region.",
            subjectOf(first),
            others,
            service,
          );
    return [certain({ message, place: first.place })];
  },
};

export const vaultRequiredExample: RuleExample = {
  bad: `"resources": [
  { "type": "Microsoft.Compute/virtualMachines", "name": "web", "location": "westeurope" }
]`,
  good: `"resources": [
  { "type": "Microsoft.Compute/virtualMachines", "name": "web", "location": "westeurope" },
  { "type": "Microsoft.RecoveryServices/vaults", "name": "backups", "location": "westeurope" }
]`,
};
